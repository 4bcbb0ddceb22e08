"""A range of 95 % holds the truth about that often, and a verdict is wrong no more often than it says.

`python -m tests.covered` prints more, of more businesses.
"""

import pytest

from tests.covered import CASES, covered, verdicts


@pytest.mark.parametrize("name", CASES)
def test_ranges_hold_the_true_rates(name):
    assert covered(name, leads=400, runs=400) == pytest.approx(0.95, abs=0.03)


def test_equal_sources_are_seldom_told_apart():
    assert verdicts(leads=400, alike=True, runs=300).tables <= 300 * 0.08


def test_verdicts_seldom_name_the_wrong_side():
    result = verdicts(leads=400, alike=False, runs=300)
    assert result.said > 300
    assert result.wrong <= result.said * 0.05
