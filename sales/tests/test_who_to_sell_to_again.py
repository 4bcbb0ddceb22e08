import csv
import io
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.formatting import money, percent
from leads.models import ContactPhone, Lead, State
from sales.clients.repeat_sales import widest_pair
from sales.clients.repeat_sales_text import why
from sales.models import NotNow, Opportunity, Product, Refund
from sales.pipeline.closing import reverse as reverse_sale
from sales.pipeline.closing import sell_again, win

pytestmark = pytest.mark.usefixtures("everyone_saves")

KINDS = ("quiet", "never", "share", "renewal")


def ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def make_client(make_opportunity, cast):
    """A client who bought so many days ago, each time."""

    def make(name, *days, product=None, amount=Decimal(100), spend=None):
        first, *more = days
        sale = win(make_opportunity(name), by=cast.sales, amount=amount, at=ago(first), product=product)
        for day in more:
            sell_again(sale.contact, by=cast.sales, amount=amount, at=ago(day), product=product)
        sale.contact.refresh_from_db()
        sale.contact.yearly_spend = spend
        sale.contact.save()
        return sale.contact

    return make


@pytest.fixture
def page(sales_client):
    return lambda kind="quiet", **query: sales_client.get(reverse("clients_again"), {"list": kind} | query)


@pytest.fixture
def names(page):
    return lambda kind="quiet", **query: [str(row.contact) for row in page(kind, **query).context["rows"]]


def test_who_bought_three_times_is_measured_by_their_own_rhythm(page, make_client):
    make_client("Monthly", 130, 100, 70)
    make_client("Yearly", 800, 430, 70)
    response = page()
    assert [str(row.contact) for row in response.context["rows"]] == ["Monthly"]
    assert "70 days since the last purchase; 30 is usual for them." in response.content.decode()


def test_who_bought_less_often_is_measured_by_all_clients(page, make_client):
    make_client("Twice", 90, 30)
    make_client("Once", 61)
    make_client("Just now", 59)
    response = page()
    assert [str(row.contact) for row in response.context["rows"]] == ["Once"]
    assert "61 days since the last purchase; 60 is usual among all your clients." in response.content.decode()


def test_without_two_purchases_nobody_is_quiet_and_the_page_says_why(page, make_client):
    make_client("Once", 900)
    response = page()
    assert response.context["rows"] == []
    assert "at least two sales on different days" in response.content.decode()


def test_bought_one_and_never_the_other(names, make_client, cast):
    bench, stool = Product.add("Bench"), Product.add("Stool")
    make_client("Bench only", 50, product=bench)
    make_client("Bench lately", 5, product=bench)
    both = make_client("Both", 40, product=bench)
    sell_again(both, by=cast.sales, amount=None, product=stool)
    assert widest_pair() == (bench.pk, stool.pk)
    assert names("never") == ["Bench lately", "Bench only"]
    assert names("never", bought=stool.pk, missing=bench.pk) == []


def test_a_reversed_sale_was_never_bought(names, make_client, cast):
    bench, stool = Product.add("Bench"), Product.add("Stool")
    helen = make_client("Helen", 50, product=bench)
    sale = sell_again(helen, by=cast.sales, amount=None, product=stool)
    assert names("never", bought=bench.pk, missing=stool.pk) == []
    reverse_sale(sale, by=cast.sales, reason="Sent back")
    assert names("never", bought=bench.pk, missing=stool.pk) == ["Helen"]


def test_the_same_product_twice_is_refused_beside_the_field(page):
    bench = Product.add("Bench")
    response = page("never", bought=bench.pk, missing=bench.pk)
    assert response.status_code == 200
    assert "missing" in response.context["form"].errors


def test_the_share_counts_what_is_left_after_refunds_lowest_first(page, make_client, cast):
    make_client("Half", 10, spend=Decimal(200))
    make_client("Before the year", 400, spend=Decimal(200))
    make_client("Not said", 10)
    refunded = make_client("Refunded", 10, spend=Decimal(160))
    Refund.make(refunded.sales.get(), by=cast.sales, amount=Decimal(60), on=timezone.localdate(), reason="Scratched")
    response = page("share")
    assert [(str(row.contact), row.share) for row in response.context["rows"]] == [("Before the year", 0), ("Refunded", Decimal("0.25"))]
    assert why(response.context["rows"][1]) == f"{percent(0.25)} with us: {money(40)} in twelve months of {money(160)} a year."


def test_due_for_renewal_and_thirty_days_ahead(page, make_client):
    service = Product.add("Service", renewal_months=12)
    make_client("Overdue", 500, product=service)
    make_client("Renewed", 500, 20, product=service)
    make_client("Soon", 345, product=service)
    make_client("Later", 300, product=service)
    assert [str(row.contact) for row in page("renewal").context["rows"]] == ["Overdue", "Soon"]


