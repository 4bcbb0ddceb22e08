"""The report of many small made-up businesses, counted a second time in plain Python, lead by lead."""

import random
from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

import pytest

from leads.merging import merge
from leads.models import Contact, IllegalMove, Lead, Source
from reports.conftest import LONDON
from reports.core.periods import Period
from reports.sources import query as report_sources
from sales.hand_off import transfer
from sales.models import Sale
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 1, tzinfo=LONDON)
AS_OF = datetime(2026, 10, 26, 0, 30, tzinfo=LONDON)  # the night after the clocks went back
PERIODS = [Period(), Period.parse("2026-03-01", "2026-03-31"), Period.parse("2026-02-15", ""), Period.parse("", "2026-10-25")]


@pytest.mark.parametrize("seed", range(32))
def test_the_report_agrees_with_counting_lead_by_lead(business, sources, stages, cast, seed):
    chance = random.Random(seed)
    make_business_of(chance, sources=[*sources.values(), None], by=cast.sales)
    period, by = chance.choice(PERIODS), chance.choice(["source", "channel"])
    business.within_days = chance.choice([7, 30, 90])
    result = report_sources.report(period, business=business, by=by, as_of=AS_OF)
    rows, left_out = counted_by_hand(period, business=business, by=by)
    assert {row.label: figures_of(row) for row in result.rows} == rows
    assert {reason: count for reason, count in result.left_out.items() if count} == left_out


def make_business_of(chance: random.Random, *, sources: list[Source | None], by) -> None:
    """Up to 22 leads of up to 14 contacts: won soon, late, before they came, twice, never; spam, withdrawn, merged, undated."""
    people = [Contact.make(name=f"Person {number}") for number in range(chance.randint(1, 14))]
    leads = []
    for _ in range(chance.randint(0, 22)):
        just_old_enough = AS_OF - timedelta(days=chance.choice([7, 8, 30, 31, 90, 91]), minutes=chance.choice([0, 60, 120]))
        received_at = chance.choice([START + timedelta(minutes=chance.randint(0, 300 * 24 * 60))] * 3 + [just_old_enough])
        contact = chance.choice([*people, None])
        lead = Lead.objects.create(
            source=chance.choice(sources),
            channel=chance.choice(["phone", "walk_in", ""]),
            contact=contact,
            received_at=chance.choice([received_at] * 9 + [None]),
        )
        leads.append(lead)
        live_through(lead, chance, by=by)
    for lead in chance.sample(leads, k=min(2, len(leads))):
        other = chance.choice(leads)
        if lead.pk != other.pk and not {lead.state, other.state} & {"withdrawn"}:
            try_to_merge(lead, other, by=by)


def live_through(lead: Lead, chance: random.Random, *, by) -> None:
    fate = chance.choice(["open", "spam", "test", "no_budget", "withdrawn", "in_sales", "lost", "won", "won", "won", "reversed"])
    if fate in ("spam", "test", "no_budget"):
        lead.disqualify(fate, by=by)
    elif fate == "withdrawn":
        lead.withdraw(by=by)
    elif fate != "open":
        opportunity = transfer.open_opportunity(lead, by=by)
        closed_at = (lead.received_at or START) + timedelta(days=chance.choice([-2, 0, 6, 7, 8, 29, 30, 31, 90, 91, 200]))
        if fate == "lost":
            closing.lose(opportunity, by=by, reason=None, at=closed_at)
        elif fate in ("won", "reversed"):
            sale = closing.win(opportunity, by=by, amount=Decimal(1), at=chance.choice([closed_at] * 6 + [None]))
            if fate == "reversed":
                closing.reverse(sale, by=by, reason="")


def try_to_merge(lead: Lead, other: Lead, *, by) -> None:
    lead.refresh_from_db()
    other.refresh_from_db()
    try:
        merge(lead, into=other, by=by)
    except IllegalMove:
        return


def figures_of(row) -> tuple:
    return (row.leads, row.clients, row.open, row.mature_leads, row.converted_within, row.median_days_to_win, row.won_before_received)


def counted_by_hand(period: Period, *, business, by: str) -> tuple[dict, dict]:
    groups, left_out = defaultdict(list), defaultdict(int)
    firsts = first_sales()
    for lead in Lead.objects.select_related("source", "contact"):
        if not received_in(lead, period, business):
            continue
        reason = why_left_out(lead, firsts)
        if reason:
            left_out[reason] += 1
            continue
        label = (lead.source.name if lead.source else "(blank)") if by == "source" else lead.get_channel_display() or "(blank)"
        groups[label].append(fate_of(lead, firsts, business))
        left_out["date_unknown"] += groups[label][-1]["undated"]
    return {label: summed(fates) for label, fates in groups.items()}, {reason: count for reason, count in left_out.items() if count}


def first_sales() -> dict[int, Sale]:
    """The sale that made each contact a client: the earliest of known time, else the first written down."""
    sales = defaultdict(list)
    for sale in Sale.objects.filter(reversed_at=None).select_related("opportunity"):
        sales[sale.contact_id].append(sale)
    last = datetime.max.replace(tzinfo=LONDON)
    return {contact: min(theirs, key=lambda sale: (sale.sold_at or last, sale.pk)) for contact, theirs in sales.items()}


def received_in(lead: Lead, period: Period, business) -> bool:
    if lead.received_at is None:
        return period.is_everything
    day = lead.received_at.astimezone(business.zone).date()
    return lead.received_at < AS_OF and (not period.start or day >= period.start) and (not period.end or day < period.end)


def why_left_out(lead: Lead, firsts: dict[int, Sale]) -> str:
    if lead.merged_into_id:
        return "merged"
    if lead.state == "withdrawn":
        return "withdrawn"
    if lead.disqualified_for in ("spam", "test"):
        return lead.disqualified_for
    first = firsts.get(lead.contact_id)
    through_another = first and first.opportunity.lead_id != lead.pk
    if through_another and first.sold_at and lead.received_at and first.sold_at <= lead.received_at:
        return "from_clients"
    return ""


def fate_of(lead: Lead, firsts: dict[int, Sale], business) -> dict:
    first = firsts.get(lead.contact_id)
    own = first if first and first.opportunity.lead_id == lead.pk else None
    won = own is not None and (own.sold_at is None or own.sold_at < AS_OF)
    received_on = lead.received_at and lead.received_at.astimezone(business.zone).date()
    won_on = own.sold_at.astimezone(business.zone).date() if won and own.sold_at else None
    days = (won_on - received_on).days if won_on and received_on else None
    old_enough = received_on and received_on + timedelta(days=business.within_days) < AS_OF.astimezone(business.zone).date()
    unfinished = lead.state in ("open", "handed_over", "in_sales") or bool(lead.closed_at and lead.closed_at >= AS_OF)
    mature = bool(old_enough) and not (won and not won_on)
    return {
        "won": won,
        "open": unfinished and not won,
        "mature": mature,
        "within": mature and days is not None and days <= business.within_days,
        "days": days,
        "undated": received_on is None or (won and not won_on),
    }


def summed(fates: list[dict]) -> tuple:
    days = [fate["days"] for fate in fates if fate["days"] is not None]
    counts = [sum(fate[name] for fate in fates) for name in ("won", "open", "mature", "within")]
    return (len(fates), *counts, float(median(days)) if days else None, sum(day < 0 for day in days))
