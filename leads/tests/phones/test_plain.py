"""The short way reads what it reads as the long one does."""

import phonenumbers
import pytest

from leads.phones import parse_phone
from leads.phones.plain import plain_number
from leads.phones.reading import _read

TYPES = range(11)
STYLES = range(3)


def examples():
    """An example of each kind in each country, in international and national spelling, with the country it is typed in."""
    for country in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in TYPES:
            if number := phonenumbers.example_number_for_type(country, kind):
                yield from ((phonenumbers.format_number(number, style), home) for style in STYLES for home in (country, "DE"))


def test_the_short_way_agrees_with_the_long_one():
    read = [(text, country, e164) for text, country in examples() if (e164 := plain_number(text, country=country))]
    wrong = [each for each in read if phonenumbers.format_number(_read(each[0], country=each[1]).number, 0) != each[2]]
    assert len(read) > 3000
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("015389078473", "IL"),  # 015 dials abroad there
        ("0004930236", "SA"),
        ("+4949797569062", "DE"),
        ("4917612345678", "DE"),
        ("1111111111", "US"),
        ("030 1234567 x5", "DE"),
    ],
)
def test_what_can_be_read_otherwise_takes_the_long_way(text, country):
    assert plain_number(text, country=country) == ""


def test_an_unknown_country_reads_only_what_has_a_code():
    assert parse_phone("+49 30 1234567", country="").e164 == "+49301234567"
    assert parse_phone("030 1234567", country="").e164 == ""
