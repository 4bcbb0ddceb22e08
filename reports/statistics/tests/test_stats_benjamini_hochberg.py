"""Benjamini and Hochberg's procedure, against the example of their paper and its own definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.stats import benjamini_hochberg

# Thrombolysis trial, section 4 of the paper: fifteen hypotheses, four rejected at 0.05.
PAPER = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip

several_p = st.lists(st.floats(0, 1), max_size=30)


def rejected_by_the_step_up_rule(p_values, level):
    """The procedure as the paper words it: the largest i with p(i) ≤ i/m·level, and all before it."""
    ordered = sorted(p_values)
    passing = [i for i, p in enumerate(ordered, start=1) if p <= i / len(ordered) * level]
    return max(passing, default=0)


def test_the_paper_rejects_four_of_its_fifteen():
    q_values = benjamini_hochberg(PAPER)
    assert [q <= 0.05 for q in q_values] == [True] * 4 + [False] * 11


def test_q_values_equal_those_of_the_paper():
    q_values = benjamini_hochberg(PAPER)
    assert q_values[:5] == pytest.approx([0.0015, 0.0030, 0.0095, 0.035625, 0.0603])
    # The sixth would be 0.0695, but the seventh is better and pulls it down.
    assert q_values[5] == q_values[6] == pytest.approx(0.0298 * 15 / 7)
    assert q_values[-1] == 1.0


def test_q_values_come_back_in_the_order_given():
    assert benjamini_hochberg([0.04, 0.01, 0.9]) == pytest.approx([0.06, 0.03, 0.9])


def test_no_p_values_give_no_q_values():
    assert benjamini_hochberg([]) == []


def test_single_p_value_is_its_q_value():
    assert benjamini_hochberg([0.03]) == [0.03]


@pytest.mark.parametrize("p", [-0.01, 1.01, float("nan")])
def test_q_values_refuse_impossible_probabilities(p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([0.5, p])


@given(several_p)
def test_a_smaller_p_never_has_a_larger_q(p_values):
    pairs = sorted(zip(p_values, benjamini_hochberg(p_values), strict=True))
    assert [q for _, q in pairs] == sorted(q for _, q in pairs)


@given(several_p)
def test_q_value_lies_between_p_and_1(p_values):
    assert all(p <= q <= 1 for p, q in zip(p_values, benjamini_hochberg(p_values), strict=True))


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30))
def test_q_values_match_the_step_up_rule(thousandths):
    p_values = [value / 1000 for value in thousandths]
    # A level no multiple of a thousandth can meet exactly, so that rounding decides nothing.
    level = 0.05 + 1e-7
    assert sum(q <= level for q in benjamini_hochberg(p_values)) == rejected_by_the_step_up_rule(p_values, level)
