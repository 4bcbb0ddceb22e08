"""Limits round one rate, against sums done by hand in fractions, and people judged by what they were given."""

from fractions import Fraction
from math import comb

import pytest

from reports.statistics.control_limits import POOL, RARE, TOO_FEW, USUAL, limits, lower_limit, pooled, standings


def tail_below(n: int, rate: Fraction, limit: float) -> Fraction:
    return sum(comb(n, r) * rate**r * (1 - rate) ** (n - r) for r in range(n + 1) if r / n < limit - 1e-12)


def test_lower_limit_is_that_of_the_paper():
    # n = 10, rate ½: P(R ≤ 1) = 11/1024, P(R ≤ 2) = 56/1024, so r = 2 and α = (56 − 25.6)/45.
    assert lower_limit(10, 0.5, 0.025) == pytest.approx((2 - (56 - 25.6) / 45) / 10)
    # n = 5, rate 1/5: P(R = 0) = 1024/3125 > 0.025 already, so no share is so rare.
    assert lower_limit(5, 0.2, 0.025) == 0


def test_upper_limit_mirrors_the_lower_one():
    result, turned = limits(40, 0.2), limits(40, 0.8)
    assert result.usual.high == pytest.approx(1 - turned.usual.low)
    assert result.rare.low == pytest.approx(1 - turned.rare.high)


@pytest.mark.parametrize("rate", [Fraction(1, 20), Fraction(1, 5), Fraction(1, 2), Fraction(9, 10)])
@pytest.mark.parametrize("n", [1, 2, 7, 10, 33, 120])
def test_limits_hold_what_chance_does(n, rate):
    result = limits(n, float(rate))
    for interval, level in ((result.usual, USUAL), (result.rare, RARE)):
        assert tail_below(n, rate, interval.low) <= Fraction(level) / 2
        assert tail_below(n, 1 - rate, 1 - interval.high) <= Fraction(level) / 2


def test_limits_of_many_leads_are_normal():
    result, spread = limits(10_000, 0.3), (0.3 * 0.7 / 10_000) ** 0.5
    assert result.usual.low == pytest.approx(0.3 - 1.959964 * spread, abs=2e-4)
    assert result.rare.high == pytest.approx(0.3 + 3.090232 * spread, abs=2e-4)


def test_limits_are_linear_between_counts():
    low, high, between = limits(20, 0.3), limits(21, 0.3), limits(20.25, 0.3)
    assert between.usual.low == pytest.approx(0.75 * low.usual.low + 0.25 * high.usual.low)


@pytest.mark.parametrize(("n", "rate"), [(0, 0.5), (0.5, 0.5), (3, 1.1), (3, -0.1)])
def test_there_are_no_limits_of_nothing(n, rate):
    with pytest.raises(ValueError, match="no limits"):
        limits(n, rate)


def test_extreme_rate_leaves_nothing_to_chance():
    assert (limits(9, 0).usual.low, limits(9, 0).usual.high) == (0, 0)
    assert (limits(9, 1).rare.low, limits(9, 1).rare.high) == (1, 1)


def test_person_is_judged_by_their_sources():
    result = standings({"Easy": {"a": (30, 50)}, "Hard": {"b": (5, 50)}, "Both": {"a": (30, 50), "b": (5, 50)}})
    assert [item.kind for item in result.values()] == ["inside"] * 3
    assert result["Hard"].expected == pytest.approx(5)
    assert result["Hard"].rate == pytest.approx(70 / 200)  # as many as expected: the company's rate
    assert result["Hard"].weight == pytest.approx(5 / 0.35)


def test_expected_wins_add_up_to_wins():
    people = {"Ann": {"a": (4, 30), "b": (1, 3)}, "Bea": {"a": (9, 30), None: (2, 11), "c": (0, 5)}}
    result = standings(people)
    assert sum(item.expected for item in result.values()) == pytest.approx(16)
    assert pooled(people.values()) == {"a": (13, 60), POOL: (3, 19)}


def test_far_outside_is_told_from_just_outside():
    crowd = {"Crowd": {"a": (200, 1000)}}
    kinds = {won: standings(crowd | {"One": {"a": (won, 50)}})["One"].kind for won in (0, 1, 4, 10, 17, 30)}
    assert kinds == {0: "far_below", 1: "far_below", 4: "below", 10: "inside", 17: "above", 30: "far_above"}


def test_few_leads_are_never_judged():
    crowd = {"Crowd": {"a": (100, 1000)}}
    assert standings(crowd | {"New": {"a": (TOO_FEW - 1, TOO_FEW - 1)}})["New"].kind == "too_few"
    assert standings({"New": {"a": (0, 500)}})["New"].kind == "too_few"
    assert standings({"Nobody": {}})["Nobody"].rate is None
