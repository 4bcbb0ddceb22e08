"""A first contact that runs late is said on open pages and in the digest."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity, Channel
from sales.models import HandOffRules
from sales.today.digest import content_for, mail_for


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel("2026-06-12 10:00Z", tick=False) as travelled:  # eleven o'clock in London, a Friday
        yield travelled


@pytest.fixture
def lead(make_lead, business, clock):
    """Came at eleven, to be called by one o'clock."""
    type(business).objects.update(first_contacts_since=timezone.now() - timedelta(days=9))
    business.refresh_from_db()
    HandOffRules.put(respond_minutes=120, assignment="by_hand", automatic=False, sources={})
    return make_lead("Helen", days=0, channel=Channel.WEBSITE, phone="0113 496 0142", interest="A kitchen")


def reminders(client) -> list[dict]:
    return client.get(reverse("reminders")).json()["reminders"]


def test_open_page_learns_when_the_promise_runs_out(lead, staff_client):
    [row] = reminders(staff_client)
    assert row == {
        "id": f"first-{lead.pk}",
        "at": "2026-06-12T13:00:00+01:00",
        "soon": "By 13:00: first call to Helen",
        "now": "Late: nobody called Helen yet",
        "about": "A kitchen",
        "href": lead.get_absolute_url(),
    }


def test_alert_ends_half_an_hour_after(lead, staff_client, clock):
    clock.move_to("2026-06-12 12:29Z")
    assert len(reminders(staff_client)) == 1
    clock.move_to("2026-06-12 12:31Z")
    assert reminders(staff_client) == []


def test_lead_of_another_alerts_nobody_else(lead, sales_client):
    assert reminders(sales_client) == []


def test_attempt_ends_the_alert(lead, staff_client, cast):
    Activity.log(lead, by=cast.staff, kind="call", outcome="no_answer")
    assert reminders(staff_client) == []


def test_lead_from_before_alerts_nobody(lead, staff_client, business):
    type(business).objects.update(first_contacts_since=lead.logged_at + timedelta(seconds=1))
    assert reminders(staff_client) == []


def test_digest_names_late_leads_first(lead, cast, business, clock):
    clock.move_to("2026-06-15 06:30Z")
    with timezone.override(business.zone):  # as the scheduler does
        body = mail_for(content_for(cast.staff, business=business), business=business).body
    assert "NEW, AND NOBODY CALLED IN TIME (1)\n- Helen, late since Fri 13:00: A kitchen" in body


def test_owner_reads_whose_leads_were_not_called(lead, cast, business, clock):
    clock.move_to("2026-06-15 06:30Z")
    [line] = content_for(cast.owner, business=business).team
    assert (line.name, line.first_contacts) == ("Jo", 1)
