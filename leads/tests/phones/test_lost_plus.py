"""Numbers that lost the plus before their country code, as spreadsheets save them."""

import pytest

from leads.phones import parse_phone


@pytest.mark.parametrize(
    ("typed", "country", "e164"),
    [
        ("4917612345678", "DE", "+4917612345678"),
        ("4917612345678.0", "DE", "+4917612345678"),
        ("436641234567", "AT", "+436641234567"),
        ("447911123456", "GB", "+447911123456"),
        ("33612345678", "FR", "+33612345678"),
        ("393331234567", "IT", "+393331234567"),
        ("12125550123", "US", "+12125550123"),
    ],
)
def test_our_own_country_code_is_not_written_twice(typed, country, e164):
    phone = parse_phone(typed, country=country)
    assert (phone.e164, phone.warning) == (e164, "")


@pytest.mark.parametrize("typed", ["091-98765 43210", "91919876543210", "+91919876543210", "919876543210"])
def test_a_country_code_behind_a_zero_or_twice_is_one(typed):
    assert parse_phone(typed, country="IN").e164 == "+919876543210"


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("491512345678", "DE", "+491512345678"),
        ("4930123458", "GB", "+4930123458"),
        ("436641234567", "DE", "+436641234567"),
        ("33612345678", "DE", "+33612345678"),
    ],
)
def test_a_number_that_may_have_lost_its_plus_is_proposed(typed, country, number):
    phone = parse_phone(typed, country=country)
    assert (phone.e164, phone.as_typed, phone.proposal) == ("", typed, number)
    assert number in phone.warning


@pytest.mark.parametrize(("typed", "e164"), [("0491 1234567", "+494911234567"), ("494112345", "+49494112345")])
def test_an_area_code_like_the_country_code_stays_one(typed, e164):
    assert parse_phone(typed, country="DE").e164 == e164
