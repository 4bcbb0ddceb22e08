from datetime import date, datetime
from decimal import Decimal

import pytest

from leads.models import Lead, Spend
from reports.conftest import LONDON
from reports.core.periods import Period
from reports.overview import query as overview_query
from reports.overview.query import comparable
from reports.overview.text import headline, summary
from sales.hand_off import transfer
from sales.models import Refund, Sale
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 7, 1, 12, tzinfo=LONDON)
SPRING = Period.parse("2026-03-01", "2026-05-31")


def overview(business, *, period=SPRING, as_of=AS_OF):
    return overview_query.overview(period, business=business, as_of=as_of)


def test_this_period_stands_beside_the_one_before(come, business, sources):
    come("Leaflet", "2025-12-01")
    come("Leaflet", "2026-01-10", won_after=60, amount=Decimal(250))
    come("Leaflet", "2026-03-10", won_after=5, amount=Decimal(100))
    come("Google search", "2026-05-31T23:30:00")
    Spend.put(sources["Leaflet"], month=date(2026, 4, 1), amount=Decimal(90))
    result = overview(business)
    assert (result.before.period.first_day, result.before.period.last_day) == (date(2025, 12, 1), date(2026, 2, 28))
    assert (result.now.leads.leads, result.before.leads.leads) == (2, 2)
    assert (result.now.clients, result.now.revenue, result.now.leads.cost_per_lead) == (2, Decimal(350), Decimal(45))
    assert (result.before.clients, result.before.revenue, result.before.leads.cost_per_lead) == (0, Decimal(0), None)


def test_revenue_is_net_of_refunds(come, business, cast):
    come("Leaflet", "2026-03-10", won_after=5, amount=Decimal(100))
    Refund.make(Sale.objects.get(), by=cast.sales, amount=Decimal(30), on=date(2026, 6, 20), reason="Late")
    result = overview(business)
    assert (result.now.revenue, result.now.clients) == (Decimal(70), 1)


def test_running_period_is_compared_with_equal_days():
    now, before = comparable(Period.named("this_quarter", today=date(2026, 8, 9)), today=date(2026, 8, 9), first_day=date(2025, 1, 1))
    assert (now.first_day, now.last_day) == (date(2026, 7, 1), date(2026, 8, 9))
    assert (before.first_day, before.last_day) == (date(2026, 4, 1), date(2026, 5, 10))


@pytest.mark.parametrize("period", [Period(), Period(date(2026, 1, 1)), Period(None, date(2026, 1, 1))])
def test_open_period_has_none_before_it(come, business, period):
    come("Leaflet", "2026-01-10")
    result = overview(business, period=period)
    assert (result.before, result.leads, result.conversion) == (None, None, None)
    assert "none before it" in summary(result)


def test_future_period_is_empty(come, business):
    come("Leaflet", "2025-01-10")
    result = overview(business, period=Period.parse("2027-01-01", "2027-03-31"))
    assert (result.now.leads.leads, result.before) == (0, None)


def test_days_before_the_first_lead_are_unknown(come, business):
    come("Leaflet", "2026-02-10")
    come("Leaflet", "2026-03-10")
    result = overview(business)
    assert result.before is None
    assert "10 February" in summary(result)


def test_few_more_leads_are_not_called_a_change(come, business):
    come("Leaflet", "2025-12-01")
    for day in range(1, 4):
        come("Leaflet", f"2026-03-{day:02}")
    result = overview(business)
    assert result.leads.kind == "cant_tell"
    assert headline(result).startswith("3 leads came in, against 1 before: no more of a difference than chance makes.")


def test_source_of_missing_leads_comes_first(come, business):
    for day in range(1, 29):
        come("Leaflet", f"2025-12-{day:02}")
        come("Google search", f"2025-12-{day:02}")
        come("Google search", f"2026-04-{day:02}")
    result = overview(business)
    assert headline(result).startswith("Fewer leads came in: 28, against 56 before.")
    assert [(source.label, source.change, source.verdict.kind) for source in result.sources] == [
        ("Leaflet", -28, "fewer"),
        ("Google search", 0, "cant_tell"),
    ]


def test_overview_judges_the_latest_mature_leads(come, business):
    come("Leaflet", "2025-10-01")
    come("Leaflet", "2026-04-01", won_after=3)  # 91 days before: old enough
    come("Leaflet", "2026-04-02", won_after=3)  # 90 days before: not yet
    result = overview(business)
    assert (result.conversion.period.first_day, result.conversion.period.last_day) == (date(2025, 12, 31), date(2026, 4, 1))
    assert (result.conversion.now.leads, result.conversion.now.mature_leads, result.conversion.now.converted_within) == (1, 1, 1)
    assert "judged on the leads of 31 December 2025 to 1 April 2026" in summary(result)


def test_overview_says_a_clear_fall_in_conversion(come, business):
    for day in range(1, 21):
        come("Leaflet", f"2025-03-{day:02}", won_after=5)
        come("Leaflet", f"2025-07-{day:02}")
    result = overview(business, period=Period.parse("2025-06-01", "2025-08-31"))
    assert headline(result).endswith("Conversion fell to 0\u202f%, from 100\u202f%.")


def test_reversed_sale_is_no_revenue(come, business, cast):
    come("Leaflet", "2026-03-10", won_after=1, amount=None)
    come("Leaflet", "2026-03-11", won_after=1, amount=Decimal(70))
    wrong = come("Leaflet", "2026-03-12", won_after=1, amount=Decimal(1000))
    closing.reverse(Sale.objects.get(opportunity__lead=wrong), by=cast.sales, reason="mistake")
    result = overview(business)
    assert (result.now.revenue, result.now.amount_unknown, result.now.clients) == (Decimal(70), 1, 2)


def test_months_begin_with_the_first_lead(come, business):
    come("Leaflet", "2026-03-31T23:30:00", won_after=31)
    come("Leaflet", "2026-06-15")
    months = overview(business).months
    assert [(f"{month.first_day:%m}", month.row.leads, month.row.clients, month.clients) for month in months] == [
        ("03", 1, 1, 0),
        ("04", 0, 0, 0),
        ("05", 0, 0, 1),
        ("06", 1, 0, 0),
        ("07", 0, 0, 0),
    ]
    assert [month.is_over for month in months] == [True, True, True, True, False]


def test_clients_of_unknown_date_belong_to_everything_alone(come, business, cast):
    lead = come("Leaflet", "2026-03-10")
    closing.win(transfer.open_opportunity(lead, by=cast.sales), by=cast.sales, amount=None, at=None)
    Lead.objects.filter(pk=lead.pk).update(received_at=None)
    assert (overview(business).now.clients, overview(business, period=Period()).now.clients) == (0, 1)


def test_overview_takes_a_constant_number_of_queries(come, business, django_assert_num_queries):
    come("Google search", "2025-12-01")
    for day in range(1, 20):
        come("Leaflet", f"2026-03-{day:02}", won_after=day)
    with django_assert_num_queries(20):
        overview(business)
