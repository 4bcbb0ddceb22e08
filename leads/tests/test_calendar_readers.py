"""Feed and single files as four calendar programs read them: the hour of the business, days as days, and text to the letter."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from accounts.models import CalendarFeed
from leads.models import Activity
from leads.tests.calendar_readers import READERS, keeps_the_rules
from leads.tests.making import make_lead

ZONES = ("Europe/Berlin", "Europe/London", "Europe/Dublin", "America/Santiago", "Africa/Casablanca", "Australia/Lord_Howe")
DAYS = (date(2027, 1, 14), date(2027, 7, 1))
SHARE = r"Offer lies in \\NAS\Neukunden\Miller, see C:\New\notes.txt; x\, y\; z\\"


@pytest.fixture(params=READERS)
def read(request):
    return READERS[request.param]


@pytest.fixture
def plan(cast):
    def make(*, on: date = DAYS[0], name: str = "Ann", phones: tuple = (), **fields) -> Activity:
        return Activity.plan(make_lead(name, phones=list(phones)), by=cast.staff, for_user=cast.staff, on=on, **fields)

    return make


@pytest.fixture
def files(client, cast):
    """The feed, and after it each follow-up as a file."""

    def load() -> list[bytes]:
        client.force_login(cast.staff)
        addresses = [reverse("activity_calendar", args=[pk]) for pk in Activity.objects.order_by("due_on").values_list("pk", flat=True)]
        feed = reverse("calendar_feed", args=[CalendarFeed.renew(cast.staff).token])
        return [client.get(address).content for address in (feed, *addresses)]

    with time_machine.travel("2027-01-04 12:00Z"):
        yield load


@pytest.mark.parametrize("zone", ZONES)
def test_nine_in_the_morning_is_nine_in_the_morning(business, plan, files, read, zone):
    business.time_zone = zone
    business.save()
    for day in DAYS:
        plan(on=day, at=time(9), kind="meeting", minutes=90)
    feed, *single = files()
    for events in (read(feed), [event for body in single for event in read(body)]):
        assert [event.start.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for event in events] == [
            datetime.combine(day, time(9)) for day in DAYS
        ]
        assert [event.end - event.start for event in events] == [timedelta(minutes=90)] * 2


@pytest.mark.parametrize("zone", ZONES[-2:])
def test_a_day_is_that_day_anywhere(business, plan, files, read, zone):
    business.time_zone = zone
    business.save()
    plan(on=DAYS[1])
    for body in files():
        [event] = read(body)
        assert (type(event.start), event.start, event.end) == (date, DAYS[1], DAYS[1] + timedelta(days=1))


def test_text_with_backslashes_comes_through(plan, files, read):
    plan(text=SHARE, name=r"Lind\New; née, O")
    for body in files():
        [event] = read(body)
        assert (event.summary, event.description.splitlines()[0]) == (r"Call: Lind\New; née, O", SHARE)


def test_the_extension_of_a_phone_is_read(plan, files, read):
    plan(text="Ring", phones=("020 7946 0123 x5",))
    for body in files():
        assert read(body)[0].description.splitlines()[1] == "020 7946 0123 ×5"


def test_a_feed_of_nothing_is_read_as_no_events(files, read):
    assert [read(body) for body in files()] == [[]]


def test_the_rules_of_a_calendar_are_kept(plan, files):
    plan(text=SHARE)
    plan(on=DAYS[1], at=time(9))
    for body in files():
        assert keeps_the_rules(body)
        assert b"METHOD" not in body


def test_the_rules_are_kept_by_a_feed_of_nothing(files):
    assert all(keeps_the_rules(body) for body in files())


def test_an_invitation_without_an_organiser_is_against_the_rules(plan, files):
    plan()
    invitation = files()[0].replace(b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:PUBLISH\r\n")
    assert not keeps_the_rules(invitation)
