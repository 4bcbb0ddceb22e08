"""No two reports disagree about one business, whatever its people do: join, undo, reopen, reverse, correct a date, rename a source."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from leads.merging import unmerge
from leads.models import IllegalMove, Lead, Source
from leads.models.source import IllegalMerge
from reports.client_types import query as client_types
from reports.client_value import query as client_value
from reports.cohorts import query as cohorts
from reports.conftest import LONDON
from reports.core.periods import Period
from reports.flows import query as flows
from reports.funnel import query as funnel
from reports.metrics.tests.test_counting_reference import AS_OF, PERIODS, make_business_of, try_to_merge
from reports.money import query as money
from reports.overview import query as overview
from reports.sources import query as sources
from reports.team import query as team
from sales.models import Opportunity, Sale
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
NIGHTS = [datetime(2026, 3, 28, 23, 59, tzinfo=LONDON), datetime(2026, 10, 25, 0, 30, tzinfo=LONDON)]
"""The nights the clocks change, a minute from midnight on either side."""


@pytest.mark.parametrize("seed", range(6))
def test_reports_agree_after_every_deed(business, sources, stages, cast, seed):
    chance = random.Random(f"agree {seed}")
    make_business_of(chance, sources=[*sources.values(), None], by=cast.sales)
    assert disagreements(chance.choice(PERIODS), business=business) == []
    for deed in chance.sample(DEEDS, k=len(DEEDS)):
        deed(chance, by=cast.sales)
        result = disagreements(chance.choice(PERIODS), business=business)
        assert result == [], deed.__name__


def test_a_report_that_is_wrong_is_found(business, come, monkeypatch):
    come("Leaflet", "2026-03-02", won_after=3)
    monkeypatch.setattr(flows, "COUNTS", flows.progress.WAY + flows.SQL("SELECT grouped, true, 'lost', count(*) + 1 FROM way GROUP BY 1"))
    assert len(disagreements(Period(), business=business)) == 2


def disagreements(period: Period, *, business) -> list[str]:
    """What two reports say differently of the leads received in a period."""
    params = {"business": business, "as_of": AS_OF}
    first = sources.report(period, **params)
    leads, won = first.total.leads, first.total.clients
    text = dict(_counts(period, leads=leads, won=won, **params))
    return [f"{name}: {item} and {other}" for name, (item, other) in text.items() if item != other]


def _counts(period: Period, *, leads: int, won: int, business, as_of) -> Iterator[tuple[str, tuple]]:
    """What is counted, as two reports have it."""
    params = {"business": business, "as_of": as_of}
    for by in sources.GROUPS:
        result = sources.report(period, by=by, **params)
        for name in ("leads", "clients", "open", "mature_leads", "converted_within", "date_unknown"):
            yield f"{name} by {by}, summed", (sum(getattr(row, name) for row in result.rows), getattr(result.total, name))
        yield f"leads by {by}", (result.total.leads, leads)
    shared = sources.report(period, credit="equal", **params)
    yield "leads shared", (round(sum(row.leads for row in shared.rows), 6), leads)
    yield "clients shared", (round(sum(row.clients for row in shared.rows), 6), won)
    flow, steps = flows.report(period, **params).total, funnel.report(period, **params).rows
    yield "leads that flow", (flow.leads, leads)
    yield "clients that flow", (flow.ended("client"), won)
    yield "leads of the funnel", (steps[0].reached, leads)
    yield "clients of the funnel", (steps[-1].reached, won)
    yield "clients by type", (client_types.report(period, **params).total.clients, won)
    spent, people = money.report(period, **params).total, team.report(period, **params)
    yield "leads beside the money", (spent.counted.leads, leads)
    yield "clients beside the money", (spent.counted.clients, won)
    yield "leads of the team", (people.total.leads + people.left_out["not_with_sales"], leads)
    dated = leads - sum(1 for lead in Lead.objects.new_business() if lead.received_at is None) if period.is_everything else leads
    yield "leads of the months", (sum(cohort.leads for cohort in cohorts.report(period, **params).cohorts), dated)
    yield "leads of the overview", (overview.overview(period, **params).now.leads.leads, leads)
    revenue = overview.overview(period, **params).now.revenue
    yield "revenue", (client_value.report(period, **params).now.revenue, None if revenue is None else float(revenue))


def joins_two(chance: random.Random, *, by) -> None:
    lead, other = chance.choice(Lead.objects.standing() or [None]), chance.choice(Lead.objects.standing() or [None])
    if lead and lead.pk != other.pk:
        try_to_merge(lead, other, by=by)


def parts_two(chance: random.Random, *, by) -> None:
    for lead in Lead.objects.exclude(merged_into=None)[:1]:
        unmerge(lead, by=by)


def undoes_a_capture(chance: random.Random, *, by) -> None:
    for lead in Lead.objects.filter(state="open", merged_into=None)[:2]:
        lead.withdraw(by=by)


def brings_one_back(chance: random.Random, *, by) -> None:
    for lead in Lead.objects.filter(state__in=("withdrawn", "disqualified"), merged_into=None)[:2]:
        lead.reopen(by=by)


def reopens_what_was_lost(chance: random.Random, *, by) -> None:
    for lost in Opportunity.objects.lost()[:1]:
        closing.reopen(lost, by=by)


def reverses_a_sale(chance: random.Random, *, by) -> None:
    for sale in Sale.objects.standing()[:1]:
        closing.reverse(sale, by=by, reason="")


def moves_a_lead_over_midnight(chance: random.Random, *, by) -> None:
    for lead, night in zip(Lead.objects.order_by("pk"), NIGHTS, strict=False):
        lead.edit(by=by, received_at=night + timedelta(minutes=chance.choice([0, 2, 61])))


def renames_a_source(chance: random.Random, *, by) -> None:
    Source.objects.get(name="Leaflet").rename("Handbill")


def joins_two_sources(chance: random.Random, *, by) -> None:
    try:
        Source.objects.get(name="Signboard").merge_into(Source.objects.get(name="Google search"))
    except (IllegalMerge, IllegalMove):
        return


DEEDS: list[Callable[..., None]] = [
    *(joins_two, parts_two, undoes_a_capture, brings_one_back, reopens_what_was_lost, reverses_a_sale),
    *(moves_a_lead_over_midnight, renames_a_source, joins_two_sources),
]
