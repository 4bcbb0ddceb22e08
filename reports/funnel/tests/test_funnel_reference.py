"""The funnel of small made-up businesses, followed a second time in plain Python, lead by lead; and the lists behind it."""

import random
from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict

from leads.lead_list.filters import LeadFilter
from leads.merging import merge
from leads.models import Contact, HandOff, IllegalMove, Lead
from reports.core.drilldown import leads_href
from reports.core.periods import Period
from reports.funnel import query as funnel
from reports.metrics.tests.test_counting_reference import AS_OF, START, first_sales, received_in, why_left_out
from sales.hand_off import transfer
from sales.models import Stage
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
PERIODS = [Period(), Period.parse("2026-03-01", "2026-05-31"), Period.parse("2026-02-15", "")]
NAMES = ("reached", "went_on", "lost", "disqualified", "still", "bought", "jumped")
LISTS = {"reached": "reached", "stopped": "stopped_at", "still": "still_at", "jumped": "jumped"}


@pytest.mark.parametrize("seed", range(8))
def test_funnel_agrees_with_counting_by_hand(business, sources, stages, cast, seed):
    chance = random.Random(seed)
    make_business_of(chance, sources=[*sources.values(), None], by=cast.sales)
    period = PERIODS[seed % len(PERIODS)]
    result = funnel.report(period, business=business, as_of=AS_OF)
    expected = followed(period, business)
    assert {row.step.key: {name: getattr(row, name) for name in NAMES} for row in result.rows} == expected
    for row in result.rows:
        assert row.reached == row.went_on + row.stopped + row.still + row.bought + (row is result.clients) * row.reached
        for name, question in LISTS.items():
            assert listed(period, question, row.step.key, business) == getattr(row, name), (name, row.step)
    assert listed(period, "stopped_at", "bought", business) == result.rows[-2].bought


def listed(period: Period, question: str, key: str, business) -> int:
    address = leads_href(period, as_of=AS_OF, **{question: key}).partition("?")[2]
    filters = LeadFilter(QueryDict(address), business=business)
    assert filters.is_valid(), filters.errors
    return filters.qs.count()


def make_business_of(chance: random.Random, *, sources: list, by) -> None:
    people = [Contact.make(name=f"Person {number}") for number in range(9)]
    leads = []
    for _ in range(22):
        received_at = START + timedelta(minutes=chance.randint(0, 300 * 24 * 60))
        lead = Lead.objects.create(
            source=chance.choice(sources),
            channel="phone",
            contact=chance.choice([*people, None]),
            received_at=chance.choice([received_at] * 9 + [None]),
        )
        leads.append(lead)
        live_through(lead, chance, by=by, at=received_at)
    item, other = chance.sample(leads, k=2)
    try:
        merge(item, into=other, by=by)
    except IllegalMove:
        return


def live_through(lead: Lead, chance: random.Random, *, by, at: datetime) -> None:
    """A random walk: returned and handed over again, back and forth between stages, jumped, won or lost, reversed, reopened."""
    if chance.random() < 0.2:
        return lead.disqualify(chance.choice(["spam", "no_budget", "unreachable"]), by=by)
    if chance.random() < 0.1:
        return
    at += timedelta(days=chance.randint(0, 20))
    if chance.random() < 0.8:
        made = HandOff.make(lead, by=by, at=at)
        fate = chance.choice(["accept", "accept", "accept", "return", "take_back", "wait"])
        if fate == "accept":
            return walk(transfer.accept(made, by=by, at=at), chance, by=by, at=at)
        if fate == "return":
            made.decide(by=by, returned_for="not_ready", at=at)
        elif fate == "take_back":
            made.take_back(by=by)
    else:
        for _ in range(chance.choice([1, 1, 2])):
            lead.refresh_from_db()
            stage = chance.choice([None, *Stage.objects.open()])
            walk(transfer.open_opportunity(lead, by=by, at=at, stage=stage), chance, by=by, at=at)


def walk(opportunity, chance: random.Random, *, by, at: datetime) -> None:
    for _ in range(chance.randint(0, 4)):
        at += timedelta(days=chance.randint(0, 90))
        opportunity.move_to(chance.choice(Stage.objects.open()), by=by, at=at, gated=False)
    end = chance.choice(["open", "lost", "won", "won", "reversed", "reopened"])
    if end == "lost":
        closing.lose(opportunity, by=by, reason=None, at=at)
    elif end != "open":
        sale = closing.win(opportunity, by=by, amount=Decimal(1), at=chance.choice([at] * 5 + [None]), gated=False)
        if end == "reversed":
            closing.reverse(sale, by=by, reason="")
        elif end == "reopened":
            closing.reopen(opportunity, by=by)


def followed(period: Period, business) -> dict[str, Counter]:
    stages = [str(stage.pk) for stage in Stage.objects.open()]
    keys = ["received", "handed_over", "accepted", *stages, "client"]
    params, firsts = {key: dict.fromkeys(NAMES, 0) for key in keys}, first_sales()
    for lead in Lead.objects.select_related("contact"):
        if not received_in(lead, period, business) or why_left_out(lead, firsts):
            continue
        stood, outcome = seen(lead, firsts)
        last = len(keys) - 1
        furthest = {"client": last, "bought": last - 1}.get(outcome, max(map(keys.index, stood)))
        for place, key in enumerate(keys[: furthest + 1]):
            params[key]["reached"] += 1
            params[key]["went_on"] += place < furthest
            params[key]["jumped"] += place < furthest and key not in stood
        if outcome != "client":
            params[keys[furthest]][outcome] += 1
    return params


def seen(lead: Lead, firsts: dict) -> tuple[set[str], str]:
    """The steps it was seen at by AS_OF, and how it stands."""
    stood = {"received"}
    for hand_off in lead.hand_offs.all():
        if hand_off.taken_back_at is None and hand_off.at < AS_OF:
            stood.add("handed_over")
    for opportunity in lead.opportunities.all():
        if opportunity.made_at < AS_OF:
            stood.add("accepted")
        for move in opportunity.changes.select_related("to_stage"):
            if (move.at or move.written_at) < AS_OF and move.to_stage.kind == "open" and move.to_stage.retired_at is None:
                stood.add(str(move.to_stage_id))
    first = firsts.get(lead.contact_id)
    if first and first.opportunity.lead_id == lead.pk and (first.sold_at is None or first.sold_at < AS_OF):
        return stood, "client"
    if lead.state in ("open", "handed_over", "in_sales") or (lead.closed_at and lead.closed_at >= AS_OF):
        return stood, "still"
    return stood, "bought" if lead.state == "won" else lead.state
