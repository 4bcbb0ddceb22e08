"""What ails a business is named where there is enough to tell, and nothing is said where there is not.

`python -m tests.planted` prints more.
"""

import pytest

from reports.statistics.judging import MARGIN, judge
from tests.planted import TRUTHS, verdicts


@pytest.mark.parametrize("cause", TRUTHS)
def test_diagnosis_names_the_planted_cause(cause):
    assert verdicts(cause, leads=1000, runs=300)[TRUTHS[cause]] >= 270


def test_diagnosis_of_few_leads_is_too_early():
    text = verdicts("none", leads=50, runs=300)
    assert text["not_enough"] >= 240
    assert text["marketing"] + text["sales"] + text["both"] <= 30


def test_no_past_says_nothing_at_all():
    result = judge(leads_by_source={"a": 80}, needed_clients=None, baseline={}, cohort={"a": (9, 60)})
    assert result.verdict == "not_enough"
    assert {result.volume.state, result.mix.state, result.conversion.state} == {"unknown"}


def test_no_lead_at_all_is_short_of_leads():
    result = judge(leads_by_source={}, needed_clients=30, baseline={"a": (60, 300)}, cohort={"a": (60, 300)})
    assert result.volume.state == "short"
    assert result.verdict == "marketing"


def test_diagnosis_takes_the_rate_of_the_owner():
    params = {"leads_by_source": {"a": 400}, "needed_clients": 40, "baseline": {"a": (60, 300)}, "cohort": {"a": (60, 300)}}
    assert judge(**params).volume.state == "fine"
    assert judge(**params, set_rate=0.05).volume.state == "short"


def test_fine_leaves_out_a_shortfall_of_a_quarter():
    result = judge(leads_by_source={"a": 2000}, needed_clients=400, baseline={"a": (1600, 8000)}, cohort={"a": (400, 2000)})
    assert result.verdict == "holding"
    assert result.volume.range.low >= 1 - MARGIN
    assert result.conversion.range.low >= 1 - MARGIN


def test_unknown_side_says_how_many_leads_are_missing():
    first = judge(leads_by_source={"a": 50}, needed_clients=11, baseline={"a": (800, 4000)}, cohort={"a": (10, 50)})
    assert first.volume.state == first.conversion.state == "unknown"
    more = 50 + first.conversion.more_leads
    then = judge(leads_by_source={"a": more}, cohort={"a": (more // 5, more)}, needed_clients=more / 5, baseline={"a": (800, 4000)})
    assert then.conversion.state == "fine"
