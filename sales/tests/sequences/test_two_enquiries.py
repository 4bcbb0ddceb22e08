"""Whoever answers hears no more by itself, on whichever enquiry the answer stands."""

import pytest
import time_machine
from django.utils import timezone

from leads.mail import listeners
from leads.models import Contact, Message
from sales.models import Ended, SequenceRun
from sales.sequences.ending import stop_what_is_over
from sales.sequences.enrolling import take_in_from_sources
from sales.tests.sequences.conftest import london

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs(make_sequence, make_lead, sources):
    """Two enquiries of Pia and one of Nora, each in the sequence of its source."""
    make_sequence((0, "", "Welcome"), (1, "", "Still there?"), source=sources["Leaflet"], name="Welcome")
    for name in ("Kitchen", "Garden wall"):
        lead = make_lead(email="pia@quist.example", interest=name)
        lead.edit(by=None, contact=Contact.objects.order_by("pk").first())
    make_lead(email="nora@example.com", interest="Shelf")
    take_in_from_sources()
    return lambda: dict(SequenceRun.objects.values_list("lead__interest", "ended_for"))


def answer(run: SequenceRun, **fields) -> Message:
    fields = {"nature": Message.Nature.WRITTEN, "lead": run.lead, "contact": run.lead.contact} | fields
    return Message.objects.create(
        direction="in", status="received", message_id="<m09@quist.example>", address="pia@quist.example", **fields
    )


def test_an_answer_ends_the_other_enquiry_as_well(runs):
    listeners.tell("replied", answer(SequenceRun.objects.get(lead__interest="Kitchen")))
    assert runs() == {"Kitchen": Ended.REPLIED, "Garden wall": Ended.REPLIED, "Shelf": ""}


def test_an_answer_nobody_told_of_ends_both(runs):
    answer(SequenceRun.objects.get(lead__interest="Garden wall"))
    assert stop_what_is_over() == 2
    assert runs() == {"Kitchen": Ended.REPLIED, "Garden wall": Ended.REPLIED, "Shelf": ""}


def test_an_automatic_reply_ends_neither(runs):
    answer(SequenceRun.objects.get(lead__interest="Kitchen"), nature=Message.Nature.AUTOMATIC)
    assert stop_what_is_over() == 0


def test_an_answer_before_it_began_ends_neither(runs):
    with time_machine.travel(london(2020, 1, 1), tick=False):
        answer(SequenceRun.objects.get(lead__interest="Kitchen"), at=timezone.now())
    assert stop_what_is_over() == 0


def test_people_without_a_contact_are_not_one_person(runs, make_lead):
    SequenceRun.objects.get(lead__interest="Kitchen").lead.edit(by=None, contact=None)
    listeners.tell("replied", answer(SequenceRun.objects.get(lead__interest="Kitchen"), contact=None))
    assert runs() == {"Kitchen": Ended.REPLIED, "Garden wall": "", "Shelf": ""}
