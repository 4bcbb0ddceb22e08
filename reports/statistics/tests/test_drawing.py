"""Much is drawn all at once, and comes out as if drawn one by one."""

from random import Random
from statistics import fmean, quantiles

import pytest

from reports.statistics import drawing
from reports.statistics.drawing import Amounts, Parts

SHARES = {"new": 0.08, "quoted": 0.6}


def pipeline(size: int, *, whale: float = 0.0) -> list[tuple[str, float | None]]:
    chance = Random(4)
    parts = [(chance.choice(list(SHARES)), None if chance.random() < 0.3 else chance.lognormvariate(7, 0.8)) for _ in range(size)]
    return [*parts, ("quoted", whale)]


def drawn(parts: list, amounts: list[float], *, runs: int = 1500) -> tuple[list[int], list[float]]:
    chance, result = Random(1), Parts(parts, Amounts(amounts))
    return tuple(zip(*(result.draw(SHARES, chance) for _ in range(runs)), strict=True))


def test_bulk_drawing_equals_single_drawing(monkeypatch):
    amounts = [Random(2).lognormvariate(6, 0.8) for _ in range(200)]
    whole = drawn(pipeline(drawing.MANY), amounts)
    monkeypatch.setattr(drawing, "MANY", 10**9)
    item = drawn(pipeline(500), amounts)
    for value, other in zip(whole, item, strict=True):
        ends, others = quantiles(value, n=40), quantiles(other, n=40)
        width = others[-1] - others[0]
        assert fmean(value) == pytest.approx(fmean(other), abs=width / 25)
        assert (ends[0], ends[-1]) == (pytest.approx(others[0], abs=width / 12), pytest.approx(others[-1], abs=width / 12))


def test_outweighing_amount_is_drawn_by_itself():
    _won, brought = drawn(pipeline(drawing.MANY, whale=10.0**8), [1.0] * 20, runs=100)
    assert {item > 10.0**7 for item in brought} == {True, False}
    assert max(item for item in brought if item < 10.0**8) < 10.0**7


def test_many_sales_together_bring_what_so_many_do():
    amounts = Amounts([100.0, 300.0] * 20)
    brought = [amounts.draw(2000, Random(seed)) for seed in range(300)]
    assert fmean(brought) == pytest.approx(400_000, abs=1500)
    assert quantiles(brought, n=40)[-1] - quantiles(brought, n=40)[0] == pytest.approx(2 * 1.96 * 100 * 2000**0.5, rel=0.25)
    assert Amounts([]).draw(0, Random(1)) == 0
