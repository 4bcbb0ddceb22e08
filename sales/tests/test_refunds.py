from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from sales.models import IllegalRefund, Refund, Sale, SaleReversed
from sales.pipeline.closing import correct, win
from sales.pipeline.closing import reverse as reverse_sale


@pytest.fixture
def sale(make_opportunity, cast):
    return win(make_opportunity(), by=cast.sales, amount=Decimal(100), at=timezone.now() - timedelta(days=10))


@pytest.fixture
def give_back(cast):
    def give(sale, amount) -> Refund:
        return Refund.make(sale, by=cast.sales, amount=Decimal(amount), on=timezone.localdate(), reason="Scratched")

    return give


def net(sale) -> Decimal:
    return Sale.objects.get(pk=sale.pk).net


def facts(sale) -> Decimal:
    return sum(refund.amount for refund in sale.refunds.standing())


def test_a_sale_counts_with_what_is_left_of_it(sale, give_back):
    give_back(sale, 30)
    give_back(sale, 20)
    assert net(sale) == 50
    assert Sale.objects.get(pk=sale.pk).refunded == facts(sale)
    assert Sale.objects.bought() == {"known": 50, "refunded": 50, "count": 1, "unknown": 0}


def test_no_more_is_given_back_than_was_paid(sale, give_back):
    give_back(sale, 70)
    with pytest.raises(IllegalRefund):
        give_back(sale, 31)
    assert net(sale) == 30


def test_an_undone_refund_restates_and_is_undone_once(sale, give_back, cast):
    refund = give_back(sale, 30)
    assert refund.undo(by=cast.sales)
    assert not refund.undo(by=cast.sales)
    assert net(sale) == 100
    assert facts(sale) == 0


def test_a_client_stays_one_when_all_is_given_back(sale, give_back):
    before = (sale.contact.client_lead_id, sale.contact.client_since)
    give_back(sale, 100)
    sale.contact.refresh_from_db()
    sale.opportunity.lead.refresh_from_db()
    assert (sale.contact.client_lead_id, sale.contact.client_since) == before
    assert sale.contact.client_lead_id is not None
    assert sale.opportunity.lead.state == "won"


def test_nothing_is_given_back_on_a_reversed_sale_or_one_of_unknown_amount(sale, give_back, make_opportunity, cast):
    unknown = win(make_opportunity("Omar Holt"), by=cast.sales, amount=None)
    reverse_sale(sale, by=cast.sales, reason="x")
    for each in (sale, unknown):
        with pytest.raises(IllegalRefund):
            give_back(each, 1)


def test_the_form_gives_back_and_can_be_undone(sales_client, sale):
    data = {"amount": "40", "refunded_on": timezone.localdate().isoformat(), "reason": "Late"}
    sales_client.post(reverse("sale_refunds", args=[sale.pk]), data)
    assert net(sale) == 60
    assert "Late" in sales_client.get(reverse("contact", args=[sale.contact_id])).text
    sales_client.post(reverse("refund_undoing", args=[Refund.objects.get().pk]))
    assert net(sale) == 100


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("amount", "101", "more than is left"),
        ("refunded_on", "2999-01-01", "not come yet"),
        ("refunded_on", "1999-01-01", "before the sale"),
    ],
)
def test_the_form_says_what_cannot_be(sales_client, sale, field, value, said):
    data = {"amount": "40", "refunded_on": timezone.localdate().isoformat(), "reason": "Late"} | {field: value}
    response = sales_client.post(reverse("sale_refunds", args=[sale.pk]), data)
    assert response.status_code == 422
    assert said in response.text
    assert net(sale) == 100


def test_the_front_desk_gives_nothing_back(staff_client, sale):
    data = {"amount": "40", "refunded_on": timezone.localdate().isoformat(), "reason": "Late"}
    assert staff_client.post(reverse("sale_refunds", args=[sale.pk]), data).status_code == 403
    assert not Refund.objects.exists()


def test_a_sale_is_not_corrected_below_what_was_given_back(sales_client, sale, give_back, cast):
    give_back(sale, 40)
    data = {"amount": "30", "sold_on": timezone.localdate(sale.sold_at).isoformat()}
    response = sales_client.post(reverse("sale_change", args=[sale.pk]), data)
    assert response.status_code == 422
    assert net(sale) == 60


def test_a_sale_is_set_right_with_its_product(sales_client, sale):
    from sales.models import Product

    bench = Product.add("Bench")
    data = {"amount": "120", "sold_on": timezone.localdate(sale.sold_at).isoformat(), "product": bench.pk, "what": "Oak", "invoice": "7"}
    at = sale.sold_at
    sales_client.post(reverse("sale_change", args=[sale.pk]), data)
    sale = Sale.objects.get(pk=sale.pk)
    assert (sale.amount, sale.product, sale.what, sale.invoice, sale.sold_at) == (120, bench, "Oak", "7", at)


def test_whoever_writes_an_unknown_amount_need_not_untick_that_it_is_unknown(sales_client, make_opportunity, sale, cast):
    unknown = win(make_opportunity(), by=cast.sales, amount=None)
    data = {"amount": "9400", "not_known": "on", "sold_on": timezone.localdate().isoformat()}
    assert sales_client.post(reverse("sale_change", args=[unknown.pk]), data).status_code == 302
    assert Sale.objects.get(pk=unknown.pk).amount == 9400
    assert sales_client.post(reverse("sale_change", args=[sale.pk]), data).status_code == 422
    assert Sale.objects.get(pk=sale.pk).amount == 100


def test_the_same_again_writes_nothing(sale, cast):
    assert not correct(sale, by=cast.sales, amount=Decimal(100), what=sale.what)


def test_a_reversed_sale_is_not_corrected_and_it_says_so(sales_client, sale, cast):
    address = reverse("sale_change", args=[sale.pk])
    seen = Sale.objects.select_related("contact").get(pk=sale.pk)
    reverse_sale(sale, by=cast.sales, reason="x")
    data = {"amount": "7", "sold_on": timezone.localdate().isoformat()}
    for response in (sales_client.post(address, data, follow=True), sales_client.get(address, follow=True)):
        assert "This sale was reversed" in response.text
    with pytest.raises(SaleReversed):
        correct(seen, by=cast.sales, amount=Decimal(7))
    sale.opportunity.refresh_from_db()
    assert Sale.objects.get(pk=sale.pk).amount == 100
    assert sale.opportunity.is_lost
