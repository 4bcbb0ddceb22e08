"""Did it change, or is it chance? Held to sums done another way, with exact fractions."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.changes import compare_all_counts, compare_counts, compare_rates, same_pace

counts, days = st.integers(0, 60), st.integers(1, 120)


def exact_p(now: int, before: int, *, days_now: int, days_before: int) -> float:
    """Twice the smaller mid-p tail of the binomial, summed term by term."""
    total, share = now + before, Fraction(days_now, days_now + days_before)
    chances = [comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
    upper, lower = sum(chances[now:]) - chances[now] / 2, sum(chances[: now + 1]) - chances[now] / 2
    return float(min(Fraction(1), 2 * min(upper, lower)))


@given(counts, counts, days, days)
def test_the_pace_test_is_the_conditional_binomial_test(now, before, days_now, days_before):
    p = same_pace(now, before, days_now=days_now, days_before=days_before)
    if now + before == 0:
        assert p is None
    else:
        assert p == pytest.approx(exact_p(now, before, days_now=days_now, days_before=days_before), abs=1e-9)


def test_a_worked_example():
    # 4 against 12 in as many days: P(X ≤ 4 of 16) = 2517/65536, and P(X = 4) = 1820/65536.
    assert same_pace(4, 12, days_now=30, days_before=30) == pytest.approx(2 * (2517 - 910) / 65536)


@given(counts, counts, days, days)
def test_swapping_the_periods_swaps_more_and_fewer(now, before, days_now, days_before):
    forth = compare_counts(now, before, days_now=days_now, days_before=days_before)
    back = compare_counts(before, now, days_now=days_before, days_before=days_now)
    assert {"more": "fewer", "fewer": "more", "cant_tell": "cant_tell"}[forth.kind] == back.kind


@pytest.mark.parametrize(("now", "before", "kind"), [(108, 143, "fewer"), (108, 120, "cant_tell"), (30, 10, "more"), (0, 0, "cant_tell")])
def test_change_is_what_chance_seldom_does(now, before, kind):
    assert compare_counts(now, before, days_now=90, days_before=90).kind == kind


def test_longer_period_is_no_growth():
    assert compare_counts(60, 30, days_now=60, days_before=30).kind == "cant_tell"


def test_chance_is_called_change_once_in_twenty():
    total = 80
    wrong = sum(comb(total, k) for k in range(total + 1) if compare_counts(k, total - k, days_now=7, days_before=7).kind != "cant_tell")
    assert 0.02 < wrong / 2**total < 0.06


def test_a_hundred_thousand_leads_are_no_trouble():
    assert compare_counts(50_000, 51_000, days_now=90, days_before=90).kind == "fewer"


def test_one_of_many_sources_needs_more_evidence():
    alone = compare_counts(4, 14, days_now=9, days_before=9)
    among = compare_all_counts([(4, 14), *[(10, 10)] * 9], days_now=9, days_before=9)
    assert (alone.kind, among[0].kind) == ("fewer", "cant_tell")


def test_no_days_and_no_leads_say_nothing():
    assert same_pace(3, 0, days_now=3, days_before=0) is None
    assert compare_all_counts([(0, 0)], days_now=1, days_before=1)[0].p is None


@pytest.mark.parametrize("counts_and_days", [(-1, 0, 1, 1), (0, -1, 1, 1), (1, 1, -1, 1)])
def test_a_negative_number_is_refused(counts_and_days):
    now, before, days_now, days_before = counts_and_days
    with pytest.raises(ValueError, match="negative"):
        same_pace(now, before, days_now=days_now, days_before=days_before)


@pytest.mark.parametrize(
    ("rates", "kind"),
    [
        ((56, 70, 48, 80), "more"),
        ((48, 80, 56, 70), "fewer"),
        ((9, 10, 3, 10), "more"),
        ((6, 10, 4, 10), "cant_tell"),
        ((0, 0, 3, 9), "cant_tell"),
    ],
)
def test_rate_change_excludes_zero_from_its_range(rates, kind):
    assert compare_rates(*rates).kind == kind
