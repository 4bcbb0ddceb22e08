"""The share won by each day of age, where some leads are younger than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.survival import kaplan_meier, share_by

# Weeks in remission under 6-MP: Freireich et al. 1963, Blood 21, 699–716; the worked example of most textbooks.
RELAPSED = {6: 3, 7: 1, 10: 1, 13: 1, 16: 1, 22: 1, 23: 1}
WATCHED = {6: 1, 9: 1, 10: 1, 11: 1, 17: 1, 19: 1, 20: 1, 25: 1, 32: 2, 34: 1, 35: 1}
days = st.dictionaries(st.integers(0, 60), st.integers(1, 9), max_size=12)


def test_the_textbook_example():
    steps = kaplan_meier(RELAPSED, WATCHED)
    assert {step.day: round(1 - step.share, 3) for step in steps} == {
        6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448
    }  # fmt: skip
    assert [step.at_risk for step in steps] == [21, 17, 15, 12, 11, 7, 6]


def test_nobody_too_young_is_the_plain_share():
    steps = kaplan_meier({3: 2, 10: 1}, {100: 7})
    assert [(step.day, round(step.share, 3)) for step in steps] == [(3, 0.2), (10, 0.3)]


def test_early_win_counts_on_the_first_day():
    assert kaplan_meier({-4: 1}, {50: 3})[0].day == 0


def test_no_win_is_no_step():
    assert kaplan_meier({}, {5: 3}) == []
    assert share_by([], 30) is None


@given(days, days)
def test_curve_rises_within_its_range(won, watched):
    steps = kaplan_meier(won, watched)
    assert [step.share for step in steps] == sorted(step.share for step in steps)
    assert all(0 <= step.range.low <= step.share + 1e-12 and step.share <= step.range.high + 1e-12 <= 1 + 1e-9 for step in steps)


def test_last_step_before_a_day_holds():
    steps = kaplan_meier(RELAPSED, WATCHED)
    assert share_by(steps, 12).day == 10
    assert share_by(steps, 5) is None
    assert share_by(steps, 23).share == pytest.approx(0.552, abs=5e-4)
