"""Ranges of money. What they promise is measured: made-up businesses whose truth is known, counted how often the range holds it."""

from math import exp, sqrt
from random import Random
from statistics import NormalDist

import pytest

from reports.statistics.amounts import Estimate, Moments, count_estimate, difference, mean_range, product, rate_estimate, student_t


def share_that_hold(truth: float, ranges: list) -> float:
    rows = [item for item in ranges if item]
    assert len(rows) > len(ranges) * 0.9
    return sum(item.low <= truth <= item.high for item in rows) / len(rows)


@pytest.mark.parametrize(("leads", "rate", "sigma"), [(60, 0.2, 0.4), (100, 0.1, 1.2), (300, 0.1, 0.8), (30, 1.0, 0.8)])
def test_range_of_a_skewed_mean_holds_the_truth(leads, rate, sigma):
    chance = Random(leads)

    def amounts() -> list[float]:
        return [chance.lognormvariate(7, sigma) if chance.random() < rate else 0.0 for _ in range(leads)]

    truth = rate * exp(7 + sigma**2 / 2)
    held = share_that_hold(truth, [mean_range(Moments.of(amounts())) for _ in range(600)])
    assert 0.91 <= held <= 0.99


def test_usual_range_misses_large_amounts():
    chance, truth, held = Random(1), 0.1 * exp(1.2**2 / 2), {"usual": 0, "ours": 0}
    for _ in range(600):
        seen = Moments.of([chance.lognormvariate(0, 1.2) if chance.random() < 0.1 else 0.0 for _ in range(100)])
        error = sqrt((seen.squares / seen.n - seen.mean**2) / (seen.n - 1))
        ours = mean_range(seen)
        held["usual"] += abs(truth - seen.mean) <= 1.96 * error
        held["ours"] += ours is not None and ours.low <= truth <= ours.high
    assert held["ours"] > held["usual"] + 20


def test_few_or_equal_amounts_have_no_range():
    assert mean_range(Moments.of([100.0, 200.0, 300.0, 400.0, 0.0, 0.0])) is None
    assert mean_range(Moments.of([190.0] * 40)) is None
    assert mean_range(Moments()) is None


def test_symmetric_amounts_have_the_usual_range():
    seen = Moments.of([90.0, 100.0, 110.0] * 30)
    error = sqrt((seen.squares / seen.n - 100.0**2) / (seen.n - 1))
    result = mean_range(seen)
    assert (result.low, result.high) == pytest.approx(
        (100 - 1.98698 * error, 100 + 1.98698 * error), rel=1e-5
    )  # t of 89 degrees of freedom


def test_students_t_is_that_of_the_tables():
    # Fisher and Yates, Statistical Tables, 6th ed. 1963, table III: 4, 9 and 29 degrees of freedom.
    assert [student_t(n) for n in (4, 9, 29)] == pytest.approx([2.776, 2.262, 2.045], rel=3e-3)


def test_range_of_few_amounts_holds_nine_in_ten():
    chance = Random(5)
    for few in (5, 7, 10):
        held = share_that_hold(
            exp(0.8**2 / 2), [mean_range(Moments.of(chance.lognormvariate(0, 0.8) for _ in range(few))) for _ in range(800)]
        )
        assert 0.88 <= held <= 0.97, few


def test_a_count_has_the_score_range():
    # The ends m solve (count − m)² = z²·m; for 10 they are the roots of m² − (20 + z²)·m + 100.
    result, z = count_estimate(10), NormalDist().inv_cdf(0.975)
    for end in (result.low, result.high):
        assert (10 - end) ** 2 == pytest.approx(z**2 * end, rel=1e-4)
    assert (count_estimate(0).low, count_estimate(0).high) == (0, pytest.approx(3.8415, rel=1e-4))
    with pytest.raises(ValueError, match="not negative"):
        count_estimate(-1)


def test_the_difference_of_two_rates_is_newcombes():
    # Newcombe 1998, Stat. Med. 17, 873–890, Table II, column (a), method 10: 56/70 − 48/80 is 0.0524 to 0.3339.
    result = difference(rate_estimate(56, 70), rate_estimate(48, 80))
    assert (result.low, result.high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))
    assert (result.says, difference(rate_estimate(9, 10), rate_estimate(8, 10)).says) == (1, 0)


def test_product_with_a_certain_figure_rescales():
    seen = count_estimate(25)
    for item, other in ((seen, Estimate(2.0, 2.0, 2.0)), (Estimate(2.0, 2.0, 2.0), seen)):
        result = product(item, other)
        assert (result.value, result.low, result.high) == pytest.approx((50, seen.low * 2, seen.high * 2))


def test_range_of_a_product_holds_the_truth():
    chance, result = Random(3), []
    for _ in range(800):
        came = _poisson(chance, 40)
        won = sum(chance.random() < 0.2 for _ in range(60))
        if came:
            result.append(product(rate_estimate(won, 60), count_estimate(came)))
    assert 0.92 <= share_that_hold(8.0, result) <= 0.99


def test_product_of_no_clients_has_an_upper_end():
    result = product(rate_estimate(0, 20), count_estimate(20))
    assert (result.value, result.low) == (0, 0)
    assert 20 * rate_estimate(0, 20).high < result.high < 20 * rate_estimate(0, 20).high * 1.5


def _poisson(chance: Random, mean: float) -> int:
    count, time = 0, chance.expovariate(mean)
    while time < 1:
        count, time = count + 1, time + chance.expovariate(mean)
    return count
