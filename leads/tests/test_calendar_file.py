"""The file as a whole: no invitation, days as days, and whole also when nothing is to be done."""

from datetime import date, time

import pytest
import time_machine
import vobject
from django.urls import reverse

from accounts.models import CalendarFeed
from leads.models import Activity
from leads.tests.making import make_lead


@pytest.fixture
def address(cast):
    return reverse("calendar_feed", args=[CalendarFeed.renew(cast.staff).token])


@pytest.fixture
def plan(cast):
    def make(*, at=None) -> Activity:
        return Activity.plan(make_lead("Ann"), by=cast.staff, for_user=cast.staff, on=date(2027, 7, 1), at=at)

    return make


@time_machine.travel("2027-06-01 12:00Z")
def test_a_day_is_written_as_a_date(client, address, plan):
    plan()
    body = client.get(address).content
    assert b"DTSTART;VALUE=DATE:20270701\r\n" in body
    assert b"DTEND;VALUE=DATE:20270702\r\n" in body


@time_machine.travel("2027-06-01 12:00Z")
def test_no_file_is_an_invitation(client, cast, address, plan):
    activity = plan(at=time(9))
    client.force_login(cast.staff)
    for body in (client.get(address).content, client.get(reverse("activity_calendar", args=[activity.pk])).content):
        assert b"METHOD" not in body
        assert b"ORGANIZER" not in body
        assert b"DTSTART:20270701T080000Z\r\n" in body


def test_a_feed_of_nothing_is_a_whole_calendar(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert response.content.endswith(b"END:VTIMEZONE\r\nEND:VCALENDAR\r\n")
    assert b"VEVENT" not in response.content


def test_another_reader_takes_a_feed_of_nothing(client, address):
    calendar = vobject.readOne(client.get(address).content.decode())
    assert calendar.validate(raiseException=True)
    assert "vevent" not in calendar.contents


@time_machine.travel("2027-06-01 12:00Z")
def test_another_reader_takes_a_feed_with_events(client, address, plan):
    plan()
    plan(at=time(9))
    assert vobject.readOne(client.get(address).content.decode()).validate(raiseException=True)
