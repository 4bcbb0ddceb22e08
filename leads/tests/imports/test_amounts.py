from decimal import Decimal

import pytest

from leads.imports.values.amounts import decimal_mark_of, parse_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("£11,400", "11400"),
        ("1.234,56 €", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,5 kr", "1234.5"),
        ("CHF 1'234.50", "1234.50"),
        ("R$ 3.000,00", "3000"),
        ("1.234.567", "1234567"),
        ("1234.567", "1234.57"),
        ("0.0", "0"),
        ("12.5", "12.5"),
    ],
)
def test_amounts_are_read_in_any_local_spelling(text, amount):
    assert parse_amount(text) == Decimal(amount)


def test_a_column_that_shows_its_decimal_mark_settles_the_doubtful_cells():
    assert decimal_mark_of(["1.200", "2,50"]) == ","
    assert decimal_mark_of(["rubbish", "1.5"]) == "."
    assert parse_amount("1.200", mark=",") == 1200
    assert parse_amount("1.250", mark=".") == Decimal("1.25")


@pytest.mark.parametrize("text", ["1.2 Cr", "85 L", "abc", "-5", "(5)", "40 %", "1 to 2", "99999999999999"])
def test_what_may_mean_something_else_is_refused(text):
    with pytest.raises(ValueError, match=r"^"):
        parse_amount(text)
