import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Campaign, Contact, Lead, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(desk, sources):
    def posted(**changes):
        body = {
            "key": uuid.uuid4(),
            "source": sources["Leaflet"].pk,
            "channel": "event",
            "how_known": "asked",
            "received_on": timezone.localdate() - timedelta(days=1),
            "received_time": "15:20",
        }
        return desk.post(reverse("new_lead"), body | changes)

    return posted


def test_an_enquiry_of_yesterday_with_all_that_is_known(send, business):
    yesterday = timezone.localdate(timezone=business.zone) - timedelta(days=1)
    response = send(name="Maria", company="Oak & Co", phone="0113 496 0142\n020 7946 0018", email="m@example.com", notes="Knows Tom")
    lead = Lead.objects.get()
    assert response.url == lead.get_absolute_url()
    assert timezone.localtime(lead.received_at, business.zone).strftime("%F %H:%M") == f"{yesterday} 15:20"
    assert (lead.contact.name, lead.contact.company, lead.contact.phones.count(), lead.notes) == ("Maria", "Oak & Co", 2, "Knows Tom")


def test_sending_the_form_twice_is_one_lead(send):
    key = uuid.uuid4()
    send(key=key, name="Maria"), send(key=key, name="Maria")
    assert (Lead.objects.count(), Contact.objects.count()) == (1, 1)


def test_sending_it_again_after_an_undo_brings_nothing_back(send, desk):
    key = uuid.uuid4()
    send(key=key)
    desk.post(reverse("lead_withdrawal", args=[Lead.objects.get().pk]))
    send(key=key, name="Maria")
    assert (Lead.objects.get().state, Contact.objects.count()) == (State.WITHDRAWN, 0)


def test_somebody_known_is_asked_about_before_anything_is_saved(send):
    send(name="Maria", phone="0113 496 0142")
    asked = send(name="M.", phone="0113 496 0142")
    assert (asked.status_code, Lead.objects.count()) == (200, 1)
    assert "This looks like Maria." in asked.content.decode()
    send(name="M.", phone="0113 496 0142", decision="new")
    assert (Lead.objects.valid().count(), Contact.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("received_on", "2999-01-01"),
        ("received_on", "0005-01-01"),
        ("received_on", ""),
        ("source", ""),
        ("channel", "pigeon"),
        ("email", "maria at home"),
        ("phone", "9" * 61),
        ("name", "x" * 201),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(send, field, value):
    response = send(**{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Lead.objects.exists()


def test_a_campaign_of_another_source_is_refused(send, sources):
    campaign = Campaign.objects.create(name="Spring", source=sources["Signboard"])
    response = send(campaign=campaign.pk)
    assert "belongs to Signboard" in response.content.decode()


def test_a_signed_out_person_logs_nothing(client, sources):
    client.post(reverse("new_lead"), {"key": uuid.uuid4(), "source": sources["Leaflet"].pk, "channel": "phone", "how_known": "asked"})
    assert not Lead.objects.exists()
