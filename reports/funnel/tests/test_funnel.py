"""The funnel: one cohort, where it goes on, ends and still is, how long it took, and what can be said about it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from leads.models import HandOff, Lead
from reports.core.periods import Period
from reports.funnel import query as funnel
from reports.funnel.query import Row
from reports.metrics import progress
from sales.hand_off import transfer
from sales.pipeline import closing

LONDON = ZoneInfo("Europe/London")
MAY = Period.parse("2026-05-01", "2026-05-31")
JULY = datetime(2026, 7, 1, tzinfo=LONDON)

pytestmark = pytest.mark.django_db


@pytest.fixture
def walked(come, stages, cast):
    """A lead received on a day, handed over a day later, accepted a day after that, then one stage in so many days each."""

    def make(day: str, *names: str, days_each: int = 2, end: str = "") -> Lead:
        lead = come("Leaflet", day)
        at = lead.received_at + timedelta(days=1)
        made = HandOff.make(lead, by=cast.staff, at=at)
        at += timedelta(days=1)
        opportunity = transfer.accept(made, by=cast.sales, at=at)
        for name in names:
            at += timedelta(days=days_each)
            opportunity.move_to(stages[name], by=cast.sales, at=at, gated=False)
        if end == "won":
            closing.win(opportunity, by=cast.sales, amount=None, at=at + timedelta(days=days_each), gated=False)
        elif end == "lost":
            closing.lose(opportunity, by=cast.sales, reason=None, at=at + timedelta(days=days_each))
        return lead

    return make


def by_name(result: funnel.Report) -> dict[str, Row]:
    return {row.step.label: row for row in result.rows}


def test_days_in_a_stage_count_ended_stays(walked, business):
    walked("2026-05-01", "Talking", "Quoted", days_each=2, end="won")
    walked("2026-05-02", "Talking", "Quoted", days_each=4, end="lost")
    walked("2026-05-03", "Talking", days_each=6)
    rows = by_name(funnel.report(MAY, business=business, as_of=JULY))
    assert rows["Talking"].days == funnel.Days(2, 2.5, 3, 3.5)
    assert (rows["Received"].days.median, rows["Handed over"].days.median, rows["Clients"].days.median) == (1, 1, 8)
    assert rows["Deciding"].days is None


def test_funnel_compares_leads_of_the_same_age(walked, business):
    """What May's leads will still become in June, April's had become by the end of May."""
    walked("2026-04-05", "Talking", "Quoted", days_each=20, end="won")
    walked("2026-05-05", "Talking", days_each=20)
    result = funnel.report(MAY, business=business, as_of=datetime(2026, 5, 31, tzinfo=LONDON))
    row = by_name(result)["Talking"]
    assert (row.reached, row.then, row.then_before, by_name(result)["Clients"].then) == (1, 1, 1, 0)
    assert result.compared[1] == datetime(2026, 5, 1, tzinfo=LONDON)
    assert row.changed == ""


def test_funnel_without_an_earlier_period_compares_nothing(walked, business):
    walked("2026-05-05")
    for period in (Period(), MAY):
        result = funnel.report(period, business=business, as_of=JULY)
        assert result.compared is None
        assert {row.change for row in result.rows} == {None}


def a_row(key: str, *, went_on: int, lost: int) -> Row:
    reached = went_on + lost
    return Row(progress.Step(key, key, 0), 1000, reached, reached=reached, went_on=went_on, lost=lost)


def test_worst_step_differs_from_every_other():
    clients = a_row("client", went_on=0, lost=0)
    first, second, third = (
        a_row("received", went_on=180, lost=20),
        a_row("handed_over", went_on=60, lost=120),
        a_row("7", went_on=54, lost=6),
    )
    assert funnel._worst([first, second, third, clients]) == (second,)
    assert [row.leak for row in funnel._judged([first, second, third, clients])] == ["less", "more", "less", "cant_tell"]
    as_much = a_row("8", went_on=22, lost=38)
    assert funnel._worst([first, second, third, as_much, clients]) == (second, as_much)


def test_similar_steps_are_not_ranked():
    clients = a_row("client", went_on=0, lost=0)
    close = [a_row("received", went_on=50, lost=50), a_row("handed_over", went_on=28, lost=22)]
    assert funnel._worst([*close, clients]) == ()
    assert funnel._worst([close[0], clients]) == ()
    assert [row.leak for row in funnel._judged([*close, clients])] == ["cant_tell"] * 3


def test_accepted_step_is_not_judged(walked, business):
    for day in range(1, 9):
        walked(f"2026-05-{day:02}", end="lost")
    rows = by_name(funnel.report(MAY, business=business, as_of=JULY))
    assert (rows["Accepted by sales"].went_on, rows["Accepted by sales"].leak, rows["New"].stopped) == (8, "cant_tell", 8)


def test_a_stage_out_of_use_is_no_step(walked, stages, business):
    lead = walked("2026-05-01", "Talking", "Quoted")
    opportunity = lead.opportunities.get()
    opportunity.move_to(stages["New"], by=None, at=JULY - timedelta(days=2), gated=False)
    stages["Quoted"].retire()
    rows = by_name(funnel.report(MAY, business=business, as_of=JULY))
    assert "Quoted" not in rows
    assert (rows["Talking"].still, rows["Deciding"].reached) == (1, 0)


def test_a_funnel_of_nothing_has_no_shares(business, stages):
    result = funnel.report(MAY, business=business, as_of=JULY)
    assert result.leads == 0
    assert {(row.of_before, row.of_all, row.ended, row.days) for row in result.rows} == {(None,) * 4}


def test_five_queries_however_many_leads(walked, business, django_assert_num_queries):
    for day in range(1, 9):
        walked(f"2026-05-{day:02}", "Talking", "Quoted", end="won" if day % 2 else "lost")
        walked(f"2026-04-{day:02}", "Talking")
    with django_assert_num_queries(5):
        funnel.report(MAY, business=business, as_of=JULY)
