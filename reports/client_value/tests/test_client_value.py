"""What clients are worth, figure by figure."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from leads.contacts import referrals
from leads.models import Contact
from reports.client_value import query as client_value
from reports.conftest import LONDON
from reports.core.filters import LeadFilters
from reports.core.periods import Period
from reports.overview import query as overview
from sales.models import Refund
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 7, 1, 12, tzinfo=LONDON)


@pytest.fixture
def buy(come, cast):
    """Makes a client of a source who first bought on a day, and again on others. Amounts: (day, amount) pairs."""

    def make(source: str, *bought: tuple[str, int | None]) -> Contact:
        (first, amount), *others = bought
        contact = come(source, first, won_after=0, amount=amount and Decimal(amount)).contact
        for day, more in others:
            at = datetime.fromisoformat(day).replace(tzinfo=LONDON)
            closing.sell_again(contact, by=cast.sales, amount=more and Decimal(more), at=at)
        return contact

    return make


EVERYTHING = Period()


def report_of(business, *, period=EVERYTHING, as_of=AS_OF, **more):
    return client_value.report(period, business=business, as_of=as_of, **more)


def test_client_revenue_equals_that_of_the_overview(buy, business, cast):
    buy("Leaflet", ("2026-03-01", 100), ("2026-05-01", 300))
    sale = buy("Leaflet", ("2026-05-02", 500)).sales.get()
    Refund.make(sale, by=cast.owner, amount=Decimal(200), on=date(2026, 6, 1), reason="A scratch")
    buy("Leaflet", ("2026-05-03", None))
    may = Period.parse("2026-05-01", "2026-05-31")
    report = report_of(business, period=may)
    assert (report.now.clients, report.now.amounts.total, report.now.amounts.mean, report.now.unknown) == (3, 600, 300, 1)
    assert overview.overview(may, business=business, as_of=AS_OF).now.revenue == 600
    assert (report.before.clients, report.before.amounts.n) == (0, 0)
    assert report.change is None


def test_client_value_counts_clients_old_enough(buy, business):
    buy("Leaflet", ("2024-03-01", 100), ("2025-03-01", 30), ("2025-03-02", 7))
    buy("Leaflet", ("2025-07-01", 1000))  # not a year and a day yet
    buy("Google search", ("2025-06-30", 50))
    rows = {row.label: row.value for row in report_of(business).rows}
    leaflet, google = rows["Leaflet"], rows["Google search"]
    assert (leaflet.clients, leaflet.short_clients, leaflet.long_clients) == (2, 1, 1)
    assert (leaflet.short.mean, leaflet.long.mean, leaflet.ever.mean) == (130, 137, 568.5)
    assert (google.short_clients, google.short.mean, google.long_clients, google.long.mean) == (1, 50, 0, None)
    assert report_of(business).total.value.short.total == 180


def test_retention_counts_buyers_of_the_year_before(buy, business):
    buy("Leaflet", ("2025-06-30", 1), ("2025-07-02", 1))
    buy("Leaflet", ("2024-07-02", 1), ("2026-07-01", 1))
    buy("Leaflet", ("2025-07-01", 1))  # the last day of the year before
    buy("Leaflet", ("2024-07-01", 1), ("2026-01-01", 1))  # too long ago
    habits = report_of(business).habits
    assert (habits.before, habits.again) == (3, 2)
    assert report_of(business).retention.low < 2 / 3 < report_of(business).retention.high


def test_two_sales_on_one_day_are_one_purchase(buy, business):
    buy("Leaflet", ("2026-01-01", 1), ("2026-01-01T18:00", 1))
    buy("Leaflet", ("2026-01-01", 1), ("2026-01-02", 1))
    assert (report_of(business).habits.repeat, report_of(business).habits.clients) == (1, 2)


def test_quarter_is_followed_year_by_year(buy, business):
    buy("Leaflet", ("2024-05-01", 1), ("2025-05-01", 1))  # the last day of its first year
    buy("Leaflet", ("2024-06-30", 1), ("2025-07-01", 1), ("2025-07-02", 1))  # two in its second
    (quarter,) = report_of(business).cohorts
    first, second, third, *_ = quarter.cells
    assert (quarter.first_day, quarter.clients) == (date(2024, 4, 1), 2)
    assert ((first.clients, first.came), (second.clients, second.came), (third.clients, third.came)) == ((2, 1), (2, 1), (0, 0))
    assert quarter.is_mature(second)
    assert not quarter.is_mature(third)
    earlier = report_of(business, as_of=datetime(2026, 6, 15, tzinfo=LONDON)).cohorts[0]
    assert (earlier.cells[1].clients, earlier.cells[1].came, earlier.is_mature(earlier.cells[1])) == (1, 0, False)


def test_share_of_wallet_counts_known_spending(buy, business):
    text = buy("Leaflet", ("2024-05-01", 900), ("2026-05-01", 250))
    Contact.objects.filter(pk=text.pk).update(yearly_spend=1000)
    buy("Leaflet", ("2026-05-01", 777))
    assert (report_of(business).share_of_wallet, report_of(business).habits.spending_known) == (0.25, 1)


def test_referrals_count_enquiries_and_clients(buy, come, business, cast):
    sender = buy("Leaflet", ("2025-05-01", 900))
    for won_after in (3, None, None):
        referrals.name(come("Leaflet", "2026-01-10", won_after=won_after), sender, by=cast.staff)
    sent = report_of(business).referrals
    assert (sent.people, sent.sent, sent.clients) == (1, 3, 1)
    assert [(item.name, item.is_client, item.sent, item.clients) for item in sent.senders] == [("Somebody", True, 3, 1)]


def test_filter_narrows_the_clients_counted(buy, business, sources):
    buy("Leaflet", ("2026-05-01", 10))
    buy("Google search", ("2026-05-01", 20))
    report = report_of(business, only=LeadFilters(source=str(sources["Leaflet"].pk)))
    assert (report.now.amounts.total, report.habits.clients, [row.label for row in report.rows]) == (10, 1, ["Leaflet"])


def test_a_business_without_clients_has_dashes(business):
    report = report_of(business)
    assert (report.rows, report.cohorts, report.share_of_wallet, report.retention, report.now.amounts.mean) == ((), (), None, None, None)


@pytest.mark.parametrize("many", [2, 12])
def test_the_report_asks_nine_questions_however_many_clients(buy, business, django_assert_num_queries, many):
    for number in range(many):
        buy("Leaflet", (f"2025-{number % 12 + 1:02}-01", 10), ("2026-05-01", 10))
    with django_assert_num_queries(9):
        report_of(business, period=Period.parse("2026-05-01", "2026-05-31"))
