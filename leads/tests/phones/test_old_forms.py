"""Forms that were right once are the number that is dialled today."""

import pytest

from leads.phones import parse_phone


@pytest.mark.parametrize(
    "typed", ["55 1234 5678", "+52 1 55 1234 5678", "044 55 1234 5678", "045 55 1234 5678", "1 55 1234 5678", "01 55 1234 5678"]
)
def test_a_mexican_number_in_any_form_is_one(typed):
    assert parse_phone(typed, country="MX").e164 == "+525512345678"


@pytest.mark.parametrize(
    ("typed", "country", "e164"),
    [
        ("+225 07 12 34 56", "DE", "+2250707123456"),
        ("05 12 34 56", "CI", "+2250505123456"),
        ("+225 41 12 34 56", "CI", "+2250141123456"),
        ("20 21 34 56", "CI", "+2252720213456"),
        ("+229 97 12 34 56", "BJ", "+2290197123456"),
        ("97 12 34 56", "BJ", "+2290197123456"),
    ],
)
def test_eight_digits_get_the_two_in_front(typed, country, e164):
    phone = parse_phone(typed, country=country)
    assert (phone.e164, phone.as_typed, phone.warning) == (e164, typed, "")


def test_ten_digits_stay_as_they_are():
    assert parse_phone("+225 27 20 21 34 56", country="CI").e164 == "+2252720213456"
    assert parse_phone("+229 01 97 12 34 56", country="BJ").e164 == "+2290197123456"
