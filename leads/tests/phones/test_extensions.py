"""An extension is kept apart from its number, in the words of several languages."""

import pytest

from leads.phones import parse_phone

EXTENSIONS = [
    ("020 7946 0123 x5", "GB", "+442079460123", "5"),
    ("020 7946 0123 ×5", "GB", "+442079460123", "5"),
    ("020 7946 0123 ext. 5", "GB", "+442079460123", "5"),
    ("030 1234567 App. 4", "DE", "+49301234567", "4"),
    ("030 1234567, Apparat 4 (vormittags)", "DE", "+49301234567", "4"),
    ("030 1234567 Nst. 12", "DE", "+49301234567", "12"),
    ("030 1234567 Durchwahl 12", "DE", "+49301234567", "12"),
    ("030 1234567-DW12", "DE", "+49301234567", "12"),
    ("01 42 68 53 00 poste 12", "FR", "+33142685300", "12"),
    ("912 345 678 extensión 12", "ES", "+34912345678", "12"),
    ("06 6982 1234 interno 5", "IT", "+390669821234", "5"),
    ("06 6982 1234 int. 5", "IT", "+390669821234", "5"),
    ("(11) 3456-7890 ramal 12", "BR", "+551134567890", "12"),
    ("020 123 4567 toestel 12", "NL", "+31201234567", "12"),
    ("tel:+49-30-1234567;ext=5", "DE", "+49301234567", "5"),
]


@pytest.mark.parametrize(("typed", "country", "e164", "extension"), EXTENSIONS)
def test_an_extension_is_read_and_kept_apart(typed, country, e164, extension):
    phone = parse_phone(typed, country=country)
    assert (phone.e164, phone.extension, phone.as_typed, phone.warning) == (e164, extension, typed, "")


def test_an_extension_of_more_digits_than_any_has_is_none():
    assert parse_phone("030 1234567 ext 123456789012345678901", country="DE").e164 == ""
