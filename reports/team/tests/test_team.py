"""The team report: whose a lead is, what became of the leads of each, and the same counted by hand."""

import random
from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from leads.models import Activity, HandOff, Lead
from reports.conftest import LONDON
from reports.core.filters import LeadFilters
from reports.core.periods import Period
from reports.playbook import query as playbook
from reports.team import query as team
from sales.hand_off import transfer
from sales.models import PlaybookVersion
from sales.pipeline import closing
from sales.playbook import editing as book

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 12, 1, tzinfo=LONDON)
YEAR = Period.parse("2026-01-01", "2026-12-31")


@pytest.fixture
def sold(come, cast):
    """A lead of new business that sales took on; `won` or lost after some days, owned by somebody or by a name."""

    def make(
        source: str = "Leaflet", day: str = "2026-03-02", *, owner=None, name: str = "", won: int | None = None, lost: int | None = None
    ):
        lead = come(source, day)
        opportunity = transfer.open_opportunity(lead, by=cast.sales, owner=owner, owner_text=name, at=lead.received_at)
        if won is not None:
            closing.win(opportunity, by=cast.sales, amount=Decimal(100), at=lead.received_at + timedelta(days=won))
        if lost is not None:
            closing.lose(opportunity, by=cast.sales, reason=None, at=lead.received_at + timedelta(days=lost))
        return opportunity

    return make


@pytest.fixture
def report_of(business):
    return lambda **options: team.report(YEAR, business=business, **({"as_of": AS_OF} | options))


def by_label(report: team.Report) -> dict[str, team.Row]:
    return {row.label: row for row in report.rows}


def test_owner_at_the_decision_has_the_lead(sold, report_of, cast):
    won = sold(owner=cast.sales, won=10)
    won.edit(by=cast.owner, owner=cast.owner)
    still = sold(owner=cast.sales)
    still.edit(by=cast.owner, owner=cast.owner)
    rows = by_label(report_of())
    assert {name: (row.leads, row.clients) for name, row in rows.items()} == {str(cast.sales): (1, 1), str(cast.owner): (1, 0)}


def test_present_owner_has_a_lead_decided_unowned(sold, report_of, cast):
    sold(won=10).edit(by=cast.owner, owner=cast.sales)
    sold(lost=10)
    rows = by_label(report_of())
    assert {name: row.leads for name, row in rows.items()} == {str(cast.sales): 1, "(nobody)": 1}


def test_winner_has_a_lead_with_two_opportunities(sold, report_of, cast):
    first = sold(owner=cast.sales, won=10)
    transfer.open_opportunity(first.lead, by=cast.owner, owner=cast.owner, at=AS_OF - timedelta(days=5))
    assert {name: row.leads for name, row in by_label(report_of()).items()} == {str(cast.sales): 1}


def test_imported_name_is_a_person(sold, report_of, come, cast):
    sold(name="Priya Sharma", won=5)
    anonymous = sold()
    Lead.objects.filter(pk=anonymous.lead_id).update(owner_text="Priya Sharma")
    come("Leaflet", "2026-03-02", owner_text="Priya Sharma")  # never with sales
    report = report_of()
    assert (by_label(report)["Priya Sharma"].leads, report.rows[0].key, report.left_out["not_with_sales"]) == (2, "t:Priya Sharma", 1)


def test_earlier_moment_ignores_later_acceptance(sold, report_of, cast):
    sold(owner=cast.sales, day="2026-03-02", won=10)
    assert report_of(as_of=datetime(2026, 3, 2, 12, tzinfo=LONDON)).total.clients == 0
    assert report_of(as_of=datetime(2026, 3, 1, tzinfo=LONDON)).rows == ()


def test_team_compares_mature_leads_by_source(sold, report_of, cast):
    for won in [5] * 9 + [None] * 11:
        sold("Leaflet", owner=cast.sales, won=won)
    for won in [5] + [None] * 19:
        sold("Signboard", owner=cast.owner, won=won)
    sold("Leaflet", day="2026-11-20", owner=cast.sales, won=2)
    row, other = by_label(report_of())[str(cast.sales)], by_label(report_of())[str(cast.owner)]
    assert (row.leads, row.mature_leads, row.converted_within) == (21, 20, 9)
    assert (row.standing.expected, other.standing.expected) == (pytest.approx(9), pytest.approx(1))
    assert (row.standing.rate, other.standing.kind) == (pytest.approx(10 / 40), "inside")


