"""What marketing cost and brought, figure by figure."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from leads.models import Campaign, Spend
from reports.conftest import LONDON
from reports.core.periods import Period
from reports.money import query as money
from sales.hand_off import transfer
from sales.models import Refund
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 7, 1, 12, tzinfo=LONDON)
EVERYTHING = Period()


@pytest.fixture
def spend(sources):
    def put(source: str, amount: int, *, month: date = date(2026, 1, 1), campaign: Campaign | None = None) -> None:
        Spend.put(sources[source], month=month, amount=Decimal(amount), campaign=campaign)

    return put


def report_of(business, *, period=EVERYTHING, by="source", as_of=AS_OF):
    report = money.report(period, business=business, by=by, as_of=as_of)
    return report, {row.label: row for row in report.rows}


def test_cost_acquisition_return_and_payback_of_a_source(come, spend, business):
    business.gross_margin = Decimal(40)
    spend("Leaflet", 300)
    come("Leaflet", "2026-01-05", won_after=10, amount=Decimal(500))  # 200 are left: not yet more than 300
    come("Leaflet", "2026-01-20", won_after=30, amount=Decimal(1000))  # with it 600, on 19 February
    come("Leaflet", "2026-01-21")
    report, rows = report_of(business)
    row = rows["Leaflet"]
    assert (row.counted.cost_per_lead, row.acquisition_cost) == (Decimal(100), Decimal(150))
    assert (row.revenue, row.left_of_sales, row.return_on_investment) == (Decimal(1500), Decimal(600), 1.0)
    assert (row.paid_back_after, row.has_paid_back) == (49, True)  # from 1 January, the first day of the month with spend
    assert report.total.return_on_investment == 1.0


def test_acquisition_cost_range_is_wilsons_inverted(come, spend, business):
    spend("Leaflet", 300)
    for day in range(1, 11):
        come("Leaflet", f"2026-01-{day:02}", won_after=3 if day < 4 else None)
    row = report_of(business)[1]["Leaflet"]
    # Wilson 95 % of 3 of 10 is 0.1078 to 0.6032: 1.08 to 6.03 clients.
    assert (row.acquisition_range.low, row.acquisition_range.high) == (pytest.approx(49.73, abs=0.01), pytest.approx(278.3, abs=0.1))


def test_no_client_means_no_acquisition_cost(come, spend, business):
    spend("Leaflet", 300)
    come("Leaflet", "2026-01-05")
    row = report_of(business)[1]["Leaflet"]
    assert (row.acquisition_cost, row.acquisition_range, row.revenue, row.return_on_investment) == (None, None, 0, -1.0)
    assert (row.paid_back_after, row.has_paid_back, row.acquired_for_at_least) == (None, False, pytest.approx(378.1, abs=0.1))


def test_without_spend_nothing_costs_and_nothing_returns(come, business):
    come("Leaflet", "2026-01-05", won_after=10)
    row = report_of(business)[1]["Leaflet"]
    assert (row.spend, row.acquisition_cost, row.return_on_investment, row.paid_back_after, row.revenue) == (None, None, None, None, 100)


def test_spend_without_leads_has_a_row(come, spend, business):
    spend("Signboard", 80)
    spend("Leaflet", 20)
    come("Leaflet", "2026-01-05", won_after=1)
    report, rows = report_of(business)
    assert (rows["Signboard"].spend, rows["Signboard"].counted.cost_per_lead, rows["Signboard"].return_on_investment) == (80, None, -1.0)
    assert (report.total.spend, report.total.acquisition_cost) == (100, 100)


def test_later_sales_count_to_the_lead(come, spend, business, cast):
    spend("Leaflet", 100)
    lead = come("Leaflet", "2026-01-05", won_after=10, amount=Decimal(60))
    closing.sell_again(lead.contact, by=cast.sales, amount=Decimal(70), at=datetime(2026, 5, 1, 12, tzinfo=LONDON))
    in_may, january = Period.parse("2026-05-01", "2026-05-31"), Period.parse("2026-01-01", "2026-01-31")
    assert report_of(business, period=january)[1]["Leaflet"].revenue == 130
    assert report_of(business, period=january)[1]["Leaflet"].paid_back_after == 120
    assert report_of(business, period=in_may)[0].total.revenue == 0
    assert report_of(business, period=january, as_of=datetime(2026, 4, 1, tzinfo=LONDON))[1]["Leaflet"].revenue == 60


def test_refunded_or_reversed_sale_brings_nothing(come, spend, business, cast):
    spend("Leaflet", 100)
    kept = come("Leaflet", "2026-01-05", won_after=1, amount=Decimal(500)).contact.sales.get()
    Refund.make(kept, by=cast.owner, amount=Decimal(200), on=date(2026, 6, 1), reason="A scratch")
    gone = come("Leaflet", "2026-01-06", won_after=1, amount=Decimal(900)).contact.sales.get()
    closing.reverse(gone, by=cast.sales, reason="Changed their mind")
    row = report_of(business)[1]["Leaflet"]
    assert (row.counted.clients, row.revenue, row.acquisition_cost) == (1, 300, 100)


def test_unknown_amount_is_left_out_and_counted(come, spend, business):
    spend("Leaflet", 100)
    come("Leaflet", "2026-01-05", won_after=1, amount=None)
    report, rows = report_of(business)
    assert (rows["Leaflet"].revenue, rows["Leaflet"].return_on_investment, rows["Leaflet"].acquisition_cost) == (None, None, 100)
    assert (rows["Leaflet"].returns.unknown, report.left_out["amount_unknown"]) == (1, 1)
    come("Leaflet", "2026-01-06", won_after=1, amount=Decimal(150))
    assert report_of(business)[1]["Leaflet"].return_on_investment == 0.5


def test_undated_sale_pays_back_on_no_day(come, spend, business, cast):
    spend("Leaflet", 100)
    opportunity = transfer.open_opportunity(come("Leaflet", "2026-01-05"), by=cast.sales)
    closing.win(opportunity, by=cast.sales, amount=Decimal(150), at=None)
    row = report_of(business)[1]["Leaflet"]
    assert (row.revenue, row.has_paid_back, row.paid_back_after) == (150, True, None)


def test_return_has_a_range_from_five_clients(come, spend, business):
    spend("Leaflet", 500)
    for number in range(1, 5):
        come("Leaflet", f"2026-01-{number:02}", won_after=1, amount=Decimal(100 * number))
    assert report_of(business)[1]["Leaflet"].return_range is None
    come("Leaflet", "2026-01-20", won_after=1, amount=Decimal(900))
    row = report_of(business)[1]["Leaflet"]
    assert row.return_on_investment == pytest.approx(2.8)
    assert row.return_range.low < row.return_on_investment < row.return_range.high


def test_campaign_has_its_own_spend(come, spend, business, sources):
    spring = Campaign.objects.create(name="Spring", source=sources["Leaflet"])
    spend("Leaflet", 100, campaign=spring)
    spend("Leaflet", 30)
    come("Leaflet", "2026-01-05", won_after=1, campaign=spring)
    report, rows = report_of(business, by="campaign")
    assert (rows["Spring"].spend, rows["Spring"].acquisition_cost, rows["(blank)"].spend) == (100, 100, 30)
    assert report.total.spend == 130


def test_an_empty_business_has_dashes(business):
    report, rows = report_of(business)
    assert rows == {}
    assert {name for name, value in report.total.as_dict().items() if value} == {"label"}


@pytest.mark.parametrize("leads", [2, 30])
def test_the_report_asks_six_questions_however_many_leads(come, spend, business, django_assert_num_queries, leads):
    spend("Leaflet", 100)
    for number in range(leads):
        come("Leaflet", (date(2026, 1, 1) + timedelta(days=number)).isoformat(), won_after=number)
    with django_assert_num_queries(6):
        report_of(business)
