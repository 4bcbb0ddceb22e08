"""Wilson's and Newcombe's intervals, against the examples their papers print and the properties they promise."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.stats import Interval, newcombe_difference, wilson

OLIST = Path(__file__).resolve().parents[4] / "shared" / "data" / "olist" / "expected.json"


@st.composite
def counts(draw, *, least=1):
    n = draw(st.integers(least, 100_000))
    return draw(st.integers(0, n)), n


def rounded(interval, places=4):
    return round(interval.low, places), round(interval.high, places)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_examples_of_newcombe_table_1(successes, n, low, high):
    assert rounded(wilson(successes, n)) == (low, high)


def test_wilson_knows_three_of_eleven():
    assert rounded(wilson(3, 11), 2) == (0.10, 0.57)


def test_wilson_ends_exactly_at_0_and_1():
    assert {wilson(0, n).low for n in range(1, 2000)} == {0.0}
    assert {wilson(n, n).high for n in range(1, 2000)} == {1.0}


def test_the_interval_of_no_leads_is_unknown():
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("successes", "n"), [(-1, 5), (6, 5), (0, -1), (1, 0)])
def test_wilson_refuses_impossible_counts(successes, n):
    with pytest.raises(ValueError, match="not a count"):
        wilson(successes, n)


@given(counts())
def test_wilson_holds_the_observed_rate(count):
    successes, n = count
    interval = wilson(successes, n)
    assert 0 <= interval.low <= successes / n <= interval.high <= 1


@given(counts())
def test_wilson_of_the_failures_is_the_mirror_image(count):
    successes, n = count
    interval, mirror = wilson(successes, n), wilson(n - successes, n)
    assert (interval.low, interval.high) == pytest.approx((1 - mirror.high, 1 - mirror.low), abs=1e-12)


@given(counts())
def test_wilson_ends_lie_z_errors_away(count):
    successes, n = count
    interval = wilson(successes, n, z=2.5)
    for end in (interval.low, interval.high):
        assert (successes / n - end) ** 2 == pytest.approx(2.5**2 * end * (1 - end) / n, abs=1e-9)


@given(counts())
def test_more_leads_narrow_the_interval(count):
    successes, n = count
    few, many = wilson(successes, n), wilson(10 * successes, 10 * n)
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_gives_method_10_of_its_table_2(table, low, high):
    assert rounded(newcombe_difference(*table)) == (low, high)


@pytest.mark.parametrize("table", [(0, 0, 3, 10), (3, 10, 0, 0), (0, 0, 0, 0)])
def test_a_difference_from_nothing_is_unknown(table):
    assert newcombe_difference(*table) is None


def test_newcombe_refuses_more_successes_than_leads():
    with pytest.raises(ValueError, match="11 of 10"):
        newcombe_difference(1, 10, 11, 10)


@given(counts(), counts())
def test_newcombe_holds_the_observed_difference(first, second):
    interval = newcombe_difference(*first, *second)
    difference = first[0] / first[1] - second[0] / second[1]
    assert -1 <= interval.low <= difference <= interval.high <= 1


@given(counts(), counts())
def test_newcombe_is_symmetric(first, second):
    item, other = newcombe_difference(*first, *second), newcombe_difference(*second, *first)
    assert (item.low, item.high) == pytest.approx((-other.high, -other.low), abs=1e-12)


def test_an_interval_knows_what_lies_in_it():
    assert 0.5 in Interval(0.5, 0.6)
    assert 0.61 not in Interval(0.5, 0.6)


@pytest.mark.skipif(not OLIST.exists(), reason="NOT RUN: ../shared/data/olist is not beside this checkout")
def test_wilson_gives_known_intervals_of_real_leads():
    known = json.loads(OLIST.read_text())
    for row in [known["total"], *known["by_source"].values()]:
        assert list(rounded(wilson(row["clients"], row["leads"]), 6)) == row["wilson95"]
