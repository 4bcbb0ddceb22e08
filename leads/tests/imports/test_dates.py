import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from leads.imports.plan import Plan
from leads.imports.questions.unclear_values import questions, settle_orders
from leads.imports.reading import read
from leads.imports.values.dates import is_ambiguous, order_of, parse_moment

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-20",
        "2026/3/20",
        "20260320",
        "20.03.2026",
        "20.3.26",
        "20-Mar-2026",
        "Mar 20 2026",
        "Friday, 20 March 2026",
        "20 März 2026",
        "March 20th, 2026",
    ],
)
def test_every_spelling_of_a_day_is_midnight_where_the_business_is(text):
    assert parse_moment(text, order="", zone=LONDON) == dt.datetime(2026, 3, 20, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-07-01 14:30:00", 14),
        ("2026-07-01T14:30:00Z", 15),
        ("2026-07-01T14:30+02:00", 13),
        ("01/07/2026 2:30 PM", 14),
        ("01/07/2026 12:30 am", 0),
    ],
)
def test_a_time_without_a_zone_is_read_in_ours_and_one_with_a_zone_in_its_own(text, hour):
    moment = parse_moment(text, order="dmy", zone=LONDON).astimezone(LONDON)
    assert (moment.date(), moment.hour, moment.minute) == (dt.date(2026, 7, 1), hour, 30)


@pytest.mark.parametrize(
    "text", ["nonsense", "2026-13-01", "31/02/2026", "12", "2026-01-01 25:00", "1/1/2026 14:00 pm", "2026-01-01 10:00+23:59", ""]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"^"):
        parse_moment(text, order="dmy", zone=LONDON)


def test_one_cell_decides_for_its_whole_column():
    assert order_of(["03/04/2026", "13/04/2026"]) == "dmy"
    assert order_of(["03/04/2026", "03/14/2026"]) == "mdy"
    assert parse_moment("03/04/2026", order="mdy", zone=LONDON).month == 3
    assert parse_moment("03/04/2026", order="dmy", zone=LONDON).month == 4


def test_a_column_that_does_not_show_its_order_has_to_be_asked_about():
    assert is_ambiguous(["03/04/2026", "01/02/2026"])
    assert not is_ambiguous(["03/04/2026", "13/02/2026"])
    assert not is_ambiguous(["2026-03-04", "03.04.2026", "05/05/2026"])


def test_a_midnight_that_a_clock_change_skips_stays_on_its_day():
    zone = ZoneInfo("America/Sao_Paulo")
    assert parse_moment("2017-10-15", order="", zone=zone).astimezone(dt.UTC).astimezone(zone).date() == dt.date(2017, 10, 15)


def test_another_column_of_the_file_settles_one_that_does_not_show_it():
    table = read(b"When,Won\n03/04/2026,14/05/2026\n")
    plan = Plan(columns={"When": "received_at", "Won": "won_at"})
    assert questions(table, plan) == []
    assert settle_orders(table, plan) == {"received_at": "dmy", "won_at": "dmy"}


def test_columns_that_contradict_each_other_settle_nothing_for_a_third():
    table = read(b"When,Won,Lost\n03/04/2026,14/05/2026,05/14/2026\n")
    plan = Plan(columns={"When": "received_at", "Won": "won_at", "Lost": "lost_at"})
    assert [question.field for question in questions(table, plan)] == ["received_at"]
    assert settle_orders(table, plan) == {"received_at": "", "won_at": "dmy", "lost_at": "mdy"}


@pytest.mark.parametrize("text", ["0001-01-01 00:00 +14:00", "9999-12-31 23:59 -14:00"])
def test_the_ends_of_the_calendar_are_no_dates(text):
    with pytest.raises(ValueError, match=text[:4]):
        parse_moment(text, order="", zone=LONDON)
