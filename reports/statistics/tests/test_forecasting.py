"""The range of a forecast holds what comes as often as it says, and says nothing where it cannot know."""

from collections import Counter
from math import sqrt

import pytest

from reports.statistics import forecasting
from reports.statistics.forecasting import ENOUGH, History, Open, Past
from tests.forecasts import TRADES, share_held


@pytest.mark.parametrize("name", ["kitchens", "restless"])
def test_range_holds_95_of_100_outcomes(name):
    """A quick look; `python -m tests.forecasts` does it two thousand times."""
    for inside, _below, of in share_held(TRADES[name], range(20), runs=250).values():
        assert of == 20
        assert inside >= 17  # fewer come once in 380 such looks at 95 %


def past(won: dict[int, int], lost: int) -> Past:
    return Past(Counter(won), Counter({forecasting.BEYOND: lost}))


def history(stays: dict, *, made: tuple[int, ...] = (90,), days: float = 90) -> History:
    return History(stays, past({20: 50}, 50), made, days)


def test_range_of_even_chances_is_a_coins():
    seen = history({("quoted", 0): past({10: 5000}, 5000)}, made=(0,))
    wins = forecasting.outlook([Open("quoted", 0)] * 100, seen)[-1].wins
    assert wins.expected == pytest.approx(50, abs=1)
    assert wins.pipeline == pytest.approx(50, abs=1)
    assert wins.likely.high - wins.likely.low == pytest.approx(2 * 1.96 * sqrt(25), abs=3)


def test_a_thin_history_makes_a_wide_range():
    thick, thin = (history({("quoted", 0): past({10: n}, n)}, made=(0,)) for n in (1000, ENOUGH // 2))
    wide, narrow = (forecasting.outlook([Open("quoted", 0)] * 100, seen)[-1].wins.likely for seen in (thin, thick))
    assert wide.high - wide.low > 1.8 * (narrow.high - narrow.low)


def test_future_leads_follow_the_recent_pace():
    """One a day, half of them won on day 20: in 30 days half of the first ten, in 90 half of the first seventy."""
    outlooks = forecasting.outlook([], history({}))
    assert [round(outlook.wins.expected) for outlook in outlooks] == [pytest.approx(days, abs=3) for days in (6, 21, 36)]
    assert {outlook.wins.pipeline for outlook in outlooks} == {0}


def test_a_pace_that_changed_before_may_change_again():
    steady, restless = history({}, made=(90, 91, 88, 90)), history({}, made=(90, 45, 100, 50))
    assert (steady.unrest(90), restless.unrest(90)) == (0, pytest.approx(0.69, abs=0.05))
    assert restless.unrest(30) == pytest.approx(restless.unrest(90) * sqrt(2 / 3))
    narrow, wide = (forecasting.outlook([], seen)[-1].wins for seen in (steady, restless))
    assert wide.likely.high - wide.likely.low > 2 * (narrow.likely.high - narrow.likely.low)
    assert wide.expected == pytest.approx(narrow.expected, rel=0.1)


def test_opportunity_is_compared_with_the_most_similar():
    seen = history({("quoted", 0): past({10: 30}, 10), ("quoted", 28): past({10: 2}, 2), ("new", 56): past({10: 10}, 30)})
    assert seen.chance("quoted", 28, 90).share == pytest.approx(0.75)
    assert seen.chance("new", 56, 90).share == pytest.approx(0.25)
    assert seen.chance("elsewhere", 56, 90).share == pytest.approx(0.25)
    assert seen.chance("elsewhere", 3, 90).share == pytest.approx(0.75)
    assert [Open.since(days, "quoted").landmark for days in (0, 1.6, 20, 21, 300)] == [0, 3, 14, 14, 112]


def test_censored_opportunities_count_while_followed():
    young = Past(Counter({10: 20}), Counter({30: 60, forecasting.BEYOND: 20}))
    assert (young.followed(30), young.followed(60)) == (100, 40)
    assert young.share(30) == young.share(90) == pytest.approx(0.2)


@pytest.mark.parametrize(
    "seen",
    [
        History({}, Past(), (0,), 90),
        history({("quoted", 0): past({10: 30}, 30)}, days=20),
        History({("quoted", 0): past({10: 30}, 30)}, past({10: 5}, 5), (10,), 90),
        History({("quoted", 0): past({10: 5}, 5)}, past({10: 50}, 50), (10,), 90),
    ],
)
def test_nothing_is_said_without_enough_that_was_followed(seen):
    assert [item.wins for item in forecasting.outlook([Open("quoted", 0)], seen)] == [None] * 3


def test_revenue_draws_unknown_values_from_sales():
    seen = history({("quoted", 0): past({10: 5000}, 0)}, made=(0,))
    pipeline = [Open("quoted", 0, 1000.0), Open("quoted", 0)]
    revenue = forecasting.outlook(pipeline, seen, amounts=[300.0, 500.0] * ENOUGH)[-1].revenue
    assert revenue.pipeline == pytest.approx(1400, abs=20)
    assert forecasting.outlook(pipeline, seen, amounts=[300.0])[-1].revenue is None
