"""A lane of the board has a plus: an opportunity is added there with its person."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Contact, HandOff, Lead, State
from sales.models import Opportunity


@pytest.fixture
def add(sales_client, stages, sources):
    def send(stage: str = "Quoted", **fields):
        data = {"key": uuid.uuid4(), "source": sources["Leaflet"].pk, "how_known": "asked", "channel": "phone"}
        data |= {"received_on": timezone.localdate().isoformat(), "name": "Mia Stone", "phone": "0113 496 0142", "interest": "A bench"}
        return sales_client.post(reverse("lane_opportunities", args=[stages[stage].pk]), data | fields)

    return send


def test_board_offers_a_plus_in_each_lane(sales_client, stages):
    page = sales_client.get(reverse("board")).text
    assert page.count("Add an opportunity to ") == 4
    assert f'href="{reverse("lane_opportunities", args=[stages["Quoted"].pk])}"' in page


def test_person_and_opportunity_stand_in_the_lane(add, cast, stages):
    response = add()
    opportunity = Opportunity.objects.get()
    assert response.url == opportunity.get_absolute_url()
    assert (str(opportunity), opportunity.stage, opportunity.owner) == ("Mia Stone", stages["Quoted"], cast.sales)
    assert (opportunity.lead.state, opportunity.lead.interest) == (State.IN_SALES, "A bench")
    assert HandOff.objects.get().was_accepted


def test_person_known_already_is_asked_about(add):
    Contact.make(name="Mia Stone", phones=[], emails=["mia@example.com"])
    response = add(phone="", email="mia@example.com")
    assert response.status_code == 200
    assert response.context["known"]
    assert not Opportunity.objects.exists()


def test_form_that_is_wrong_keeps_what_was_typed(add):
    response = add(source="")
    assert response.status_code == 422
    assert "Mia Stone" in response.text
    assert not Lead.objects.exists()


def test_retired_stage_takes_nothing(add, stages):
    stages["Quoted"].retire()
    assert add().status_code == 404


def test_front_desk_adds_no_opportunity(client, cast, stages):
    client.force_login(cast.staff)
    assert client.get(reverse("lane_opportunities", args=[stages["Quoted"].pk])).status_code == 403
