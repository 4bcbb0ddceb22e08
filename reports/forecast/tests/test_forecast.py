"""The pipeline by stage and what will be won of it: gathered by the database as plain Python gathers it, and honest where it is thin."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest

from leads.models import Lead
from reports.forecast import query as forecast
from reports.metrics import stays
from reports.statistics.forecasting import HORIZONS, PACE_DAYS
from sales.hand_off import transfer
from sales.models import Opportunity, Stage, StageChange
from sales.pipeline import closing
from tests.forecasts import TRADES, Life, lives, past_of

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NAMES = {"new": "New", "survey": "Talking", "quoted": "Quoted", "deciding": "Deciding"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(stages, cast):
    """Writes made-up lives down as they would be after `days` days, the last of which is now."""

    def write(result: list[Life], *, days: float) -> None:
        won, lost = (Stage.objects.the(kind) for kind in (Stage.Kind.WON, Stage.Kind.LOST))
        leads = Lead.objects.bulk_create(Lead(received_at=moment(life.stays[0][1], days)) for life in result)
        rows = []
        for life, lead in zip(result, leads, strict=True):
            moves = [(stages[NAMES[stage]], came) for stage, came, _left in life.stays]
            moves += [(won if life.won is not None else lost, life.stays[-1][2])] if life.stays[-1][2] is not None else []
            moves = [(stage, day) for stage, day in moves if day < days]
            if moves:
                made = Opportunity(lead=lead, stage=moves[-1][0], made_at=moment(moves[0][1], days), stage_since=moment(moves[-1][1], days))
                rows.append((made, moves))
        Opportunity.objects.bulk_create(made for made, _moves in rows)
        StageChange.objects.bulk_create(
            StageChange(opportunity=made, to_stage=stage, at=moment(day, days)) for made, moves in rows for stage, day in moves
        )

    return write


def moment(day: float, days: float) -> datetime:
    return NOW - (days - day) * DAY


@pytest.mark.parametrize("seed", range(3))
def test_the_database_gathers_what_plain_python_does(business, stages, write, seed):
    result = lives(TRADES["kitchens"], Random(seed), until=330)
    result[0].stays.append(("new", result[0].stays[-1][2], None))  # taken up again, and open since
    result[0].won = None
    write(result, days=300)
    ids = {stages[name].pk: key for key, name in NAMES.items()}
    moments = [NOW, NOW - 90 * DAY, NOW - 180 * DAY]
    histories, standing, came = stays.histories({"as_of": NOW, "moments": moments, "only": forecast.ALL_LEADS})
    for place, day in enumerate((300.0, 210.0, 120.0)):
        known, history = past_of([life for life in result if life.stays[0][1] < 300], at=day)
        assert Counter((ids[item.stage], item.landmark) for item in standing[place]) == Counter((o.stage, o.landmark) for o in known)
        assert {(ids[stage], landmark): past for (stage, landmark), past in histories[place].stays.items()} == history.stays
        assert (histories[place].start, histories[place].made) == (history.start, history.made)
        assert histories[place].days == PACE_DAYS
        wins = [life.won for life in result if life.won is not None]
        assert [came[place][days] for days in HORIZONS] == [sum(day <= won < min(day + days, 300) for won in wins) for days in HORIZONS]


def test_stage_shows_value_win_rate_and_stale(business, stages, come, cast):
    stages["Quoted"].edit(promise_days=7)
    for number, (value, end, ago) in enumerate(
        [(1000, "", 30), (None, "", 2), (500, "", 7), (300, "won", 40), (200, "lost", 40), (100, "lost", 40)]
    ):
        lead = come("Leaflet", f"2026-03-{number + 1:02}")
        opportunity = transfer.open_opportunity(lead, by=cast.sales, at=NOW - 60 * DAY, value=value and Decimal(value))
        opportunity.move_to(stages["Quoted"], by=cast.sales, at=NOW - ago * DAY, gated=False)
        if end == "won":
            closing.win(opportunity, by=cast.sales, amount=Decimal(300), at=NOW - 20 * DAY, gated=False)
        elif end == "lost":
            closing.lose(opportunity, by=cast.sales, reason=None, at=NOW - 20 * DAY)
    result = forecast.report(business=business, as_of=NOW)
    row = next(row for row in result.rows if row.stage.name == "Quoted")
    assert (row.count, row.value, row.unvalued, row.stale, row.decided, row.won) == (3, Decimal(1500), 1, 1, 3, 1)
    assert (row.weighted, result.value, result.unvalued, result.stale) == (Decimal(500), Decimal(1500), 1, 1)
    assert next(row for row in result.rows if row.stage.name == "Deciding").win_rate is None


def test_forecast_ignores_repeat_sales_of_the_moment(business, stages, come, cast):
    client = come("Leaflet", "2026-03-01", won_after=30).contact
    closing.sell_again(client, by=cast.sales, amount=Decimal(5), at=NOW - DAY)
    histories, _standing, came = stays.histories({"as_of": NOW, "moments": [NOW, NOW - 90 * DAY], "only": forecast.ALL_LEADS})
    assert (histories[0].start.followed(90), came[1][90]) == (1, 1)


def test_nothing_is_said_where_history_is_thin(business, stages, come, cast):
    for number in range(5):
        come("Leaflet", f"2026-01-{number + 1:02}", won_after=20)
    transfer.open_opportunity(come("Leaflet", "2026-05-20"), by=cast.sales, at=NOW - 10 * DAY)
    result = forecast.report(business=business, as_of=NOW)
    assert {(outlook.wins, outlook.revenue) for outlook in result.outlooks} == {(None, None)}
    assert (result.made, result.held) == ((), 0)
    assert {check.held for check in result.checks} == {None}


def test_forecast_is_repeatable_in_six_queries(business, write, django_assert_num_queries):
    write(lives(TRADES["kitchens"], Random(5), until=420), days=420)
    with django_assert_num_queries(6):
        result = forecast.report(business=business, as_of=NOW)
    assert result.as_dict() == forecast.report(business=business, as_of=NOW).as_dict()
    last = result.outlooks[-1]
    assert last.wins.likely.low < last.wins.expected < last.wins.likely.high
    assert last.wins.expected == pytest.approx(last.wins.pipeline + last.wins.to_come)
    assert last.revenue is None
    assert [check.days for check in result.checks] == [*HORIZONS] * forecast.CHECKS
    assert 3 <= len(result.made) < len(result.checks)


def test_an_empty_business_has_a_pipeline_of_nothing(business, stages):
    result = forecast.report(business=business, as_of=NOW)
    assert (result.count, result.value, result.weighted, len(result.rows)) == (0, None, None, 4)
    assert {outlook.wins for outlook in result.outlooks} == {None}
