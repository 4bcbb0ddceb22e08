"""The money report of small made-up businesses, reckoned a second time in plain Python, client by client."""

import random
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from leads.models import Lead, Spend
from reports.core.periods import Period
from reports.metrics.tests.test_counting_reference import AS_OF, fate_of, first_sales, make_business_of, received_in, why_left_out
from reports.money import query as money
from reports.statistics.amounts import Moments
from sales.models import Sale

pytestmark = pytest.mark.django_db
PERIODS = [Period(), Period.parse("2026-03-01", "2026-05-31"), Period.parse("2026-02-01", "")]


@pytest.mark.parametrize("seed", range(8))
def test_the_report_agrees_with_reckoning_client_by_client(business, sources, stages, cast, seed):
    chance = random.Random(1000 + seed)
    make_business_of(chance, sources=[*sources.values(), None], by=cast.sales)
    for sale in Sale.objects.order_by("pk"):
        Sale.objects.filter(pk=sale.pk).update(amount=chance.choice([None, *(Decimal(n) for n in (5, 20, 80, 300))]))
    for source in sources.values():
        Spend.put(source, month=date(2026, chance.randint(1, 6), 1), amount=Decimal(chance.choice([10, 100])))
    period, business.gross_margin = PERIODS[seed % len(PERIODS)], chance.choice([None, Decimal(40)])
    result = money.report(period, business=business, as_of=AS_OF)
    assert {row.label: figures_of(row) for row in result.rows} == reckoned(period, business=business)


def figures_of(row) -> tuple:
    returns = row.returns
    paid = row.paid_back_after
    return row.spend, row.counted.clients, row.revenue, row.return_on_investment, paid, returns.unknown, returns.all, returns.mature


def reckoned(period: Period, *, business) -> dict[str, tuple]:
    leads, spends, firsts = defaultdict(list), defaultdict(list), first_sales()
    for lead in Lead.objects.select_related("source", "contact"):
        if received_in(lead, period, business) and not why_left_out(lead, firsts):
            leads[lead.source.name if lead.source else "(blank)"].append((lead, fate_of(lead, firsts, business)))
    for entry in Spend.objects.select_related("source"):
        if (not period.start or entry.month >= period.start) and (not period.end or entry.month < period.end):
            spends[entry.source.name].append(entry)
    return {label: row_of(leads[label], spends[label], business=business) for label in {*leads, *spends}}


def row_of(leads: list, spends: list, *, business) -> tuple:
    spend = sum(entry.amount for entry in spends) if spends else None
    brought, mature, unknown, days = [], [], 0, defaultdict(Decimal)
    clients = [lead for lead, fate in leads if fate["won"]]
    for lead, fate in leads:
        sales = (
            [item for item in lead.contact.sales.filter(reversed_at=None) if not item.sold_at or item.sold_at < AS_OF]
            if fate["won"]
            else []
        )
        amounts = [sale.net for sale in sales if sale.net is not None]
        unknown += len(sales) - len(amounts)
        for sale in sales:
            if sale.net and sale.sold_at:
                days[sale.sold_at.astimezone(business.zone).date()] += sale.net
        if not sales or amounts:
            brought.append(float(sum(amounts)))
            mature += [brought[-1]] if fate["mature"] else []
    revenue = None if clients and len(leads) - len(brought) == len(clients) else Decimal(sum(brought))
    back = float((revenue * business.margin - spend) / spend) if spend and revenue is not None else None
    begun = [lead.received_at.astimezone(business.zone).date() for lead, _ in leads if lead.received_at] + [entry.month for entry in spends]
    return spend, len(clients), revenue, back, paid_back(days, spend, begun, business), unknown, Moments.of(brought), Moments.of(mature)


def paid_back(days: dict, spend, begun: list[date], business) -> int | None:
    if not spend:
        return None
    reached = [day for day in days if sum(net for other, net in days.items() if other <= day) * business.margin > spend]
    return (min(reached) - min(begun)).days if reached else None
