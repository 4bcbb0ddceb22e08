"""What is typed into a form is in our currency, with its decimals, and can be typed back as it is shown."""

from decimal import Decimal

import pytest

from accounts import current_business
from accounts.formatting import money
from accounts.models import Business
from sales.forms.sale import SaleForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def type_in():
    def typed(amount: str, *, currency: str):
        with current_business.at(Business(country="KW" if currency == "KWD" else "DE", currency=currency)):
            form = SaleForm({"amount": amount, "sold_on": "2026-05-01"})
            form.is_valid()
            return form

    return typed


@pytest.mark.parametrize("amount", ["12.500", "12.345", "12.34", "1234.500"])
def test_dinars_keep_their_thousandths_there_and_back(type_in, amount):
    value = type_in(amount, currency="KWD").cleaned_data["amount"]
    assert value == Decimal(amount)
    with current_business.at(Business(country="KW", currency="KWD")):
        shown = money(value)
    assert type_in(shown, currency="KWD").cleaned_data["amount"] == value


@pytest.mark.parametrize("amount", ["£100", "100 USD"])
def test_another_currency_is_refused_with_ours_named(type_in, amount):
    assert type_in(amount, currency="EUR").errors["amount"] == ["This is not in EUR. Write the amount in EUR."]


def test_our_own_sign_is_taken(type_in):
    assert type_in("1.200,50 €", currency="EUR").cleaned_data["amount"] == Decimal("1200.50")
