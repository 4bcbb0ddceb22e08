"""What was done is logged, what comes next is planned, and a follow-up is done, moved, dropped and brought back in one click."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity
from leads.tests.making import make_lead


@pytest.fixture
def lead(cast, client):
    client.force_login(cast.staff)
    return make_lead("Maria")


@pytest.fixture
def follow_up(lead, cast):
    return Activity.plan(lead, by=cast.staff, on=timezone.localdate(), text="Ring about the oak")


def log(client, lead, **data):
    return client.post(reverse("activities", args=[lead.pk]), {"kind": "note", "text": ""} | data)


def test_a_note_is_logged_as_done_by_who_wrote_it(client, lead, cast):
    log(client, lead, text="  Wants oak  ")
    activity = Activity.objects.get()
    assert (activity.kind, activity.text, activity.by, activity.done_at is not None) == ("note", "  Wants oak  ", cast.staff, True)


def test_a_call_needs_no_words(client, lead):
    log(client, lead, kind="call")
    assert Activity.objects.get().kind == "call"


def test_what_was_said_and_what_comes_next_are_saved_at_once(client, lead, cast):
    tomorrow = timezone.localdate() + timedelta(days=1)
    log(client, lead, kind="call", text="Likes oak", next_on=tomorrow, next_at="09:30", next_text="Send the price", next_for=cast.sales.pk)
    done, planned = Activity.objects.order_by("pk")
    assert (done.text, done.is_planned) == ("Likes oak", False)
    assert (planned.text, planned.due_on, planned.due_at.hour, planned.for_user) == ("Send the price", tomorrow, 9, cast.sales)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "text"),
        ({"text": "\u200b"}, "text"),
        ({"kind": "spell", "text": "x"}, "kind"),
        ({"text": "x", "next_text": "ring"}, "next_on"),
        ({"text": "x", "next_on": "2001-01-01"}, "next_on"),
        ({"text": "x", "next_on": "2900-01-01"}, "next_on"),
        ({"text": "x" * 10_001}, "text"),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(client, lead, data, field):
    response = log(client, lead, **data)
    assert response.status_code == 422
    assert field in response.context["note"].errors
    assert not Activity.objects.exists()


def test_it_goes_back_to_the_page_it_came_from(client, lead):
    assert log(client, lead, text="x", next="/today/").url == "/today/"
    assert log(client, lead, text="x", next="https://evil.example/").url == lead.get_absolute_url()


def test_done_keeps_how_it_went_and_can_be_taken_back(client, follow_up, cast):
    client.post(reverse("activity_completion", args=[follow_up.pk]), {"text": "She says yes"})
    follow_up.refresh_from_db()
    assert (follow_up.is_planned, follow_up.by, follow_up.text) == (False, cast.staff, "Ring about the oak\nShe says yes")
    client.post(reverse("activity_reopening", args=[follow_up.pk]))
    follow_up.refresh_from_db()
    assert follow_up.is_planned


def test_dropped_is_not_done(client, follow_up):
    client.post(reverse("activity_dropping", args=[follow_up.pk]))
    follow_up.refresh_from_db()
    assert (follow_up.is_planned, follow_up.done_at) == (False, None)


def test_what_was_never_planned_cannot_be_made_a_task_again(client, lead, cast):
    note = Activity.log(lead, by=cast.staff, kind="note", text="x")
    client.post(reverse("activity_reopening", args=[note.pk]))
    note.refresh_from_db()
    assert note.done_at is not None


def test_it_is_moved_by_days_or_to_a_day_and_keeps_its_time(client, follow_up):
    today = timezone.localdate()
    Activity.objects.filter(pk=follow_up.pk).update(due_at="09:30")
    for data, day in (({"days": "7"}, today + timedelta(days=7)), ({"due_on": str(today + timedelta(days=2))}, today + timedelta(days=2))):
        client.post(reverse("activity_date", args=[follow_up.pk]), data)
        follow_up.refresh_from_db()
        assert (follow_up.due_on, str(follow_up.due_at)) == (day, "09:30:00")


def test_a_move_can_be_undone_to_a_day_that_is_over(client, follow_up):
    yesterday = timezone.localdate() - timedelta(days=1)
    Activity.objects.filter(pk=follow_up.pk).update(due_on=yesterday)
    client.post(reverse("activity_date", args=[follow_up.pk]), {"days": "1"})
    client.post(reverse("activity_former_date", args=[follow_up.pk, yesterday]))
    follow_up.refresh_from_db()
    assert follow_up.due_on == yesterday


@pytest.mark.parametrize("data", [{}, {"days": "-1"}, {"days": "x"}, {"due_on": "2001-01-01"}, {"days": "99999999"}])
def test_a_day_that_cannot_be_moves_nothing_and_says_why(client, follow_up, data):
    response = client.post(reverse("activity_date", args=[follow_up.pk]), data, follow=True)
    assert any(message.level_tag == "error" for message in response.context["messages"])
    follow_up.refresh_from_db()
    assert follow_up.due_on == timezone.localdate()


def test_a_day_that_does_not_exist_has_no_address(client, follow_up):
    assert client.post(f"/activities/{follow_up.pk}/date/2026-02-30/").status_code == 404


def test_script_gets_nothing_in_place_of_the_row_and_the_way_back(client, follow_up, cast):
    Activity.plan(follow_up.lead, by=cast.staff, on=timezone.localdate() + timedelta(days=3))
    response = client.post(reverse("activity_completion", args=[follow_up.pk]), headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Trigger"]) == (200, "counted")
    assert reverse("activity_reopening", args=[follow_up.pk]) in response.content.decode()


@pytest.mark.parametrize("name", ["activity_completion", "activity_dropping", "activity_date"])
def test_the_signed_out_change_nothing(client, follow_up, name):
    client.logout()
    client.post(reverse(name, args=[follow_up.pk]), {"days": "7"})
    follow_up.refresh_from_db()
    assert (follow_up.is_planned, follow_up.due_on) == (True, timezone.localdate())
