"""The clients report of small made-up businesses, reckoned a second time in plain Python, client by client."""

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from leads.models import Contact
from reports.client_value import query as client_value
from reports.core.periods import Period, shift_months
from reports.metrics.client_figures import YEARS
from reports.metrics.tests.test_counting_reference import AS_OF, make_business_of
from reports.statistics.amounts import Moments
from sales.models import Sale

pytestmark = pytest.mark.django_db
PERIODS = [Period(), Period.parse("2025-09-01", "2026-02-28"), Period.parse("2026-02-01", "")]
TODAY = AS_OF.date()


@pytest.mark.parametrize("seed", range(6))
def test_the_report_agrees_with_reckoning_client_by_client(business, sources, stages, cast, seed):
    chance = random.Random(2000 + seed)
    make_business_of(chance, sources=[*sources.values(), None], by=cast.sales)
    scatter(chance)
    period = PERIODS[seed % len(PERIODS)]
    result = client_value.report(period, business=business, as_of=AS_OF)
    people = [Person(contact, business) for contact in Contact.objects.filter(client_lead__isnull=False, merged_into=None)]
    people = [item for item in people if item.is_client]
    assert (result.now.clients, result.now.amounts) == bought(people, result.now.period)
    assert {row.label: figures_of(row.value) for row in result.rows} == {
        label: told_of([item for item in people if item.source == label]) for label in {item.source for item in people}
    }
    assert [(q.first_day, q.clients, [(c.clients, c.came) for c in q.cells]) for q in result.cohorts] == quarters(people)
    year, before = shift_months(TODAY + timedelta(days=1), -12), shift_months(TODAY + timedelta(days=1), -24)
    stayed = [item for item in people if any(before <= day < year for day in item.days)]
    again = [item for item in stayed if any(day >= year for day in item.days)]
    repeat = [item for item in people if len(item.days) > 1]
    assert (result.habits.before, result.habits.again, result.habits.repeat) == (len(stayed), len(again), len(repeat))


def scatter(chance: random.Random) -> None:
    """Sales and first sales lie years back, of amounts from nothing known to a lot."""
    for contact in Contact.objects.filter(client_lead__isnull=False):
        back = timedelta(days=chance.choice([0, 200, 365, 366, 500, 731, 1000]))
        for sale in contact.sales.all():
            later = timedelta(days=chance.choice([0, 1, 300, 365, 400]) if sale.sold_at != contact.client_since else 0)
            when = sale.sold_at and min(sale.sold_at - back + later, AS_OF + timedelta(days=3))
            Sale.objects.filter(pk=sale.pk).update(sold_at=when, amount=chance.choice([None, Decimal(5), Decimal(80), Decimal(300)]))
        first = min((s.sold_at for s in Sale.objects.filter(contact=contact, reversed_at=None) if s.sold_at), default=None)
        Contact.objects.filter(pk=contact.pk).update(client_since=first)


class Person:
    def __init__(self, contact: Contact, business) -> None:
        def day(moment) -> date | None:
            return moment and moment.astimezone(business.zone).date()

        self.is_client = contact.client_since is None or contact.client_since < AS_OF
        self.since = day(contact.client_since)
        self.source = contact.client_lead.source.name if contact.client_lead.source else "(blank)"
        standing = [sale for sale in contact.sales.filter(reversed_at=None) if not sale.sold_at or sale.sold_at < AS_OF]
        self.sales = [(day(sale.sold_at), None if sale.net is None else float(sale.net)) for sale in standing]
        self.days = {day for day, _ in self.sales if day}

    def net(self, until: date | None = None) -> float | None:
        """Known amounts up to a day, or all; None where none is known."""
        known = [net for day, net in self.sales if net is not None and (until is None or (day and day <= until))]
        return sum(known) if known else None


def bought(people: list[Person], period: Period) -> tuple:
    def inside(day) -> bool:
        if day is None:
            return period.is_everything
        return (not period.start or day >= period.start) and (not period.end or day < period.end)

    buyers = [[net for day, net in item.sales if inside(day)] for item in people]
    buyers = [nets for nets in buyers if nets]
    known = [sum(net for net in nets if net is not None) for nets in buyers if any(net is not None for net in nets)]
    return len(buyers), Moments.of(known)


def figures_of(value) -> tuple:
    return value.clients, value.ever, value.short_clients, value.short, value.long_clients, value.long


def told_of(people: list[Person]) -> tuple:
    def within(months: int) -> tuple:
        old = [item for item in people if item.since and item.since < shift_months(TODAY, -months)]
        return len(old), moments(item.net(shift_months(item.since, months)) for item in old)

    return len(people), moments(item.net() for item in people), *within(12), *within(24)


def moments(nets) -> Moments:
    return Moments.of(net for net in nets if net is not None)


def quarters(people: list[Person]) -> list:
    groups = defaultdict(list)
    for item in people:
        if item.since:
            groups[date(item.since.year, (item.since.month - 1) // 3 * 3 + 1, 1)].append(item)
    return [
        (first, len(group), [cell(group, year) for year in range(1, YEARS + 1)]) for first, group in sorted(groups.items(), reverse=True)
    ]


def cell(group: list[Person], year: int) -> tuple[int, int]:
    old = [item for item in group if item.since < shift_months(TODAY, -12 * year)]
    came = [
        item
        for item in old
        if any(shift_months(item.since, 12 * (year - 1)) < day <= shift_months(item.since, 12 * year) for day in item.days)
    ]
    return len(old), len(came)
