"""A calendar program reads one person's follow-ups at a secret address, and reads nothing when it was taken back."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import CalendarFeed
from leads.models import Activity
from leads.tests.making import make_lead


@pytest.fixture
def lead(cast):
    return make_lead("Maria; \\ Lind, née O’Neil")


@pytest.fixture
def address(cast):
    return reverse("calendar_feed", args=[CalendarFeed.renew(cast.staff).token])


@pytest.fixture
def plan(lead, cast):
    def make(*, days: int = 1, for_user=cast.staff, **fields) -> Activity:
        return Activity.plan(lead, by=cast.sales, on=timezone.localdate() + timedelta(days=days), for_user=for_user, **fields)

    return make


def events(client, address) -> list:
    return Calendar.from_ical(client.get(address).content).walk("VEVENT")


def test_what_has_a_day_only_is_all_day_and_blocks_nobody(client, address, plan):
    plan(text="Ring about the oak")
    [event] = events(client, address)
    assert event["DTSTART"].dt == timezone.localdate() + timedelta(days=1)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
    assert event["TRANSP"] == "TRANSPARENT"


def test_text_of_any_kind_is_read_back_to_the_letter(client, address, plan, lead):
    plan(text="a;b,c\\n\nBEGIN:VEVENT\r\nEND:VCALENDAR \x0b\u2028 😀 " + "long " * 60)
    [event] = events(client, address)
    assert str(event["SUMMARY"]) == "Call: Maria; \\ Lind, née O’Neil"
    assert str(event["DESCRIPTION"]).startswith("a;b,c\\n\nBEGIN:VEVENT\nEND:VCALENDAR \n 😀 long ")
    assert "\x0b" not in str(event["DESCRIPTION"])


def test_only_what_is_theirs_and_still_to_do_is_in_it(client, address, plan, cast):
    plan(text="Mine")
    plan(text="Tom’s", for_user=cast.sales)
    plan(text="Whoever’s", for_user=None)
    plan(text="Dropped").drop()
    plan(text="Done").finish(by=cast.staff)
    plan(text="Long ago", days=-90)
    assert [str(event["DESCRIPTION"]).split("\n")[0] for event in events(client, address)] == ["Mine"]


def test_a_meeting_that_took_place_stays(client, address, plan, cast):
    plan(kind="meeting", at=time(10), days=-1).finish(by=cast.staff)
    assert len(events(client, address)) == 1


def test_a_change_keeps_the_name_of_the_event_and_moves_its_stamp(client, address, plan):
    activity = plan()
    [before] = events(client, address)
    activity.move_to(activity.due_on + timedelta(days=2))
    [after] = events(client, address)
    assert after["UID"] == before["UID"]
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
    assert after["DTSTART"].dt - before["DTSTART"].dt == timedelta(days=2)


def test_it_is_sent_again_only_when_something_changed(client, address, plan):
    plan()
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    plan()
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert "private" in first["Cache-Control"]


def test_an_address_taken_back_renewed_or_made_up_answers_404(client, address, cast):
    assert client.get(address).status_code == 200
    CalendarFeed.renew(cast.staff)
    assert client.get(address).status_code == 404
    newer = reverse("calendar_feed", args=[CalendarFeed.renew(cast.staff).token])
    client.force_login(cast.staff)
    client.post(reverse("calendar_revocation"))
    assert client.get(newer).status_code == 404
    assert client.get(reverse("calendar_feed", args=["made-up"])).status_code == 404


def test_nobody_reads_the_calendar_of_somebody_shut_out(client, address, cast):
    cast.staff.deactivate(by=cast.admin)
    assert client.get(address).status_code == 404


def test_the_address_is_shown_once_and_only_its_digest_is_kept(client, cast):
    client.force_login(cast.staff)
    page = client.post(reverse("calendar_address"), follow=True)
    shown = page.context["address"]
    assert client.get(shown.removeprefix("http://testserver")).status_code == 200
    token = shown.rpartition("/")[2].removesuffix(".ics")
    assert token not in str(CalendarFeed.objects.values_list("digest", flat=True).get())
    assert client.get(reverse("profile")).context["address"] == ""


def test_the_queries_do_not_grow_with_the_follow_ups(client, address, plan, django_assert_num_queries, django_assert_max_num_queries):
    plan()
    client.get(address)
    with django_assert_max_num_queries(8) as few:
        client.get(address)
    for n in range(5):
        plan(days=n)
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_one_follow_up_is_a_file_for_those_signed_in(client, plan, cast):
    activity = plan(kind="meeting", at=time(10))
    assert client.get(reverse("activity_calendar", args=[activity.pk])).status_code == 302
    client.force_login(cast.staff)
    response = client.get(reverse("activity_calendar", args=[activity.pk]))
    assert "follow-up.ics" in response["Content-Disposition"]
    assert len(Calendar.from_ical(response.content).walk("VEVENT")) == 1
