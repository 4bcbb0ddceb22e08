"""Whatever reads the calendar, it says the hour of the business: in summer and in winter, north and south."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
import vobject
from django.urls import reverse

from accounts.models import CalendarFeed
from leads.models import Activity
from leads.tests.making import make_lead

ZONES = {
    "Europe/Berlin": ("20270114T080000Z", "20270701T070000Z"),
    "Europe/London": ("20270114T090000Z", "20270701T080000Z"),
    "Europe/Dublin": ("20270114T090000Z", "20270701T080000Z"),
    "America/Santiago": ("20270114T120000Z", "20270701T130000Z"),
    "Africa/Casablanca": ("20270114T080000Z", "20270701T080000Z"),
    "Australia/Lord_Howe": ("20270113T220000Z", "20270630T223000Z"),
}
"""Nine in the morning of 14 January and of 1 July 2027, by the world's clock."""
DAYS = (date(2027, 1, 14), date(2027, 7, 1))


@pytest.fixture
def feed(client, business, cast):
    """The bytes of the feed of a business in `zone` with a meeting at nine on both days."""

    def read(zone: str) -> bytes:
        business.time_zone = zone
        business.save()
        with time_machine.travel("2027-01-04 12:00Z"):
            lead = make_lead("Ann")
            for day in DAYS:
                Activity.plan(lead, by=cast.staff, for_user=cast.staff, on=day, at=time(9), kind="meeting", minutes=90)
            return client.get(reverse("calendar_feed", args=[CalendarFeed.renew(cast.staff).token])).content

    return read


@pytest.mark.parametrize("zone", ZONES)
def test_timed_events_are_written_in_utc(feed, zone):
    body = feed(zone)
    starts = [line for line in body.split(b"\r\n") if line.startswith(b"DTSTART")]
    assert starts == [f"DTSTART:{moment}".encode() for moment in ZONES[zone]]
    assert b"VTIMEZONE" not in body
    assert b"TZID" not in body


@pytest.mark.parametrize("zone", ZONES)
def test_another_reader_sees_nine_in_the_morning(feed, zone):
    events = vobject.readOne(feed(zone).decode()).vevent_list
    starts = [event.dtstart.value.astimezone(ZoneInfo(zone)) for event in events]
    assert [start.replace(tzinfo=None) for start in starts] == [datetime.combine(day, time(9)) for day in DAYS]
    assert [(event.dtend.value - event.dtstart.value).total_seconds() for event in events] == [90 * 60] * 2


def test_a_meeting_over_the_change_of_clocks_lasts_its_minutes(client, business, cast):
    with time_machine.travel("2027-03-20 12:00Z"):
        when = {"on": date(2027, 3, 28), "at": time(0, 30), "minutes": 90}
        Activity.plan(make_lead("Ann"), by=cast.staff, for_user=cast.staff, kind="meeting", **when)
        body = client.get(reverse("calendar_feed", args=[CalendarFeed.renew(cast.staff).token])).content
    assert b"DTSTART:20270328T003000Z" in body
    assert b"DTEND:20270328T020000Z" in body
