"""Moments as forms, mail programs and people of other languages write them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from leads.imports.values.dates import EmptyDate, parse_moment
from leads.models import Lead
from leads.tests.imports.conftest import bring_in

BERLIN = ZoneInfo("Europe/Berlin")
NINE = dt.datetime(2026, 3, 5, 9, 14, 2, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def read(text: str, zone=BERLIN) -> dt.datetime:
    return parse_moment(text, order="dmy", zone=zone)


@pytest.mark.parametrize(
    "text",
    [
        "2026/03/05 9:14:02 AM GMT+1",
        "2026-03-05 09:14:02 GMT+0100",
        "Thu, 05 Mar 2026 09:14:02 +0100",
        "Thu, 5 Mar 2026 08:14:02 GMT (UTC)",
        "Thu Mar 05 2026 09:14:02 GMT+0100 (Central European Standard Time)",
        "Thu Mar  5 09:14:02 CET 2026",
        "2026-03-05 10:14:02 UTC+02:00",
        "2026-03-05T10:14:02+02",
        "2026-03-05T09:14:02.123+01:00[Europe/Berlin]",
        "2026-03-05 03:14:02 EST",
        "2026-03-05 08:14:02 Europe/London",
        "20260305T081402Z",
        "5 mars 2026 à 9:14:02",
        "05.03.2026 um 09:14:02",
        "5/3/2026 9:14:02 a. m.",
        "Mar 5, 2026, 9:14:02\u202fAM",
    ],
)
def test_a_moment_is_read_in_the_zone_it_names_or_ours(text):
    assert read(text) == NINE


@pytest.mark.parametrize(
    "text",
    [
        "Thursday, 5 March 2026",
        "5th of March 2026",
        "Donnerstag, 5. März 2026",
        "5. Mrz. 2026",
        "jeudi 5 mars 2026",
        "jueves, 5 de marzo de 2026",
        "giovedì 5 marzo 2026",
        "quinta-feira, 5 de março de 2026",
        "5 de mar. de 2026",
        "donderdag 5 maart 2026",
        "5 mrt. 2026",
    ],
)
def test_a_day_in_words_is_read_in_seven_languages(text):
    assert read(text) == dt.datetime(2026, 3, 5, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "month"), [("1er août 2026", 8), ("1. Jänner 2026", 1), ("1 dic 2026", 12), ("1º de outubro de 2026", 10)]
)
def test_a_month_of_one_language_is_that_month(text, month):
    assert read(text).month == month


@pytest.mark.parametrize("text", ["2026-03-05 09:14 XQT", "Lead 5 March 2026", "20260320-12", "2026-03-05 09:14 Mars/Olympus", "9:14"])
def test_what_names_no_zone_or_no_day_is_refused(text):
    with pytest.raises(ValueError, match=r"^"):
        read(text)


def test_a_zone_called_as_ours_is_ours():
    assert read("2026-03-05 09:14 IST", ZoneInfo("Asia/Kolkata")).utcoffset() == dt.timedelta(hours=5, minutes=30)


def test_a_time_that_a_clock_change_skips_is_as_long_after_it():
    assert read("2026-03-29 02:30").astimezone(dt.UTC) == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)


def test_a_time_that_comes_twice_is_the_first_of_the_two():
    assert read("2026-10-25 02:30").astimezone(dt.UTC) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_midnight_at_the_end_of_a_day_begins_the_next():
    assert read("2026-03-05 24:00") == dt.datetime(2026, 3, 6, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "text", ["1899-12-30", "1899-12-30 09:14", "1900-01-00", "0/1/1900", "0000-00-00 00:00:00", "0001-01-01T00:00:00", "1970-01-01"]
)
def test_what_programs_write_for_no_date_is_none(text):
    with pytest.raises(EmptyDate):
        read(text)


@pytest.mark.django_db
def test_answers_of_a_google_form_keep_their_moments(business):
    rows = "2026/03/05 9:14:02 AM GMT+1,Ana\n2026/03/28 11:55:40 PM GMT+1,Ben\n2026/03/29 3:05:00 AM GMT+2,Cleo\n"
    summary = bring_in(f"Timestamp,Name\n{rows}", Timestamp="received_at", Name="name")
    moments = [moment.isoformat() for moment in Lead.objects.order_by("received_at").values_list("received_at", flat=True)]
    assert moments == ["2026-03-05T08:14:02+00:00", "2026-03-28T22:55:40+00:00", "2026-03-29T01:05:00+00:00"]
    assert summary.warnings == []
