"""Firms write their lines with a slash: the digits behind it stand in place of the last ones of the number before."""

import pytest

from leads.phones import parse_phones


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("030 1234567/68", "DE", "+49301234567"),
        ("030/1234567/68/69", "DE", "+49301234567"),
        ("+49 30 1234567 / -68", "DE", "+49301234567"),
        ("020 7946 0958/9", "GB", "+442079460958"),
    ],
)
def test_the_first_line_is_the_number(text, country, number):
    assert [(phone.e164, phone.as_typed) for phone in parse_phones(text, country=country)] == [(number, text)]


@pytest.mark.parametrize("text", ["030/1234567", "0171/123 45 67", "030 / 123 45 67", "(0171) 123/45/67"])
def test_a_slash_inside_one_number_is_no_further_line(text):
    digits = "".join(c for c in text if c.isdigit())
    assert [phone.e164 for phone in parse_phones(text, country="DE")] == ["+49" + digits[1:]]


def test_the_place_of_a_carrier_is_no_masked_digit():
    assert [phone.e164 for phone in parse_phones("(0xx11) 3456-7890", country="BR")] == ["+551134567890"]


def test_masked_digits_are_no_number():
    assert [phone.e164 for phone in parse_phones("030 12xx567", country="DE")] == [""]
