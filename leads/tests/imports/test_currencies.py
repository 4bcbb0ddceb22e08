"""Amounts in a currency that is not ours are refused, never taken as ours."""

from decimal import Decimal

import pytest
from django.core.management import CommandError

from accounts.amounts import csv_text
from leads.imports.values.amounts import ForeignAmount, foreign_sign_in, parse_amount
from leads.tests.imports.conftest import bring_in, counts
from leads.tests.imports.test_command import run  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_euro(business):
    business.currency = "EUR"
    business.save()
    return business


@pytest.mark.parametrize("text", ["£100.00", "$200.00", "JPY 30000", "30000 JPY", "kr 100", "100 zł", "CHF 100", "US$ 100", "Rs. 100"])
def test_another_currency_is_never_ours(text):
    with pytest.raises(ForeignAmount):
        parse_amount(text, currency="EUR")


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("$200", "USD"),
        ("$200", "CAD"),
        ("C$ 200", "CAD"),
        ("kr 200", "SEK"),
        ("200 kr.", "NOK"),
        ("Rs. 200", "INR"),
        ("£200", "EGP"),
        ("€ 200,-", "EUR"),
        ("200 euros", "EUR"),
        ("Fr. 200.—", "CHF"),
        ("200", "JPY"),
    ],
)
def test_a_sign_that_may_be_ours_is_ours(text, currency):
    assert parse_amount(text, currency=currency) == 200


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("12.500", "KWD", "12.500"),
        ("KWD12.340", "KWD", "12.340"),
        ("150.000", "BHD", "150"),
        ("1,234.500", "OMR", "1234.5"),
        ("1,500", "KWD", "1500"),
        ("12,500", "TND", "12.5"),
        ("12.3450", "JOD", "12.345"),
        ("0,500", "IQD", "0.5"),
        ("١٢٫٥٠٠", "KWD", "12.5"),
        ("12.500", "EUR", "12500"),
    ],
)
def test_three_digits_behind_a_mark_are_decimals_where_they_are_counted(text, currency, amount):
    assert parse_amount(text, currency=currency) == Decimal(amount)


@pytest.mark.parametrize(
    ("header", "sign"),
    [("Amount (USD)", "USD"), ("Total in £", "£"), ("Umsatz in EUR", ""), ("Amount", ""), ("Amount (net)", ""), ("Price USD", "USD")],
)
def test_a_header_may_name_the_currency(header, sign):
    assert foreign_sign_in(header, currency="EUR") == sign


def test_a_whole_column_of_another_currency_is_refused_once(in_euro, run):  # noqa: F811
    with pytest.raises(CommandError, match="The amounts of “sum” are in £, and yours are in EUR"):
        run("id,sum\nA1,£100\nA2,£200\n", "--map", "id=external_id", "sum=amount")


def test_a_column_may_say_the_currency_of_each_amount(in_euro):
    text = "id,sum,cur\nA1,100,USD\nA2,100,EUR\nA3,,USD\n"
    summary = bring_in(text, id="external_id", sum="amount", cur="currency")
    assert counts(summary) == (2, 0, 0, 1)
    assert "The amount is in USD, and yours are in EUR" in summary.errors[0].reason


@pytest.mark.parametrize("currency", ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", "EUR", "JPY"])
@pytest.mark.parametrize("amount", ["0.5", "12.5", "1234.5", "123456.12"])
def test_an_amount_of_our_csv_is_read_as_it_was_written(currency, amount):
    assert parse_amount(csv_text(Decimal(amount), currency=currency), currency=currency) == Decimal(amount)
