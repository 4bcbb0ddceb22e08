"""Rates in one mix of sources, and the change of clients in parts that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.standard import LEAST, split, standardise, strata
from reports.statistics.stats import newcombe_difference

counts = st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
sides = st.dictionaries(st.sampled_from("abcdef"), counts, max_size=6)


def test_one_source_is_newcombes_difference():
    """Newcombe 1998, Table II, example (a): 56/70 − 48/80 is 0.0524 to 0.3339."""
    result = standardise(strata({"a": (56, 70)}, {"a": (48, 80)}))
    assert (round(result.difference.low, 4), round(result.difference.high, 4)) == (0.0524, 0.3339)
    assert result.difference.low == pytest.approx(newcombe_difference(56, 70, 48, 80).low)


def test_another_mix_is_no_worse_selling():
    then = {"good": (120, 400), "poor": (10, 100)}
    now = {"good": (30, 100), "poor": (40, 400)}
    result = standardise(strata(now, then))
    assert result.now == pytest.approx(result.then)
    assert sum(won for won, _n in now.values()) / 500 == 0.14  # the plain rate fell from 26 %


def test_small_sources_are_pooled_and_count_as_one():
    then = {"large": (40, 200), "one": (1, LEAST - 1), "two": (3, LEAST - 1)}
    parts = strata({"large": (10, 100), "one": (2, 5), "three": (0, 4)}, then)
    assert [(part.then, part.now) for part in parts] == [((40, 200), (10, 100)), ((4, 2 * LEAST - 2), (2, 9))]
    assert sum(part.weight for part in parts) == pytest.approx(1)


def test_nothing_to_compare_with_is_none():
    assert strata({}, {"a": (1, 30)}) == []
    assert standardise([]) is None
    assert split({}, {"a": (1, 30)}) is None


@given(sides, sides)
def test_the_three_parts_add_up_to_the_change(now, then):
    result = split(now, then)
    if result is None:
        assert 0 in (sum(n for _won, n in side.values()) for side in (now, then))
        return
    change = sum(won for won, _n in now.values()) - sum(won for won, _n in then.values())
    assert result.total == pytest.approx(change, abs=1e-9)


def test_only_more_leads_is_volume_alone():
    result = split({"a": (20, 100), "b": (4, 40)}, {"a": (10, 50), "b": (2, 20)})
    assert (result.volume, result.mix, result.conversion) == pytest.approx((12, 0, 0))


def test_new_source_counts_as_mix():
    result = split({"old": (10, 50), "new": (25, 50)}, {"old": (10, 50)})
    assert result.conversion == 0
    assert result.volume + result.mix == pytest.approx(25)
