from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import LeadChange, Source
from sales.models import Sale
from sales.pipeline.closing import sell_again, win


@pytest.fixture
def make_client(make_opportunity, cast):
    def make(name="Helen Marsh", *, amount=Decimal(100), **fields):
        at = fields.pop("at", timezone.now())
        opportunity = make_opportunity(name, **fields)
        win(opportunity, by=cast.sales, amount=amount, at=at)
        contact = opportunity.lead.contact
        contact.refresh_from_db()
        return contact

    return make


@pytest.fixture
def listed(sales_client):
    return lambda **filters: sales_client.get(reverse("clients"), filters).context["page"].rows


def post(client, name, pk, **data):
    return client.post(reverse(name, args=[pk]), {"sold_on": timezone.localdate().isoformat()} | data)


def test_the_list_says_what_they_bought(listed, make_client, cast):
    helen = make_client()
    sell_again(helen, by=cast.sales, amount=Decimal(50))
    sell_again(helen, by=cast.sales, amount=None)
    row = listed()[0]
    assert (row.bought, row.sales_count) == (Decimal(150), 3)
    assert row.last_sale is not None


def test_newest_first_and_unknown_ones_last(listed, make_client):
    make_client("Unknown", at=None)
    make_client("Older", at=timezone.now() - timedelta(days=2))
    make_client("Newer")
    assert [str(row) for row in listed()] == ["Newer", "Older", "Unknown"]


def test_it_narrows_by_search_type_source_and_day(listed, make_client, sources):
    helen = make_client("Helen Marsh", source=sources["Signboard"])
    make_client("Omar Holt", at=timezone.now() - timedelta(days=40), days=50)
    type(helen).objects.filter(pk=helen.pk).update(client_type="Landlord")
    assert [str(row) for row in listed(q="omar")] == ["Omar Holt"]
    assert [str(row) for row in listed(client_type="Landlord")] == ["Helen Marsh"]
    assert [str(row) for row in listed(source=sources["Signboard"].pk)] == ["Helen Marsh"]
    assert [str(row) for row in listed(since_to=(timezone.localdate() - timedelta(days=30)).isoformat())] == ["Omar Holt"]


def test_the_list_costs_the_same_for_many(sales_client, make_client, django_assert_num_queries, django_assert_max_num_queries):
    make_client("One")
    with django_assert_max_num_queries(16) as few:
        sales_client.get(reverse("clients"))
    for n in range(6):
        make_client(f"More {n}")
    with django_assert_num_queries(len(few)):
        sales_client.get(reverse("clients"))


def test_a_repeat_sale_walks_back_to_a_lead_from_our_own_clients(sales_client, make_client):
    helen = make_client()
    post(sales_client, "client_sales", helen.pk, amount="250", what="Two wardrobes")
    sale = Sale.objects.get(what="Two wardrobes")
    assert sale.opportunity.lead.source.kind == Source.Kind.OWN_CLIENTS
    helen.refresh_from_db()
    assert helen.client_lead != sale.opportunity.lead


def test_a_repeat_sale_needs_an_answer_about_the_amount(sales_client, make_client):
    helen = make_client()
    assert post(sales_client, "client_sales", helen.pk, amount="", what="Two wardrobes").status_code == 422
    assert helen.sales.count() == 1


def test_a_reversed_sale_is_struck_through_with_who_and_why(sales_client, make_client):
    helen = make_client()
    post(sales_client, "sale_reversal", helen.sales.get().pk, reason="Fell through")
    page = sales_client.get(reverse("contact", args=[helen.pk])).content.decode()
    assert "Reversed by Tom" in page
    assert "Fell through" in page
    assert "<s>" in page
    assert "Not a client any more" in page


def test_reversing_without_a_reason_is_refused(sales_client, make_client):
    helen = make_client()
    assert post(sales_client, "sale_reversal", helen.sales.get().pk, reason=" ").status_code == 422
    assert helen.sales.standing().exists()


def test_reversing_twice_keeps_the_first_reason(sales_client, make_client):
    sale = make_client().sales.get()
    post(sales_client, "sale_reversal", sale.pk, reason="First")
    post(sales_client, "sale_reversal", sale.pk, reason="Second")
    sale.refresh_from_db()
    assert sale.reversed_for == "First"


def test_reversing_the_first_sale_of_two_leaves_a_client_since_the_second(sales_client, make_client, cast):
    helen = make_client(at=timezone.now() - timedelta(days=1))
    again = sell_again(helen, by=cast.sales, amount=None)
    post(sales_client, "sale_reversal", helen.sales.order_by("sold_at").first().pk, reason="Fell through")
    helen.refresh_from_db()
    assert (helen.client_since, helen.client_lead) == (again.sold_at, again.opportunity.lead)


def test_the_type_is_changed_and_remembered(sales_client, make_client, cast):
    helen = make_client()
    sales_client.post(reverse("client_about", args=[helen.pk]), {"client_type": "Landlord"})
    helen.refresh_from_db()
    change = LeadChange.objects.get(lead=helen.client_lead, verb="edited")
    assert (helen.client_type, change.by, change.after) == ("Landlord", cast.sales, {"client_type": "Landlord"})


def test_the_same_type_again_writes_nothing(sales_client, make_client):
    helen = make_client()
    sales_client.post(reverse("client_about", args=[helen.pk]), {"client_type": ""})
    assert not LeadChange.objects.filter(verb="edited").exists()


def test_who_never_bought_has_no_page(sales_client, make_opportunity):
    contact = make_opportunity().lead.contact
    assert sales_client.get(reverse("client", args=[contact.pk])).status_code == 404


@pytest.mark.parametrize("name", ["client", "client_sales", "client_about"])
def test_staff_see_and_change_no_clients(staff_client, make_client, name):
    helen = make_client()
    assert staff_client.get(reverse("clients")).status_code == 403
    assert staff_client.get(reverse(name, args=[helen.pk])).status_code == 403
    assert post(staff_client, "sale_reversal", helen.sales.get().pk, reason="x").status_code == 403
    assert helen.sales.standing().count() == 1


def test_the_page_costs_the_same_for_many_sales(sales_client, make_client, cast, django_assert_num_queries, django_assert_max_num_queries):
    helen = make_client()
    sell_again(helen, by=cast.sales, amount=None)
    with django_assert_max_num_queries(45) as few:
        sales_client.get(reverse("contact", args=[helen.pk]))
    for _n in range(5):
        sell_again(helen, by=cast.sales, amount=None)
    with django_assert_num_queries(len(few)):
        sales_client.get(reverse("contact", args=[helen.pk]))