def test_speed_runs_from_receipt_to_first_contact(sold, report_of, cast):
    for minutes in (10, 30, None):
        lead = sold(owner=cast.sales).lead
        Lead.objects.filter(pk=lead.pk).update(channel="website")
        if minutes:
            Activity.log(lead, by=cast.staff, kind="call", at=lead.received_at + timedelta(minutes=minutes))
    sold(owner=cast.sales)  # on the phone: talked to as they came
    row = report_of().rows[0]
    assert (row.to_contact, row.contacted, row.minutes_to_contact, row.minutes_to_contact_90) == (3, 2, 30, None)
    assert report_of().left_out["contacted_on_arrival"] == 1


def test_promise_belongs_to_whoever_answered(come, report_of, cast, business):
    other = cast.owner
    at = datetime(2026, 3, 3, 10, tzinfo=LONDON)
    for to, answered in ((other, 1), (other, 3), (other, None), (None, None)):
        lead = come("Leaflet", "2026-03-02")
        made = HandOff.make(lead, by=cast.staff, to=to, at=at, due_at=at + timedelta(hours=2))
        if answered:
            made.decide(by=cast.sales, at=at + timedelta(hours=answered))
    params = {row.label: (row.promised, row.in_time) for row in report_of().rows}
    assert params == {str(cast.sales): (2, 1), str(other): (1, 0), "(nobody)": (1, 0)}
    assert (report_of().total.promised, report_of().total.in_time) == (4, 1)


@pytest.mark.parametrize("seed", range(6))
def test_the_report_agrees_with_counting_lead_by_lead(sold, report_of, cast, come, seed):
    chance, expected = random.Random(seed), defaultdict(lambda: [0, 0, 0, 0])
    for _ in range(15):
        owner, name = chance.choice([(cast.sales, ""), (cast.owner, ""), (None, "Priya"), (None, "")])
        day = chance.choice(["2026-02-01", "2026-09-01", "2026-09-02", "2026-09-03", "2025-12-31"])
        won, lost = chance.choice([(None, None), (None, 4), (3, None), (90, None), (91, None)])
        sold(chance.choice(["Leaflet", "none"]), day, owner=owner, name=name, won=won, lost=lost)
        if day.startswith("2025"):
            continue
        age = (AS_OF.date() - datetime.fromisoformat(day).date()).days
        is_won = won is not None and won < age
        counts = [1, is_won, age > 90, age > 90 and is_won and won <= 90]
        label = str(owner) if owner else name or "(nobody)"
        expected[label] = [before + item for before, item in zip(expected[label], counts, strict=True)]
    rows = report_of().rows
    assert {row.label: [row.leads, row.clients, row.mature_leads, row.converted_within] for row in rows} == expected
    assert sum(row.standing.expected for row in rows) == pytest.approx(sum(row.converted_within for row in rows))


def test_the_queries_do_not_grow_with_the_leads(sold, report_of, cast, django_assert_num_queries):
    sold(owner=cast.sales, won=10)
    with django_assert_num_queries(10) as few:
        report_of()
    for _ in range(4):
        sold("Signboard", owner=cast.owner, lost=10)
        sold(name="Priya", won=1)
    with django_assert_num_queries(len(few)):
        report_of()


def test_steps_add_up_to_the_playbook(sold, report_of, cast, stages, business):
    PlaybookVersion.objects.all().delete()
    page = book.Page({}, (book.StepText("Ring"), book.StepText("Write")))
    version = book.publish(stages["New"], page, by=None, base=0, at=datetime(2025, 1, 1, tzinfo=LONDON))
    for owner, ticked in ((cast.sales, 1), (cast.owner, 2), (None, 0)):
        opportunity = sold(owner=owner)
        for wording in list(version.steps.all())[:ticked]:
            book.tick(opportunity, wording.step, by=cast.sales, at=opportunity.made_at)
        closing.lose(opportunity, by=cast.sales, reason=None, at=opportunity.made_at + timedelta(days=3))
    sold(owner=cast.sales)  # still there
    assert {row.label: (row.steps, row.steps_done) for row in report_of().rows} == {
        str(cast.sales): (2, 1),
        str(cast.owner): (2, 2),
        "(nobody)": (2, 0),
    }
    steps = [step for row in playbook.report(YEAR, business=business, as_of=AS_OF).rows for step in row.steps]
    assert (report_of().total.steps, report_of().total.steps_done) == (sum(s.left for s in steps), sum(s.done for s in steps))


def test_narrowed_it_is_about_those_leads_alone(sold, report_of, cast, sources):
    sold("Leaflet", owner=cast.sales, won=2)
    sold("Signboard", owner=cast.sales)
    narrowed = report_of(only=LeadFilters(source=str(sources["Leaflet"].pk)))
    assert (narrowed.total.leads, narrowed.total.clients, narrowed.as_dict()["only"]) == (1, 1, {"source": str(sources["Leaflet"].pk)})
