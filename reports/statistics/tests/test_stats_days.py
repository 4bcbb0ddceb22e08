"""Medians, quantiles and the N proposed for "conversion within N days"."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.stats import median, proposal_within_days, quantile

days = st.lists(st.integers(-400, 4000), min_size=1, max_size=60)


def test_even_median_keeps_its_half():
    assert median([8, 3, 7, 20]) == 7.5


def test_the_median_of_nothing_is_unknown():
    assert median([]) is None


@given(days)
def test_median_takes_negative_days(values):
    assert median(values) == statistics.median(values)


def test_quartiles_are_interpolated_linearly():
    values = [6, 7, 15, 36, 39, 40]
    assert [quantile(values, share) for share in (0.25, 0.5, 0.75)] == [9.0, 25.5, 38.25]


@given(st.lists(st.integers(-400, 4000), min_size=2, max_size=60))
def test_tenths_are_those_of_the_inclusive_method(values):
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    assert [quantile(values, i / 10) for i in range(1, 10)] == pytest.approx(tenths)


def test_ninetieth_percentile_of_eleven_is_the_tenth():
    assert quantile(range(1, 12), 0.9) == 10.0


@given(days)
def test_the_ends_are_the_smallest_and_the_largest(values):
    assert (quantile(values, 0), quantile(values, 1)) == (min(values), max(values))


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_outside_0_to_1_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile([1, 2], share)


@pytest.mark.parametrize(
    ("ninetieth", "proposed"),
    [(-3, 7), (0, 7), (7, 7), (8, 14), (14, 14), (30, 30), (31, 60), (61, 90), (90, 90), (91, 180), (181, 365), (366, 365)],
)
def test_proposal_is_rounded_up_to_usual_days(ninetieth, proposed):
    assert proposal_within_days([ninetieth] * 5) == proposed


def test_percentile_past_a_step_takes_the_next():
    assert quantile([30, 31], 0.9) == 30.9
    assert proposal_within_days([30, 31]) == 60


def test_very_slow_sale_keeps_the_step():
    # In binary 0.9 is a shade more than nine tenths, and a shade of 4,000 days would make the 30 days 31.
    assert proposal_within_days([30] * 10 + [4000]) == 30


def test_slow_sale_does_not_stretch_the_proposal():
    assert proposal_within_days([10] * 19 + [700]) == 14


def test_there_is_no_proposal_without_clients():
    assert proposal_within_days([]) is None
