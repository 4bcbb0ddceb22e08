"""The card of the Log and the forms say softly what is doubtful about a number; a number nobody changed stays as it was read."""

import json

import pytest
from django.urls import reverse

from leads.models import Contact
from leads.phones import parse_phone

pytestmark = pytest.mark.django_db


def test_the_card_says_that_a_number_has_no_area_code(desk, tick):
    sent = json.dumps({"name": "Maria", "phone": "7946 0958"})
    url = reverse("lead_details", args=[tick().pk])
    result = desk.post(url, sent, content_type="application/json").json()
    assert "Saved: Maria." in result["said"]
    assert "no area code" in result["said"]


def test_the_card_says_nothing_of_a_good_number(desk, tick):
    sent = json.dumps({"name": "Maria", "phone": "0113 496 0142 ×5"})
    result = desk.post(reverse("lead_details", args=[tick().pk]), sent, content_type="application/json").json()
    assert result["said"] == "Saved: Maria."
    assert Contact.objects.get().phones.get().extension == "5"


def test_a_corrected_number_is_warned_of(desk, tick):
    lead = tick()
    page = desk.post(reverse("lead_change", args=[lead.pk]), {"name": "Maria", "phones": "0000000000"}, follow=True)
    assert "nobody’s number" in page.text or "nobody&#x27;s number" in page.text


def test_a_number_of_another_country_is_not_read_again(desk, tick):
    lead = tick()
    uta = Contact.make(name="Uta", phones=[parse_phone("030 1234567", country="DE")])
    lead.edit(by=None, contact=uta)
    desk.post(reverse("lead_change", args=[lead.pk]), {"name": "Uta Lang", "phones": "030 1234567"})
    uta.refresh_from_db()
    assert (uta.name, uta.phones.get().e164) == ("Uta Lang", "+49301234567")
