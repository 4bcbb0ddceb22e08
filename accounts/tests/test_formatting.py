"""Values as the people of this business write them."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from accounts import current_business, formatting
from accounts.models import Business
from accounts.templatetags import ui

NOON = dt.datetime(2025, 6, 12, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def british():
    business = Business(name="Alder & Finch")
    with current_business.at(business), timezone.override(business.zone), time_machine.travel(NOON, tick=False):
        yield business


@pytest.mark.parametrize(("share", "said"), [(0, "0\u202f%"), (0.274, "27\u202f%"), (Decimal("1"), "100\u202f%"), (None, "–")])
def test_a_share_is_said_in_whole_percent_and_nothing_is_a_dash(share, said):
    assert formatting.percent(share) == said


def test_a_share_can_be_said_to_a_tenth():
    assert formatting.percent(0.2734, 1) == "27.3\u202f%"


@pytest.mark.parametrize(
    ("amount", "said"),
    [(11400, "£11,400"), (Decimal("11400.00"), "£11,400"), (Decimal("42.2"), "£42.20"), (0, "£0"), (-30, "-£30"), (None, "–")],
)
def test_money_is_written_as_in_britain(british, amount, said):
    assert formatting.money(amount) == said


def test_money_follows_the_country_and_currency_of_the_business():
    with current_business.at(Business(country="DE", currency="EUR")):
        assert formatting.money(Decimal("1234.5")).replace("\xa0", " ") == "1.234,50 €"
    with current_business.at(Business(country="JP", currency="JPY")):
        assert formatting.money(1234) == "¥1,234"


@pytest.mark.parametrize(
    ("currency", "amount", "text"),
    [
        ("KWD", "12.345", "KWD12.345"),
        ("KWD", "12.5", "KWD12.500"),
        ("KWD", "12", "KWD12"),
        ("IQD", "12.5", "IQD12.500"),
        ("EUR", "12.5", "€12.50"),
        ("JPY", "12.5", "JP¥12.50"),
    ],
)
def test_money_has_the_decimals_of_its_currency(currency, amount, text):
    with current_business.at(Business(country="GB", currency=currency)):
        assert formatting.money(Decimal(amount)).replace("\xa0", "") == text


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (dt.datetime(2025, 6, 12, 13, 32, tzinfo=dt.UTC), "14:32"),
        (dt.datetime(2025, 6, 11, 23, 30, tzinfo=dt.UTC), "00:30"),
        (dt.datetime(2025, 6, 10, 9, 0, tzinfo=dt.UTC), "10 June"),
        (dt.date(2025, 6, 12), "12 June"),
        (dt.date(2024, 6, 12), "12 June 2024"),
        (None, "–"),
    ],
)
def test_when_says_as_much_as_is_needed(british, moment, said):
    assert formatting.when(moment) == said


def test_a_day_without_a_time_shows_none(british):
    midnight = dt.datetime(2025, 6, 11, 23, 0, tzinfo=dt.UTC)  # in London
    assert (formatting.when(midnight), formatting.clock(midnight), formatting.clock(midnight.date())) == ("12 June", "", "")
    assert formatting.clock(midnight + dt.timedelta(minutes=1)) == "00:01"


def test_a_day_has_its_weekday_and_another_years_day_its_year(british):
    assert formatting.day(dt.date(2025, 6, 12)) == "Thursday 12 June"
    assert formatting.day(dt.date(2024, 6, 12)) == "Wednesday 12 June 2024"
    assert formatting.day(None) == "–"


@pytest.mark.parametrize(
    ("number", "said"),
    [("+441134960142", "0113 496 0142"), ("+4930901820", "+49 30 901820"), ("ask at the bakery", "ask at the bakery"), ("", "–")],
)
def test_a_phone_is_shown_as_it_is_dialled_from_here(british, number, said):
    assert formatting.phone(number) == said


@pytest.mark.parametrize(("name", "letters"), [("Ruth Finch", "RF"), ("Jo", "J"), ("Ada de la Cruz", "AC"), ("", "–"), (None, "–")])
def test_initials_are_the_first_and_last_word(name, letters):
    assert formatting.initials(name) == letters


def test_an_icon_takes_no_name_from_the_screen_reader():
    assert 'aria-hidden="true"' in ui.icon("phone")
    assert "style=" not in ui.icon("phone")


def test_a_range_is_said_in_words_and_a_missing_one_not_at_all():
    assert formatting.likely(0.151, 0.309) == "likely 15 to 31 %"
    assert formatting.likely(None, None) == ""


def test_a_day_without_an_hour_is_dated_today_too(british):
    assert formatting.dated(dt.datetime(2025, 6, 12, 13, 32, tzinfo=dt.UTC)) == "12 June"
    assert formatting.dated(None) == "–"
