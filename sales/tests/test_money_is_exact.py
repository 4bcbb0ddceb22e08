"""Money is stored to a thousandth, and shown, summed and written as its currency is counted."""

from decimal import Decimal

import pytest
from django.db.models import Sum
from model_bakery import baker

from sales.models import Opportunity, Sale

pytestmark = pytest.mark.django_db


@pytest.fixture
def sell():
    def make(amount: str, **fields) -> Sale:
        return Sale.objects.get(pk=baker.make(Sale, amount=Decimal(amount), **fields).pk)

    return make


def test_a_thousandth_is_kept_and_summed(sell):
    sell("12.345"), sell("0.005")
    assert Sale.objects.aggregate(sum=Sum("amount"), net=Sum("net")) == {"sum": Decimal("12.35"), "net": Decimal("12.35")}


def test_what_has_no_thousandths_comes_back_in_hundredths(sell):
    sale = sell("12.5", refunded=Decimal("2.5"))
    assert (str(sale.amount), str(sale.net), str(sale.refunded)) == ("12.50", "10.00", "2.50")
    assert str(Sale.objects.aggregate(sum=Sum("net"))["sum"]) == "10.00"


def test_the_history_keeps_thousandths(sell):
    sale = sell("12.345")
    assert str(Sale.pgh_event_model.objects.get(pgh_obj=sale.pk).net) == "12.345"


def test_a_value_keeps_its_thousandths():
    opportunity = baker.make(Opportunity, value=Decimal("7.255"))
    assert str(Opportunity.objects.get(pk=opportunity.pk).value) == "7.255"
