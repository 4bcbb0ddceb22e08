"""What becomes of opportunities, sales and clients when two enquiries are joined, and when they come apart again."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import serializers
from django.urls import reverse
from django.utils import timezone

from leads import merging
from leads.capture.card import describe
from leads.capture.intake import capture
from leads.models import Activity, Contact, HandOff, Lead, State, Touch
from leads.phones import parse_phone
from sales.hand_off.transfer import hand_over
from sales.models import Opportunity, Sale
from sales.pipeline.closing import win

pytestmark = pytest.mark.django_db
TABLES = (Lead, Contact, Touch, Activity, HandOff, Opportunity, Sale)
PHONE = "0113 496 0142"


def everything() -> list[str]:
    return [serializers.serialize("json", model.objects.order_by("pk")) for model in TABLES]


@pytest.fixture
def tick(cast, sources):
    """Logs one enquiry: `tick("Leaflet", at=…)`."""

    def made(source="Google search", *, at=None):
        return capture(key=uuid.uuid4(), source=sources[source], channel="walk_in", by=cast.staff, received_at=at).lead

    return made


@pytest.fixture
def two(tick):
    """An enquiry of last week, and one of today that has a person."""
    older = tick("Leaflet", at=timezone.now() - timedelta(days=7))
    newer = tick()
    Lead.objects.filter(pk=newer.pk).update(contact=Contact.make(name="Maria"))
    return older, Lead.objects.get(pk=newer.pk)


@pytest.fixture
def client_maria(tick, cast, stages):
    """An enquiry of Maria that was won."""
    lead = tick()
    describe(lead, by=cast.staff, name="Maria", phones=[parse_phone(PHONE, country="GB")])
    lead.refresh_from_db()
    hand_over(lead, by=cast.everything)
    win(lead.opportunities.get(), by=cast.everything, amount=None)
    return lead


def test_taking_apart_a_merge_of_two_won_leads_restores_both_clients(two, cast, stages):
    for lead, amount in zip(two, (Decimal(100), Decimal(250)), strict=True):
        hand_over(lead, by=cast.everything)
        win(lead.opportunities.get(), by=cast.everything, amount=amount)
    older, newer = (Lead.objects.get(pk=lead.pk) for lead in two)
    before = everything()
    kept = merging.merge(newer, into=older, by=cast.staff)
    assert kept.opportunities.count() == 2
    assert Contact.objects.clients().get().client_lead == older
    merging.unmerge(newer, by=cast.staff)
    assert everything() == before


def test_the_survivor_is_as_far_as_the_one_that_got_further(two, cast, stages):
    older, newer = two
    hand_over(newer, by=cast.everything)
    win(newer.opportunities.get(), by=cast.everything, amount=None)
    kept = merging.merge(newer, into=older, by=cast.staff)
    kept.refresh_from_db()
    assert (kept.state, kept.contact.client_lead_id) == (State.WON, older.pk)
    merging.unmerge(newer, by=cast.staff)
    older.refresh_from_db()
    assert (older.state, older.contact) == (State.OPEN, None)


def test_a_client_who_asks_again_is_a_repeat_enquiry_and_no_new_business(client_maria, tick, cast):
    described = describe(tick(), by=cast.staff, phones=[parse_phone(PHONE, country="GB")])
    assert (described.joined, described.known.contact.is_client) == (False, True)
    assert list(Lead.objects.new_business()) == [client_maria]


def test_a_client_is_called_one_while_the_number_is_typed(client_maria, client, cast):
    client.force_login(cast.staff)
    assert "repeat enquiry" in client.get(reverse("known_contact"), {"phone": PHONE}).content.decode()
