"""What a client's page says beside the sales: what they did not buy, and the next chance."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity, Lead
from sales.clients.page import due
from sales.hand_off.transfer import open_opportunity
from sales.models import LostReason, Product
from sales.pipeline.closing import lose, sell_again, win
from sales.pipeline.closing import reverse as reverse_sale


@pytest.fixture
def sale(make_opportunity, cast):
    return win(make_opportunity("Helen Marsh"), by=cast.sales, amount=Decimal(100), at=days_ago(400))


def days_ago(n: int):
    return timezone.now() - timedelta(days=n)


def page(client, sale) -> str:
    return " ".join(client.get(reverse("contact", args=[sale.contact_id])).text.split())


def test_it_says_since_when_from_where_and_who_sold_it(sales_client, sale):
    told = page(sales_client, sale)
    assert "Where they came from: Leaflet." in told
    assert "sold by Tom" in told
    assert "What they asked for" not in told


def test_what_was_lost_or_went_no_further_is_there_with_the_reason_and_spam_is_not(sales_client, sale, make_lead, cast):
    lost = open_opportunity(make_lead(contact=sale.contact, interest="A pantry"), by=cast.sales)
    lose(lost, by=cast.sales, reason=LostReason.objects.in_use().first())
    make_lead(contact=sale.contact, interest="A boat").disqualify("not_a_fit", by=cast.staff)
    make_lead(contact=sale.contact, interest="Cheap pills").disqualify("spam", by=cast.staff)
    told = page(sales_client, sale).split("What they asked for")[1].split('id="history"')[0]
    for said in ("A pantry", str(lost.lost_reason), "A boat", "Not something we do"):
        assert said in told
    assert "Cheap pills" not in told


def test_a_reversed_sale_stands_among_the_sales_only(sales_client, sale, cast):
    sell_again(sale.contact, by=cast.sales, amount=None)
    reverse_sale(sale, by=cast.sales, reason="x")
    told = page(sales_client, sale)
    assert "Reversed by Tom" in told.split('id="sales"')[1]
    assert told.split("What they asked for")[1].split('id="history"')[0].count(str(sale.opportunity_id)) == 1


def test_the_next_chance_is_what_is_on_the_board_asked_and_planned(sales_client, sale, make_lead, cast):
    assert "Nothing is planned with them" in page(sales_client, sale)
    sales_client.post(reverse("client_again", args=[sale.contact_id]))
    asked = make_lead(contact=sale.contact, interest="A garden bench")
    Activity.plan(asked, by=cast.sales, on=timezone.localdate(), text="Ring about the oak")
    told = page(sales_client, sale).split("Next chance")[1]
    for said in ("On the board", "A garden bench", "with marketing", "Ring about the oak"):
        assert said in told
    assert "Put them on the board" not in told


def test_what_falls_due_is_told_by_the_product_and_else_by_their_own_rhythm(sales_client, sale, cast):
    bench, oil = Product.add("Bench", renewal_months=12), Product.add("Oil", usual_months=6)
    sell_again(sale.contact, by=cast.sales, amount=None, at=days_ago(395), product=bench)
    sell_again(sale.contact, by=cast.sales, amount=None, at=days_ago(10), product=oil)
    told = page(sales_client, sale)
    assert "Bench was to be renewed on" in told
    assert "Oil is usually bought again by" in told


def test_a_rhythm_takes_three_days_and_leaves_out_what_was_reversed(sale, cast):
    again = [sell_again(sale.contact, by=cast.sales, amount=None, at=days_ago(n)) for n in (300, 200)]
    sales = [sale, *again]
    assert [(each.days, each.day) for each in due(sales)] == [(100, timezone.localdate(days_ago(100)))]
    reverse_sale(again[0], by=cast.sales, reason="x")
    assert due(list(sale.contact.sales.all())) == []


def test_one_that_came_from_a_file_says_that_nobody_knows_where_from(sales_client, sale):
    Lead.objects.filter(pk=sale.opportunity.lead_id).update(source=None, made_for_sale=True, received_at=None)
    assert "Where they came from is not known" in page(sales_client, sale)
