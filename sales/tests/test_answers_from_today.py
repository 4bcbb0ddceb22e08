"""A follow-up that answers a mail begins as that answer."""

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity, Message
from leads.tests.making import make_lead


@pytest.fixture
def lead(cast):
    return make_lead("Maria", emails=["maria@example.com"])


def plan(lead, **more) -> Activity:
    return Activity.plan(lead, by=None, on=timezone.localdate(), kind=Activity.Kind.MESSAGE, **more)


def receive(lead, *, answer: Activity, number: int) -> Message:
    about = {"direction": "in", "status": "received", "address": "maria@example.com", "subject": "The oak"}
    return Message.objects.create(lead=lead, answer=answer, message_id=f"<{number}@example.com>", **about)


def test_today_begins_the_answer_to_a_mail(client, cast, lead):
    activity = plan(lead)
    receive(lead, answer=activity, number=1)
    latest = receive(lead, answer=activity, number=2)
    client.force_login(cast.staff)
    address = f"{reverse('write_mail', args=[lead.pk])}?answers={latest.pk}"
    assert f'href="{address}"' in client.get(reverse("today")).text
    assert client.get(address).context["form"]["subject"].value() == "Re: The oak"


def test_other_messages_begin_empty(client, cast, lead):
    plan(lead)
    client.force_login(cast.staff)
    page = client.get(reverse("today")).text
    assert (f'href="{reverse("write_mail", args=[lead.pk])}"' in page, "?answers=" in page) == (True, False)
