from decimal import Decimal

import pytest

from accounts import current_business
from accounts.amounts import csv_text, decimals_of, typed_text
from accounts.models import Business

THOUSANDTHS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")


@pytest.mark.parametrize(("currency", "decimals"), [("EUR", 2), ("JPY", 0), *((code, 3) for code in THOUSANDTHS)])
def test_a_currency_has_the_decimals_of_iso_4217(currency, decimals):
    assert decimals_of(currency) == decimals


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1200.00", "EUR", "1200"),
        ("12.50", "EUR", "12.50"),
        ("12.345", "KWD", "12.345"),
        ("12.5", "KWD", "12.50"),
        ("12.345", "EUR", "12.3450"),
    ],
)
def test_an_amount_can_be_typed_again(amount, currency, text):
    assert typed_text(Decimal(amount), currency=currency) == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"), [("12.345", "KWD", "12.345"), ("12.5", "EUR", "12.50"), ("1200", "JPY", "1200.00")]
)
def test_csv_has_the_decimals_of_the_currency(amount, currency, text):
    assert csv_text(Decimal(amount), currency=currency) == text


@pytest.mark.parametrize(("currency", "cents"), [("EUR", "12.35"), ("KWD", "12.346")])
def test_what_is_reckoned_is_rounded_as_its_currency_is_counted(currency, cents):
    with current_business.at(Business(currency=currency)):
        assert current_business.to_the_cent(Decimal("12.3461")) == Decimal(cents)
        assert current_business.to_the_cent(None) is None
