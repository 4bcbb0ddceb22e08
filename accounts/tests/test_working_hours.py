from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Holiday, OpeningHours
from accounts.testing import make_business
from accounts.working_hours import USUAL_WEEK, Hours, add_working, is_working, next_working, working_between

LONDON = ZoneInfo("Europe/London")
ROUND_THE_CLOCK = {weekday: ((time(0), time(0)),) for weekday in range(7)}
USUAL = Hours(LONDON, USUAL_WEEK)


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def test_a_business_that_set_nothing_works_on_weekdays_from_nine_to_five():
    assert is_working(USUAL, at("2026-05-08 09:00"))
    assert not is_working(USUAL, at("2026-05-08 08:59"))
    assert not is_working(USUAL, at("2026-05-08 17:00"))
    assert not is_working(USUAL, at("2026-05-09 12:00"))  # a Saturday


def test_the_next_working_moment_is_now_or_the_next_opening():
    assert next_working(USUAL, at("2026-05-08 10:30")) == at("2026-05-08 10:30")
    assert next_working(USUAL, at("2026-05-08 17:00")) == at("2026-05-11 09:00")


def test_a_promise_ends_at_closing_time_rather_than_at_the_next_opening():
    assert add_working(USUAL, at("2026-05-08 09:00"), hours(8)) == at("2026-05-08 17:00")
    assert add_working(USUAL, at("2026-05-08 16:30"), hours(1)) == at("2026-05-11 09:30")


def test_holidays_and_a_break_at_midday_are_not_worked():
    week = {weekday: ((time(9), time(12)), (time(14), time(18))) for weekday in range(5)}
    shop = Hours(LONDON, week, frozenset({date(2026, 5, 11)}))

    assert add_working(shop, at("2026-05-08 11:00"), hours(2)) == at("2026-05-08 15:00")
    assert add_working(shop, at("2026-05-08 17:30"), hours(1)) == at("2026-05-12 09:30")
    assert not is_working(shop, at("2026-05-11 10:00"))


def test_days_on_which_the_clocks_change_are_as_long_as_they_are():
    never_closed = Hours(LONDON, ROUND_THE_CLOCK)

    assert add_working(never_closed, at("2026-03-29 00:00"), hours(23)) == at("2026-03-30 00:00")
    assert add_working(never_closed, at("2026-10-25 00:00"), hours(25)) == at("2026-10-26 00:00")


def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change():
    opening = next_working(USUAL, at("2026-03-27 18:00"))

    assert (opening.hour, opening.astimezone(UTC).hour) == (9, 8)


def test_a_moment_of_another_zone_is_read_on_the_clock_of_the_business():
    tokyo = Hours(ZoneInfo("Asia/Tokyo"), USUAL_WEEK)

    assert is_working(tokyo, datetime(2026, 5, 8, 1, tzinfo=UTC))
    assert not is_working(tokyo, datetime(2026, 5, 8, 9, tzinfo=UTC))


def test_working_time_cannot_be_taken_away():
    with pytest.raises(ValueError, match="cannot add"):
        add_working(USUAL, at("2026-05-08 09:00"), hours(-1))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.timedeltas(timedelta(0), timedelta(days=30)),
    st.sampled_from(["Europe/London", "America/Santiago", "Asia/Beirut", "Australia/Lord_Howe", "Asia/Kolkata"]),
)
def test_what_was_added_is_what_lies_between(moment, duration, zone):
    shop = Hours(ZoneInfo(zone), USUAL_WEEK | {6: ((time(0), time(3)), (time(22), time(0)))}, frozenset({date(2026, 12, 25)}))

    assert working_between(shop, moment, add_working(shop, moment, duration)) == duration


@pytest.mark.django_db
def test_what_is_set_is_used(django_assert_num_queries):
    business = make_business()
    OpeningHours.put({5: [(time(10), time(16))]})
    holiday = Holiday.objects.create(day=date(2026, 5, 9), name="Fair")

    with django_assert_num_queries(2):
        assert next_working(business, at("2026-05-08 12:00")) == at("2026-05-16 10:00")
    holiday.remove()
    assert next_working(business, at("2026-05-08 12:00")) == at("2026-05-09 10:00")
