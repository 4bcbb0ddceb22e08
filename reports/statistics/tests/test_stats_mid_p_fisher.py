"""The mid-p Fisher test, against the same sum done the long way in exact fractions."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.stats import mid_p_fisher


def chances(n1, n2, total):
    """Every possible count on the first side, with its exact chance."""
    possible = range(max(0, total - n2), min(n1, total) + 1)
    return {x: Fraction(comb(n1, x) * comb(n2, total - x), comb(n1 + n2, total)) for x in possible}


def brute_force(x1, n1, x2, n2):
    by_count = chances(n1, n2, x1 + x2)
    if len(by_count) == 1:
        return Fraction(1)
    seen = by_count[x1]
    return sum(chance if chance < seen else chance / 2 for chance in by_count.values() if chance <= seen)


@st.composite
def tables(draw, *, most):
    n1, n2 = draw(st.integers(0, most)), draw(st.integers(0, most))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


def test_small_tables_give_the_exact_sum():
    for n1 in range(8):
        for n2 in range(8):
            for x1 in range(n1 + 1):
                for x2 in range(n2 + 1):
                    table = (x1, n1, x2, n2)
                    assert mid_p_fisher(*table) == pytest.approx(float(brute_force(*table)), rel=1e-12), table


@given(tables(most=150))
def test_middling_tables_are_the_exact_sum(table):
    assert mid_p_fisher(*table) == pytest.approx(float(brute_force(*table)), rel=1e-9)


def test_the_tea_tasting_table_by_hand():
    # Fisher's lady, 3 of 4 right: 1, 16, 36, 16, 1 of 70. Less likely 1 + 1, as likely 16 + 16, halved.
    assert mid_p_fisher(3, 4, 1, 4) == pytest.approx(18 / 70)


@pytest.mark.parametrize("total", [1, 3, 5, 8])
def test_chance_alone_averages_one_half(total):
    average = sum(chance * Fraction(mid_p_fisher(x, 6, total - x, 9)) for x, chance in chances(6, 9, total).items())
    assert float(average) == pytest.approx(0.5)


@given(tables(most=100_000))
def test_mid_p_is_a_symmetric_probability(table):
    x1, n1, x2, n2 = table
    p = mid_p_fisher(*table)
    assert 0 <= p <= 1
    assert mid_p_fisher(x2, n2, x1, n1) == pytest.approx(p, rel=1e-5, abs=1e-300)
    assert mid_p_fisher(n1 - x1, n1, n2 - x2, n2) == pytest.approx(p, rel=1e-5, abs=1e-300)


def test_many_leads_agree_with_the_exact_sum():
    by_count = chances(500, 99_500, 60)
    seen = by_count[2]
    exact = sum(chance if chance < seen else chance / 2 for chance in by_count.values() if chance <= seen)
    assert mid_p_fisher(2, 500, 58, 99_500) == pytest.approx(float(exact), rel=1e-7)


def test_many_leads_agree_with_the_normal_approximation():
    # 300 wins apart on 50,000 a side is z = 1.8974, two-sided 0.0578.
    assert mid_p_fisher(25_000, 50_000, 24_700, 50_000) == pytest.approx(0.0578, abs=0.0001)


@pytest.mark.parametrize("table", [(0, 5, 0, 9), (5, 5, 9, 9), (0, 0, 3, 9), (0, 0, 0, 0)])
def test_only_possible_table_has_p_1(table):
    assert mid_p_fisher(*table) == 1.0


@pytest.mark.parametrize("table", [(6, 5, 0, 9), (0, 5, -1, 9), (0, -5, 0, 9)])
def test_mid_p_refuses_impossible_counts(table):
    with pytest.raises(ValueError, match="not a count"):
        mid_p_fisher(*table)
