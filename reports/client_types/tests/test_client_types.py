"""Clients by source and type, what they bring and whether they bought again, counted a second time by hand."""

import random
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from leads.models import Contact
from reports.client_types import query as client_types
from reports.conftest import LONDON
from reports.core.filters import LeadFilters
from reports.core.periods import Period
from sales.models import Sale
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 12, 1, tzinfo=LONDON)
YEARS = Period.parse("2025-01-01", "2026-12-31")


@pytest.fixture
def client_of(come):
    """A client of a type through a source; `again`: days after the first sale on which they bought once more."""

    def make(source: str, kind: str, *, day: str = "2026-03-02", amount=Decimal(100), again: tuple[int, ...] = ()):
        lead = come(source, day, won_after=5, contact=Contact.make(name="Somebody", client_type=kind), amount=amount)
        for days in again:
            closing.sell_again(lead.contact, by=None, amount=amount, at=lead.received_at + timedelta(days=5 + days))
        return lead

    return make


@pytest.fixture
def report_of(business):
    return lambda **options: client_types.report(YEARS, business=business, **({"as_of": AS_OF} | options))


def test_report_counts_clients_by_source_and_type(client_of, report_of, come):
    for source, kind in [("Leaflet", "Restaurant")] * 2 + [("Leaflet", ""), ("Signboard", "Home"), ("none", "Restaurant")]:
        client_of(source, kind)
    come("Leaflet", "2026-03-02", contact=Contact.make(name="No client", client_type="Home"))
    report = report_of()
    assert report.types == ("Restaurant", "Home", None)
    assert {row.label: [cell.observed for cell in row.cells] for row in report.rows} == {
        "Leaflet": [2, 0, 1],
        "Signboard": [0, 1, 0],
        "(blank)": [1, 0, 0],
    }
    assert [cell.expected for cell in report.rows[0].cells] == [pytest.approx(9 / 5), pytest.approx(3 / 5), pytest.approx(3 / 5)]


def test_bought_again_counts_clients_of_a_full_year(client_of, report_of):
    client_of("Leaflet", "", day="2025-02-01", again=(30,))
    client_of("Leaflet", "", day="2025-02-01", again=(366,))
    client_of("Leaflet", "", day="2025-02-01", again=(0,))  # on the same day: one purchase
    client_of("Leaflet", "", day="2026-06-01", again=(3,))
    row = report_of().total
    assert (row.clients, row.again, row.year_old, row.again_within_year) == (4, 3, 3, 1)


def test_value_per_client_sums_net_sales(client_of, report_of):
    client_of("Leaflet", "", amount=Decimal(300), again=(10, 20))
    client_of("Leaflet", "", amount=Decimal(100))
    client_of("Leaflet", "", amount=None)
    row = report_of().rows[0]
    assert (row.mean_revenue, row.amounts.n, row.amount_unknown, row.revenue_range) == (500, 2, 1, None)


def test_the_rarest_of_many_types_are_counted_together(client_of, report_of):
    for number in range(client_types.MOST_TYPES + 2):
        client_of("Leaflet", f"Type {number:02}")
    client_of("Leaflet", "Type 11")
    report = report_of()
    assert (len(report.types), report.types[0], report.types[-1]) == (client_types.MOST_TYPES, "Type 11", "(other)")
    assert [cell.observed for cell in report.rows[0].cells][-1] == 3


def test_without_money_there_is_none_in_any_shape(client_of, report_of):
    client_of("Leaflet", "Home", amount=Decimal("777.25"))
    plain = report_of(with_money=False)
    assert "mean_revenue" not in str(plain.as_dict()) + str(plain.table())
    assert "777.25" in str(report_of().as_dict())


def test_narrowed_it_is_about_those_leads_alone(client_of, report_of, sources):
    client_of("Leaflet", "Home")
    client_of("Signboard", "Home")
    assert report_of(only=LeadFilters(source=str(sources["Leaflet"].pk))).total.clients == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_report_agrees_with_counting_client_by_client(client_of, report_of, seed):
    chance = random.Random(seed)
    for _ in range(12):
        client_of(
            chance.choice(["Leaflet", "Signboard", "none"]),
            chance.choice(["Home", "Shop", ""]),
            day=chance.choice(["2025-03-01", "2025-12-02", "2026-10-01"]),
            amount=chance.choice([Decimal(10), Decimal(250), None]),
            again=chance.choice([(), (), (7,), (7, 400), (0,), (700,)]),
        )
    expected = defaultdict(lambda: [0, 0, 0, 0, Counter()])
    for contact in Contact.objects.exclude(client_lead=None).select_related("client_lead__source"):
        sales = [sale for sale in Sale.objects.filter(contact=contact) if sale.sold_at < AS_OF]
        days = sorted({sale.sold_at.astimezone(LONDON).date() for sale in sales})
        counts = expected[contact.client_lead.source.name if contact.client_lead.source else "(blank)"]
        old = (AS_OF.date() - days[0]).days > 365
        soon = old and len(days) > 1 and (days[1] - days[0]).days <= 365
        for place, item in enumerate([1, len(days) > 1, old, soon]):
            counts[place] += item
        counts[4][contact.client_type or None] += 1
    report = report_of()
    assert {
        row.label: [
            row.clients,
            row.again,
            row.year_old,
            row.again_within_year,
            Counter({name: cell.observed for name, cell in zip(report.types, row.cells, strict=True) if cell.observed}),
        ]
        for row in report.rows
    } == expected


def test_report_takes_three_queries(client_of, report_of, django_assert_num_queries):
    client_of("Leaflet", "Home")
    for _ in range(3):
        client_of("Signboard", "Shop", again=(3,))
    with django_assert_num_queries(3):
        report_of()