def test_starting_gives_whoever_did_it_an_opportunity_and_the_client_leaves_every_list(page, names, make_client, sales_client, cast):
    service, other = Product.add("Service", renewal_months=1), Product.add("Bench")
    helen = make_client("Helen", 130, 100, 70, product=service, spend=Decimal(9000))
    make_client("Other", 1, product=other)
    assert all("Helen" in names(kind) for kind in KINDS)
    sales_client.post(reverse("client_again", args=[helen.pk]), {"kind": "renewal", "product": service.pk})
    opportunity = Opportunity.objects.open().get(lead__contact=helen)
    assert (opportunity.owner, opportunity.lead.source.kind, opportunity.lead.interest) == (cast.sales, "own_clients", "Service")
    assert not any("Helen" in names(kind) for kind in KINDS)
    sales_client.post(reverse("client_again_undoing", args=[opportunity.pk]))
    assert all("Helen" in names(kind) for kind in KINDS)
    assert Lead.objects.get(pk=opportunity.lead_id).state == State.WITHDRAWN


def test_starting_twice_makes_one_opportunity(make_client, sales_client):
    helen = make_client("Helen", 130)
    for _again in range(2):
        sales_client.post(reverse("client_again", args=[helen.pk]))
    assert Opportunity.objects.open().filter(lead__contact=helen).count() == 1


def test_a_start_is_not_taken_back_once_something_was_done(make_client, sales_client, cast):
    helen = make_client("Helen", 130)
    sales_client.post(reverse("client_again", args=[helen.pk]))
    opportunity = Opportunity.objects.open().get(lead__contact=helen)
    opportunity.edit(by=cast.sales, value=Decimal(5))
    sales_client.post(reverse("client_again_undoing", args=[opportunity.pk]))
    assert Opportunity.objects.filter(pk=opportunity.pk).exists()


def test_not_now_leaves_the_row_out_of_this_list_for_three_months(names, make_client, sales_client, time_machine):
    helen = make_client("Helen", 130, 100, 70, spend=Decimal(9000))
    sales_client.post(reverse("client_not_now", args=[helen.pk]), {"kind": "quiet"})
    assert (names("quiet"), names("share")) == ([], ["Helen"])
    time_machine.move_to(timezone.now() + timedelta(days=93))
    sales_client.force_login(helen.sales.first().by)
    assert names("quiet") == ["Helen"]


def test_not_now_is_undone(names, make_client, sales_client):
    helen = make_client("Helen", 130, 100, 70)
    sales_client.post(reverse("client_not_now", args=[helen.pk]), {"kind": "quiet"})
    sales_client.post(reverse("client_not_now_undoing", args=[NotNow.objects.get().pk]))
    assert names("quiet") == ["Helen"]


@pytest.mark.parametrize("data", [{}, {"kind": "nonsense"}, {"kind": "renewal"}, {"kind": "quiet", "product": "x"}])
def test_a_row_there_is_not_cannot_be_put_off(make_client, sales_client, data):
    helen = make_client("Helen", 130)
    assert sales_client.post(reverse("client_not_now", args=[helen.pk]), data).status_code == 404
    assert not NotNow.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_costs_the_same_however_long(page, make_client, kind, django_assert_num_queries, django_assert_max_num_queries):
    service, bench = Product.add("Service", renewal_months=1), Product.add("Bench")
    make_client("Other", 1, product=bench)
    make_client("First", 130, 100, 70, product=service, spend=Decimal(9000))
    with django_assert_max_num_queries(16) as few:
        assert len(page(kind).context["rows"]) >= 1
    for n in range(4):
        make_client(f"More {n}", 130, 100, 70, product=service, spend=Decimal(9000))
    with django_assert_num_queries(len(few)):
        assert len(page(kind).context["rows"]) >= 5


def test_the_file_has_the_whole_list_and_no_formula(page, make_client):
    make_client("=Evil()", 130, 100, 70)
    response = page(format="csv")
    text = b"".join(response.streaming_content).decode()
    assert "'=Evil()" in text
    assert "30 is usual for them" in text


def test_money_of_a_low_share_has_two_decimals(page, make_client):
    make_client("Ann", 30, spend=Decimal(9000))
    rows = list(csv.DictReader(io.StringIO(b"".join(page("share", format="csv").streaming_content).decode())))
    assert re.fullmatch(r"\d+\.\d\d", rows[0]["figure"])


def test_a_phone_stays_text_in_the_spreadsheet(page, make_client):
    ann = make_client("Ann", 130, 100, 70)
    ContactPhone.objects.create(contact=ann, e164="+31201234567", as_typed="+31 20 123 4567")
    sheet = load_workbook(io.BytesIO(page(format="xlsx").content)).active
    assert [sheet["C2"].value, sheet["C2"].data_type, sheet["F2"].is_date] == ["+31201234567", "s", True]


def test_the_spreadsheet_is_offered_before_csv(page, make_client):
    make_client("Ann", 130, 100, 70)
    text = page().text
    assert text.index("format=xlsx") < text.index("format=csv")


def test_who_does_not_sell_sees_none_of_it(client, cast, make_client):
    helen = make_client("Helen", 130)
    client.force_login(cast.staff)
    assert client.get(reverse("clients_again")).status_code == 403
    assert client.post(reverse("client_again", args=[helen.pk])).status_code == 403
    assert not Opportunity.objects.open().exists()
