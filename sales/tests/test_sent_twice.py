"""A form that is sent twice (pressed twice, or the browser's Back) counts once, and gets the same answer."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from sales.models import Refund, Sale
from sales.pipeline.closing import win


@pytest.fixture
def sale(make_opportunity, cast):
    return win(make_opportunity(), by=cast.sales, amount=Decimal(100), at=timezone.now() - timedelta(days=10))


def drawn(client, address) -> str:
    """The key in the form as it is drawn."""
    return str(client.get(address).context["form"]["key"].value())


def send(client, address, **data):
    return client.post(address, data, follow=True)


def today() -> str:
    return timezone.localdate().isoformat()


def test_a_repeat_sale_counts_once_and_another_form_is_another_sale(sales_client, sale):
    address = reverse("client_sales", args=[sale.contact_id])
    data = {"amount": "250", "sold_on": today(), "what": "Shelves", "key": drawn(sales_client, address)}
    answers = [send(sales_client, address, **data) for _n in range(2)]
    undos = {reverse("sale_undoing", args=[one.pk]) for one in Sale.objects.filter(what="Shelves")}
    assert len(undos) == 1
    assert all(undos.pop() in answer.text for answer in answers[:1])
    assert [answer.status_code for answer in answers] == [200, 200]
    send(sales_client, address, **data | {"key": drawn(sales_client, address)})
    assert sale.contact.sales.count() == 3


def test_other_figures_with_the_same_key_are_asked_about_and_sent_again_they_are_another_sale(sales_client, sale):
    address = reverse("client_sales", args=[sale.contact_id])
    data = {"amount": "250", "sold_on": today(), "what": "Shelves", "key": drawn(sales_client, address)}
    send(sales_client, address, **data)
    response = send(sales_client, address, **data | {"amount": "260"})
    assert (response.status_code, "Recorded with this form already" in response.text) == (409, True)
    assert sale.contact.sales.count() == 2
    send(sales_client, address, **data | {"amount": "260", "key": response.context["form"]["key"].value()})
    assert sale.contact.sales.count() == 3


def test_a_sale_that_was_taken_back_is_not_recorded_by_the_old_form(sales_client, sale):
    address = reverse("client_sales", args=[sale.contact_id])
    data = {"amount": "250", "sold_on": today(), "what": "Shelves", "key": drawn(sales_client, address)}
    send(sales_client, address, **data)
    send(sales_client, reverse("sale_undoing", args=[Sale.objects.get(what="Shelves").pk]))
    response = send(sales_client, address, **data)
    assert (response.status_code, "taken back since" in response.text) == (409, True)
    assert sale.contact.sales.standing().count() == 1


def test_a_refund_counts_once_and_a_second_form_gives_back_more(sales_client, sale):
    address = reverse("sale_refunds", args=[sale.pk])
    data = {"amount": "60", "refunded_on": today(), "reason": "Late", "key": drawn(sales_client, address)}
    answers = [send(sales_client, address, **data) for _n in range(2)]
    refund = Refund.objects.get()
    assert all(reverse("refund_undoing", args=[refund.pk]) in answer.text for answer in answers)
    send(sales_client, address, **data | {"amount": "40", "key": drawn(sales_client, address)})
    assert Sale.objects.get(pk=sale.pk).net == 0
    assert "Refund recorded" in send(sales_client, address, **data).text
    assert Sale.objects.get(pk=sale.pk).refunded == 100


@pytest.mark.parametrize("undone", [False, True])
def test_another_refund_with_the_same_key_or_one_undone_is_asked_about(sales_client, sale, undone):
    address = reverse("sale_refunds", args=[sale.pk])
    data = {"amount": "60", "refunded_on": today(), "reason": "Late", "key": drawn(sales_client, address)}
    send(sales_client, address, **data)
    if undone:
        send(sales_client, reverse("refund_undoing", args=[Refund.objects.get().pk]))
    response = send(sales_client, address, **data | {} if undone else data | {"amount": "30"})
    assert response.status_code == 409
    assert response.context["form"]["key"].value() != data["key"]
    assert Sale.objects.get(pk=sale.pk).net == (100 if undone else 40)


def test_a_win_sent_twice_is_one_sale_and_the_same_answer(sales_client, make_opportunity):
    address = reverse("opportunity_win", args=[make_opportunity().pk])
    data = {"amount": "250", "sold_on": today(), "what": "Shelves", "version": "1", "key": drawn(sales_client, address)}
    answers = [send(sales_client, address, **data) for _n in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert Sale.objects.count() == 1
    assert send(sales_client, address, **data | {"amount": "260"}).status_code == 409


def test_a_key_that_is_none_records_nothing_and_says_so(sales_client, sale):
    address = reverse("client_sales", args=[sale.contact_id])
    response = send(sales_client, address, amount="5", sold_on=today(), key="nonsense")
    assert (response.status_code, "Open this form again" in response.text) == (422, True)
    assert sale.contact.sales.count() == 1


def test_a_key_of_somebody_elses_sale_records_nothing(sales_client, sale, make_opportunity, cast):
    key = uuid.uuid4()
    win(make_opportunity("Omar Holt"), by=cast.sales, amount=Decimal(5), key=key)
    response = send(sales_client, reverse("client_sales", args=[sale.contact_id]), amount="5", sold_on=today(), key=str(key))
    assert response.status_code == 409
    assert sale.contact.sales.count() == 1
