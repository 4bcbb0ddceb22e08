"""Possible is not dialable: what is no number here, or nobody's, is kept as typed and said."""

import pytest

from leads.phones import parse_phone


@pytest.mark.parametrize(
    ("typed", "country"), [("555-1234", "US"), ("7946 0958", "GB"), ("4123 4567", "AR"), ("112", "DE"), ("7042", "GB")]
)
def test_a_number_without_an_area_code_is_not_dialled(typed, country):
    phone = parse_phone(typed, country=country)
    assert (phone.e164, phone.as_typed, phone.doubt) == ("", typed, "local")
    assert "no area code" in phone.warning


@pytest.mark.parametrize("typed", ["0000000000", "1111111111", "+19999999999", "1234567890", "9999999999", "000-000-0000"])
@pytest.mark.parametrize("country", ["DE", "US", "GB", "IN"])
def test_what_only_fills_a_field_is_no_number(typed, country):
    phone = parse_phone(typed, country=country)
    assert (phone.e164, phone.doubt, phone.digits) == ("", "filler", "".join(c for c in typed if c.isdigit()))


def test_a_number_with_an_unknown_beginning_is_kept_with_a_warning():
    phone = parse_phone("+49 999 1234567", country="DE")
    assert (phone.e164, phone.doubt) == ("+499991234567", "unknown")
    assert "+499991234567" in phone.warning


def test_a_number_that_a_spreadsheet_cut_is_named_as_such():
    phone = parse_phone("4.91513E+12", country="DE")
    assert (phone.e164, phone.doubt) == ("", "cut")
    assert "spreadsheet" in phone.warning


def test_the_decimals_of_a_spreadsheet_are_no_digits():
    assert parse_phone("1512345678.0", country="DE").e164 == "+491512345678"
    assert parse_phone("1512345678.0", country="IN").e164 == "+911512345678"
