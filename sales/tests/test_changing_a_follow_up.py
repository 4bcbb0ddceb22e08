"""A follow-up is given another day, time or person in place, and the change is taken back in one click."""

from datetime import time, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from accounts.toasts import undo_address
from leads.models import Activity


@pytest.fixture
def follow_up(make_lead, cast):
    return Activity.plan(make_lead(), by=cast.staff, on=timezone.localdate(), text="Ring about the oak", for_user=cast.staff)


def change(client, activity, **data):
    given = {"kind": "call", "due_on": activity.due_on, "text": activity.text, "for_user": activity.for_user_id or ""}
    return client.post(reverse("follow_up", args=[activity.pk]), given | data)


def test_it_is_given_to_somebody_else_and_back(staff_client, follow_up, cast):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = change(staff_client, follow_up, for_user=cast.sales.pk, kind="meeting", due_on=tomorrow, due_at="10:00", minutes="90")
    follow_up.refresh_from_db()
    assert (follow_up.for_user, follow_up.kind, follow_up.due_on, follow_up.due_at) == (cast.sales, "meeting", tomorrow, time(10))
    assert follow_up.lasts == 90
    staff_client.post(undo_address(next(iter(get_messages(response.wsgi_request)))))
    follow_up.refresh_from_db()
    assert (follow_up.for_user, follow_up.kind, follow_up.due_at, follow_up.minutes) == (cast.staff, "call", None, None)


@pytest.mark.parametrize("data", [{"minutes": "0"}, {"minutes": "1441"}, {"due_on": "2001-01-01"}, {"for_user": "0"}, {"kind": "song"}])
def test_what_cannot_be_is_refused(staff_client, follow_up, data):
    assert change(staff_client, follow_up, **data).status_code == 422
    follow_up.refresh_from_db()
    assert (follow_up.kind, follow_up.minutes, follow_up.due_on) == ("call", None, timezone.localdate())


def test_what_is_done_is_changed_no_more(staff_client, follow_up, cast):
    follow_up.finish(by=cast.staff)
    change(staff_client, follow_up, text="Something else")
    follow_up.refresh_from_db()
    assert follow_up.text == "Ring about the oak"


def test_an_address_somebody_made_up_takes_nothing_back(staff_client, follow_up):
    assert staff_client.post(reverse("follow_up_former", args=[follow_up.pk, "made:up"])).status_code == 404


def test_what_one_was_takes_nothing_back_of_another(staff_client, follow_up, cast):
    other = Activity.plan(follow_up.lead, by=cast.staff, on=timezone.localdate(), text="Send the list")
    undo = undo_address(list(get_messages(change(staff_client, follow_up, text="Something else").wsgi_request))[-1])
    stolen = undo.replace(f"/{follow_up.pk}/", f"/{other.pk}/")
    assert staff_client.post(stolen).status_code == 404
    other.refresh_from_db()
    assert other.text == "Send the list"
    assert staff_client.post(undo).status_code == 302
    follow_up.refresh_from_db()
    assert follow_up.text == "Ring about the oak"


def test_an_opportunity_with_nothing_planned_says_so_and_offers_a_day(sales_client, make_opportunity, cast):
    opportunity = make_opportunity()
    page = sales_client.get(opportunity.get_absolute_url()).content.decode()
    assert 'id="none-planned"' in page
    Activity.plan(opportunity.lead, by=cast.sales, on=timezone.localdate())
    assert 'id="none-planned"' not in sales_client.get(opportunity.get_absolute_url()).content.decode()
