import uuid

import pytest
from django.urls import reverse

from leads.capture import intake
from leads.capture.card import describe
from leads.models import HandOff, Lead, State
from leads.phones import parse_phone

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def undo(client, lead, name="lead_withdrawal"):
    return client.post(reverse(name, args=[lead.pk]), headers=JSON)


def test_an_undone_tap_does_not_count_and_says_who_undid_it(desk, cast, tick):
    lead = tick()
    answer = undo(desk, lead).json()
    lead.refresh_from_db()
    assert (lead.state, answer["counts"]["total"]) == (State.WITHDRAWN, 0)
    assert lead.changes.get().by == cast.staff


def test_a_late_replay_of_an_undone_tap_brings_nothing_back(desk, tap, tick):
    lead = tick(key=uuid.uuid4())
    undo(desk, lead)
    answer = tap(key=str(lead.key)).json()
    assert (answer["outcome"], answer["counts"]["total"]) == ("withdrawn", 0)
    assert Lead.objects.get().state == State.WITHDRAWN


def test_undoing_twice_is_undoing_once(desk, tick):
    lead = tick()
    assert [undo(desk, lead).status_code, undo(desk, lead).status_code] == [200, 200]
    assert lead.changes.count() == 1


def test_an_undo_can_be_taken_back(desk, tick):
    lead = tick()
    undo(desk, lead)
    answer = undo(desk, lead, "lead_restoration").json()
    lead.refresh_from_db()
    assert (lead.state, answer["counts"]["total"]) == (State.OPEN, 1)


def test_a_lead_that_sales_has_cannot_be_undone(desk, cast, tick):
    lead = tick()
    HandOff.make(lead, by=cast.staff)
    response = undo(desk, lead)
    lead.refresh_from_db()
    assert (response.status_code, lead.state) == (409, State.HANDED_OVER)


def test_undoing_a_tap_that_was_joined_leaves_the_other_enquiry_as_it_was(cast, tick):
    phone = [parse_phone("0113 496 0142", country="GB")]
    first, again = tick(), tick("Leaflet")
    describe(first, by=cast.staff, phones=phone)
    describe(again, by=cast.staff, phones=phone)
    intake.undo(Lead.objects.get(pk=again.pk), by=cast.staff)
    assert list(Lead.objects.valid()) == [first]
    assert not first.touches.exists()


def test_a_signed_out_person_cannot_undo(client, tick):
    lead = tick()
    assert undo(client, lead).status_code == 401
    lead.refresh_from_db()
    assert lead.state == State.OPEN
