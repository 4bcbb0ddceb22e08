"""What people write round a number never becomes part of it."""

import pytest

from leads.phones import parse_phone, parse_phones

BERLIN, LONDON = "+49301234567", "+442079460958"
WORDED = [
    ("030 1234567 privat", "DE", BERLIN),
    ("030 1234567 (abends)", "DE", BERLIN),
    ("abends 030 1234567", "DE", BERLIN),
    ("Tel. 030 1234567", "DE", BERLIN),
    ("030 1234567 Kunde 471100", "DE", BERLIN),
    ("0171 2345678 ab 18:30 Uhr", "DE", "+491712345678"),
    ("020 7946 0958 home", "GB", LONDON),
    ("212-555-0123 call after 5", "US", "+12125550123"),
    ("06 12 34 56 78 le soir", "FR", "+33612345678"),
    ("612 345 678 por la tarde", "ES", "+34612345678"),
    ("06 6982 1234 ufficio", "IT", "+390669821234"),
    ("(11) 98765-4321 à noite", "BR", "+5511987654321"),
    ("06 12345678 's avonds", "NL", "+31612345678"),
]


@pytest.mark.parametrize(("typed", "country", "e164"), WORDED)
def test_a_word_is_kept_and_never_dialled(typed, country, e164):
    phone = parse_phone(typed, country=country)
    assert (phone.e164, phone.as_typed, phone.warning) == (e164, typed, "")


@pytest.mark.parametrize(("typed", "country"), [("+43 1 12345 privat", "AT"), ("01 12345 mobil", "AT")])
def test_a_short_number_with_a_word_is_kept_with_a_warning(typed, country):
    phone = parse_phone(typed, country=country)
    assert (phone.e164, phone.doubt) == ("+43112345", "unknown")


@pytest.mark.parametrize(
    ("typed", "country", "e164"),
    [
        ("Kunde 4711 030 1234567", "DE", BERLIN),
        ("03.11. 030 1234567", "DE", BERLIN),
        ("Kunde 4711 020 7946 0958", "GB", LONDON),
        ("Customer 4711 212 555 0123", "US", "+12125550123"),
        ("Cliente 12 06 6982 1234", "IT", "+390669821234"),
    ],
)
def test_digits_before_a_number_do_not_join_it(typed, country, e164):
    assert parse_phone(typed, country=country).e164 == e164


@pytest.mark.parametrize(
    ("typed", "country", "e164"),
    [
        ("0800 FLOWERS", "DE", "+498003569377"),
        ("0800 flowers", "GB", "+448003569377"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("1800 six-flag", "US", "+18007493524"),
        ("212-555-HOME", "US", "+12125554663"),
    ],
)
def test_a_number_advertised_in_letters_is_dialled_by_its_keys(typed, country, e164):
    assert parse_phone(typed, country=country).e164 == e164


@pytest.mark.parametrize("typed", ["030 12xx567", "the shop next door", "privat", "030 PRIVAT"])
def test_letters_in_the_place_of_digits_are_no_number(typed):
    phone = parse_phone(typed, country="DE")
    assert (phone.e164, phone.as_typed) == ("", typed)
    assert "kept as typed" in phone.warning


@pytest.mark.parametrize(
    "typed", ["030 1234567 (privat) 0171 2345678 (mobil)", "030 1234567 oder 0171 2345678", "030 1234567 0171 2345678"]
)
def test_each_of_two_numbers_is_one_and_the_first_has_the_text(typed):
    first, second = parse_phones(typed, country="DE")
    assert (first.e164, second.e164) == (BERLIN, "+491712345678")
    assert (first.as_typed, second.as_typed) == (typed, "0171 2345678")


def test_what_cannot_be_seen_is_left_out():
    assert parse_phone("\u202a030\u00a01234567\u202c", country="DE").e164 == BERLIN
