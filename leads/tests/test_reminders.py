"""What has a time is told to the pages of whoever has to do it, as long as they want to be reminded."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Preferences
from leads.models import Activity
from leads.tests.making import make_lead


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel("2026-06-12 11:00Z", tick=False) as travelled:  # noon in London
        yield travelled


@pytest.fixture
def plan(cast, client):
    client.force_login(cast.staff)
    lead = make_lead("Maria")

    def make(at: time | None, *, for_user=cast.staff, on=date(2026, 6, 12), **fields) -> Activity:
        return Activity.plan(lead, by=cast.sales, on=on, at=at, for_user=for_user, **fields)

    return make


def told(client) -> list[str]:
    return [reminder["soon"] for reminder in client.get(reverse("reminders")).json()["reminders"]]


def test_what_has_a_time_in_the_next_hours_is_told(client, plan):
    plan(time(14, 30), text="Ring about the oak\nShe is in")
    plan(None)
    plan(time(11, 45), kind="meeting")
    plan(time(11))  # began an hour ago
    plan(time(9), on=date(2026, 6, 13))
    assert told(client) == ["At 11:45: Meeting, Maria", "At 14:30: Call, Maria"]
    assert client.get(reverse("reminders")).json()["reminders"][1]["about"] == "Ring about the oak"


def test_only_mine_and_nobodys_and_only_what_is_still_to_do(client, plan, cast):
    plan(time(13), for_user=cast.sales)
    plan(time(14), for_user=None)
    plan(time(15)).finish(by=cast.staff)
    assert told(client) == ["At 14:00: Call, Maria"]


def test_whoever_wants_none_is_told_nothing(client, plan, cast):
    plan(time(14))
    Preferences.objects.create(user=cast.staff, reminders=False)
    assert told(client) == []


def test_after_midnight_belongs_to_the_next_day(client, plan, clock):
    clock.move_to("2026-06-12 22:50Z")  # ten to midnight in London
    plan(time(0, 5), on=date(2026, 6, 13))
    assert told(client) == ["At 00:05: Call, Maria"]


def test_the_signed_out_are_told_nothing(client):
    assert client.get(reverse("reminders"), headers={"Accept": "application/json"}).status_code == 401
