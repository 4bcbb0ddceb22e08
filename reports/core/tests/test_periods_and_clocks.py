"""Where a day begins and how days are counted when clocks change, at midnight, and far from Greenwich."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.core.periods import Period, calendar_days

BERLIN = ZoneInfo("Europe/Berlin")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
HAVANA = ZoneInfo("America/Havana")
APIA = ZoneInfo("Pacific/Apia")


def in_utc(period, zone):
    return tuple(moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "minutes") for moment in period.bounds(zone))


def one_day(day):
    return Period(day, day + timedelta(days=1))


def test_bounds_are_midnights_of_the_business():
    start, end = Period.parse("2026-05-01", "2026-05-31").bounds(BERLIN)
    assert start.isoformat() == "2026-05-01T00:00:00+02:00"
    assert end.isoformat() == "2026-06-01T00:00:00+02:00"


def test_open_sides_have_no_bound():
    assert Period().bounds(BERLIN) == (None, None)
    assert Period(date(2026, 1, 1), None).bounds(BERLIN)[1] is None


@pytest.mark.parametrize(
    ("zone", "day", "bounds"),
    [
        # 23 hours in spring, 25 in autumn.
        (BERLIN, date(2026, 3, 29), ("2026-03-28 23:00", "2026-03-29 22:00")),
        (BERLIN, date(2026, 10, 25), ("2026-10-24 22:00", "2026-10-25 23:00")),
        # Midnight skipped: the clock goes from 23:59 to 01:00, and the day begins there.
        (SAO_PAULO, date(2018, 11, 4), ("2018-11-04 03:00", "2018-11-05 02:00")),
        # Midnight twice: from 00:59 back to 00:00, and the day begins at the first.
        (HAVANA, date(2018, 11, 4), ("2018-11-04 04:00", "2018-11-05 05:00")),
        # The evening before repeated: 23:00 to 24:00 twice, midnight once.
        (SAO_PAULO, date(2018, 2, 18), ("2018-02-18 03:00", "2018-02-19 03:00")),
        (ZoneInfo("Asia/Kathmandu"), date(2026, 1, 1), ("2025-12-31 18:15", "2026-01-01 18:15")),
    ],
)
def test_day_begins_by_the_clock_on_the_wall(zone, day, bounds):
    assert in_utc(one_day(day), zone) == bounds


def test_skipped_day_holds_no_time():
    # Samoa went from 29 to 31 December 2011.
    start, end = in_utc(one_day(date(2011, 12, 30)), APIA)
    assert start == end == "2011-12-30 10:00"


@given(
    st.sampled_from([BERLIN, SAO_PAULO, HAVANA, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("America/Los_Angeles")]),
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
)
def test_moment_lies_in_its_local_day(zone, moment):
    start, end = one_day(moment.astimezone(zone).date()).bounds(zone)
    assert start.astimezone(UTC) <= moment < end.astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-05-01T21:59:00", "2026-05-01T22:01:00", 1),  # two minutes, across midnight in Berlin
        ("2026-04-30T22:00:00", "2026-05-01T21:59:59", 0),  # a whole day, inside midnight and midnight
        ("2026-03-28T22:30:00", "2026-03-29T22:30:00", 2),  # 24 hours over the short day: 28th to 30th
        ("2026-10-24T22:30:00", "2026-10-25T22:30:00", 0),  # 24 hours inside the long day
        ("2026-05-10T12:00:00", "2026-05-07T12:00:00", -3),
        ("2026-05-10T12:00:00", "2026-05-10T08:00:00", 0),
    ],
)
def test_days_between_are_those_of_the_wall_calendar(start, end, days):
    moments = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end))
    assert calendar_days(*moments, BERLIN) == days


def test_moments_fall_on_other_days_elsewhere():
    start, end = datetime(2026, 5, 1, 12, tzinfo=UTC), datetime(2026, 5, 1, 23, tzinfo=UTC)
    assert calendar_days(start, end, UTC) == 0
    assert calendar_days(start, end, ZoneInfo("Asia/Tokyo")) == 1


def test_moments_are_compared_in_the_business_zone():
    start = datetime(2026, 5, 1, 23, tzinfo=ZoneInfo("America/New_York"))
    end = datetime(2026, 5, 2, 6, tzinfo=BERLIN)
    assert calendar_days(start, end, BERLIN) == 0


@pytest.mark.parametrize("naive", ["start", "end"])
def test_a_moment_without_a_zone_is_refused(naive):
    moments = {"start": datetime(2026, 5, 1, tzinfo=UTC), "end": datetime(2026, 5, 2, tzinfo=UTC)}
    moments[naive] = moments[naive].replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        calendar_days(**moments, zone=BERLIN)
