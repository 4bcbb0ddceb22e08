"""Disqualifying, reopening and taking back from a lead's page; what cannot be done is said, with what the lead is now."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from leads.models import HandOff, Lead
from leads.tests.making import make_lead


@pytest.fixture
def post(client, cast):
    client.force_login(cast.staff)

    def post(name, lead, **data) -> list[str]:
        response = client.post(reverse(name, args=[lead.pk]), data)
        assert response.status_code == 302
        return [str(message) for message in get_messages(response.wsgi_request)]

    return post


def state(lead) -> str:
    return Lead.objects.get(pk=lead.pk).state


def test_a_lead_is_disqualified_with_its_reason_and_reopened(post, cast):
    lead = make_lead("Maria")
    post("lead_disqualification", lead, reason="no_budget", note="Next year")
    change = lead.changes.get()
    assert (state(lead), change.reason, change.note, change.by) == ("disqualified", "no_budget", "Next year", cast.staff)
    post("lead_reopening", lead)
    assert state(lead) == "open"


def test_without_a_reason_nothing_happens_and_the_form_says_why(client, cast):
    client.force_login(cast.staff)
    lead = make_lead("Maria")
    response = client.post(reverse("lead_disqualification", args=[lead.pk]), {"reason": "", "note": "kept"})
    assert response.status_code == 422
    assert "kept" in response.content.decode()
    assert state(lead) == "open"


def test_a_lead_is_taken_back_and_brought_back(post):
    lead = make_lead("Maria")
    post("lead_taking_back", lead)
    assert state(lead) == "withdrawn"
    post("lead_reopening", lead)
    assert state(lead) == "open"


@pytest.mark.parametrize("name", ["lead_disqualification", "lead_taking_back", "lead_reopening"])
def test_what_sales_has_cannot_be_moved_by_marketing(post, cast, name):
    lead = make_lead("Maria")
    HandOff.make(lead, by=cast.staff)
    [message] = post(name, lead, reason="spam")
    assert "Handed over" in message
    assert state(lead) == "handed_over"
    assert not lead.changes.exists()


def test_a_merged_lead_cannot_be_moved(post):
    lead = make_lead("Maria")
    Lead.objects.filter(pk=lead.pk).update(merged_into=make_lead("Other"))
    post("lead_disqualification", lead, reason="spam")
    assert state(lead) == "open"


@pytest.mark.parametrize("name", ["lead_disqualification", "lead_taking_back", "lead_reopening"])
def test_the_signed_out_move_nothing(client, business, name):
    lead = make_lead("Maria")
    client.post(reverse(name, args=[lead.pk]), {"reason": "spam"})
    assert state(lead) == "open"


@pytest.mark.parametrize("name", ["lead_disqualification", "lead_taking_back", "lead_reopening"])
def test_a_visit_moves_nothing(client, cast, name):
    client.force_login(cast.staff)
    assert client.get(reverse(name, args=[make_lead().pk])).status_code == 405
