"""Periods: the days they hold, what people type, what came before, and how they read."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from reports.core.periods import BETWEEN, CHOICES, PRESETS, Period, PeriodError, from_request

TODAY = date(2026, 11, 23)  # a Monday
days = st.dates(date(1901, 1, 1), date(2998, 12, 31))


def between(first, last):
    return Period.parse(first, last)


def test_period_holds_both_of_its_days():
    period = Period.parse("2026-01-01", "2026-03-31")
    assert (period.start, period.end) == (date(2026, 1, 1), date(2026, 4, 1))
    assert (period.first_day, period.last_day) == (date(2026, 1, 1), date(2026, 3, 31))


def test_the_same_day_twice_is_one_day():
    assert Period.parse(" 2024-02-29 ", "2024-02-29") == Period(date(2024, 2, 29), date(2024, 3, 1))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-01-01", "", Period(date(2026, 1, 1), None)),
        ("", "2026-03-31", Period(None, date(2026, 4, 1))),
        ("", "", Period()),
        (None, None, Period()),
    ],
)
def test_an_empty_day_leaves_its_side_open(first, last, expected):
    assert Period.parse(first, last) == expected


@pytest.mark.parametrize("text", ["31/12/2026", "2026-02-29", "yesterday", "2026-13-01", "20261231", "\x00", "2026-12-31T00:00"])
def test_unreadable_date_is_refused_with_an_example(text):
    with pytest.raises(PeriodError, match=r"is not a date.*2026-12-31"):
        Period.parse(text, "")


def test_a_refused_text_is_quoted_only_in_part():
    with pytest.raises(PeriodError) as refused:
        Period.parse("x" * 100_000, "")
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize("text", ["1899-12-31", "0001-01-01", "3000-01-01", "9999-12-31"])
def test_years_beyond_any_business_are_refused(text):
    with pytest.raises(PeriodError, match="1900 to 2999"):
        Period.parse("", text)


def test_a_first_day_after_the_last_is_refused():
    with pytest.raises(PeriodError, match="after the last day"):
        Period.parse("2026-04-01", "2026-03-31")


@pytest.mark.parametrize("end", [date(2026, 1, 1), date(2025, 12, 31)])
def test_a_period_without_days_can_not_be_made(end):
    with pytest.raises(ValueError, match="before it ends"):
        Period(date(2026, 1, 1), end)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("today", date(2026, 11, 23), date(2026, 11, 23)),
        ("this_week", date(2026, 11, 23), date(2026, 11, 29)),
        ("this_month", date(2026, 11, 1), date(2026, 11, 30)),
        ("last_month", date(2026, 10, 1), date(2026, 10, 31)),
        ("this_quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("last_quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("this_year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
        ("last_30_days", date(2026, 10, 25), date(2026, 11, 23)),
        ("last_12_months", date(2025, 11, 24), date(2026, 11, 23)),
        ("everything", None, None),
    ],
)
def test_named_period_holds_its_days(name, first, last):
    period = Period.named(name, today=TODAY)
    assert (period.first_day, period.last_day, period.name) == (first, last, name)


@pytest.mark.parametrize(
    ("name", "today", "first", "last"),
    [
        ("last_month", date(2026, 1, 31), date(2025, 12, 1), date(2025, 12, 31)),
        ("last_month", date(2024, 3, 31), date(2024, 2, 1), date(2024, 2, 29)),
        ("last_quarter", date(2026, 2, 1), date(2025, 10, 1), date(2025, 12, 31)),
        ("this_month", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        ("this_quarter", date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        ("this_week", date(2027, 1, 3), date(2026, 12, 28), date(2027, 1, 3)),
        ("last_12_months", date(2024, 2, 29), date(2023, 3, 1), date(2024, 2, 29)),
        ("last_12_months", date(2024, 2, 28), date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_named_periods_cross_months_and_years(name, today, first, last):
    period = Period.named(name, today=today)
    assert (period.first_day, period.last_day) == (first, last)


@given(st.sampled_from(sorted(set(PRESETS) - {"last_month", "last_quarter", "last_year", "everything"})), days)
def test_current_named_period_holds_today(name, today):
    period = Period.named(name, today=today)
    assert period.start <= today < period.end


@given(st.sampled_from(["month", "quarter", "year"]), days)
def test_the_one_before_this_is_the_last_one(unit, today):
    this, last = (Period.named(f"{which}_{unit}", today=today) for which in ("this", "last"))
    assert this.previous() == last


def test_an_unknown_name_is_refused():
    with pytest.raises(PeriodError, match="no period called “fortnight”"):
        Period.named("fortnight", today=TODAY)


def test_picker_offers_every_named_period():
    assert [name for name, _ in CHOICES] == [*PRESETS, BETWEEN]


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (between("2026-03-01", "2026-03-31"), between("2026-02-01", "2026-02-28")),
        (between("2026-01-01", "2026-03-31"), between("2025-10-01", "2025-12-31")),
        (between("2024-01-01", "2024-12-31"), between("2023-01-01", "2023-12-31")),
        (between("2026-01-01", "2026-05-31"), between("2025-08-01", "2025-12-31")),
        (between("2023-11-24", "2024-11-23"), between("2022-11-24", "2023-11-23")),
        (between("2026-11-23", "2026-11-29"), between("2026-11-16", "2026-11-22")),
        (between("2026-06-15", "2026-07-14"), between("2026-05-16", "2026-06-14")),
        (between("2026-03-01", "2026-03-30"), between("2026-01-30", "2026-02-28")),
        (between("2026-03-29", "2026-03-29"), between("2026-03-28", "2026-03-28")),
    ],
)
def test_period_before_has_the_same_length(period, before):
    assert period.previous() == before


@given(days, st.integers(1, 400))
def test_the_period_before_ends_where_this_one_starts(start, length):
    period = Period(start, start + timedelta(days=length))
    assert period.previous().end == period.start


@pytest.mark.parametrize("period", [Period(), Period(TODAY, None), Period(None, TODAY)])
def test_nothing_comes_before_an_open_period(period):
    assert period.previous() is None


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (between("2026-01-01", "2026-03-31"), "1 January to 31 March 2026"),
        (between("2026-05-01", "2026-05-31"), "May 2026"),
        (between("2026-05-01", "2026-05-30"), "1 to 30 May 2026"),
        (between("2026-02-01", "2026-02-28"), "February 2026"),
        (between("2025-12-01", "2026-02-28"), "1 December 2025 to 28 February 2026"),
        (between("2026-11-23", "2026-11-23"), "23 November 2026"),
        (between("2026-01-01", ""), "From 1 January 2026"),
        (between("", "2026-03-31"), "Until 31 March 2026"),
        (Period(), "Everything"),
    ],
)
def test_the_label_names_the_days_inside(period, words):
    assert period.label() == words


def test_the_label_names_months_in_the_readers_language():
    with translation.override("de"):
        assert "Januar" in between("2026-01-01", "").label()


def test_unnamed_period_equals_the_named_one():
    assert Period.named("last_month", today=TODAY) == between("2026-10-01", "2026-10-31")


def test_a_period_can_not_be_changed():
    with pytest.raises(AttributeError):
        Period().start = TODAY


def test_todays_period_follows_the_current_time_zone(time_machine):
    time_machine.move_to("2026-11-23T23:30:00+00:00")
    with timezone.override("Asia/Tokyo"):
        assert from_request({"period": "today"}).start == date(2026, 11, 24)
    with timezone.override("America/New_York"):
        assert from_request({"period": "today"}).start == date(2026, 11, 23)
