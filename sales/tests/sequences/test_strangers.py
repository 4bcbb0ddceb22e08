"""What a stranger mails makes us send nothing by itself, whatever address it says it is from, until one of us has had it in hand."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from leads import mail
from leads.mail.inbound.intake import take_in
from leads.mail.parsing.incoming import read
from leads.models import Activity, HandOff, Lead, Mailbox
from sales.hand_off import transfer
from sales.models import SequenceRun
from sales.sequences.enrolling import take_in_from_sources

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailed(make_sequence, sources):
    """An enquiry by mail, from the source whose sequence is on."""
    make_sequence((0, "", "Welcome"), source=sources["Leaflet"], name="Welcome")
    raw = b"From: Victim <victim@example.com>\r\nSubject: A table\r\nMessage-ID: <a@forged.example>\r\n\r\nSend me everything.\r\n"
    take_in(read(raw), Mailbox.objects.create(host="x", user="desk@alder.example", source=sources["Leaflet"]), at=timezone.now())
    return Lead.objects.get()


def test_untouched_it_waits_and_its_page_says_so(mailed, sales_client):
    HandOff.make(mailed, by=None, automatic=True)
    assert take_in_from_sources() == 0
    page = sales_client.get(reverse("lead_sequences", args=[mailed.pk])).text
    assert "“Welcome” waits: this enquiry came by e-mail" in page
    assert reverse("lead_sequence", args=[mailed.pk, mailed.source.sequences.get().pk]) in page


def test_mail_that_looks_like_a_form_waits_too(make_sequence, sources):
    make_sequence((0, "", "Welcome"), source=sources["Leaflet"], name="Welcome")
    raw = b"From: noreply@forged.example\r\n\r\nName: Victim\r\nEmail: victim@example.com\r\nHow did you hear about us?: Leaflet\r\n"
    take_in(read(raw), Mailbox.objects.create(host="x", user="desk@alder.example"), at=timezone.now())
    assert (Lead.objects.get().source, take_in_from_sources()) == (sources["Leaflet"], 0)


def answers(lead, person):
    Activity.objects.planned().get().finish(by=person)


def corrects(lead, person):
    lead.edit(by=person, interest="An oak table")


def accepts(lead, person):
    transfer.accept(HandOff.make(lead, by=None, automatic=True), by=person)


def writes(lead, person):
    mail.queue(lead, by=person, subject="Your table", text="Gladly", key=uuid.uuid4())


@pytest.mark.parametrize("has_it_in_hand", [answers, corrects, accepts, writes])
def test_it_begins_once_one_of_us_had_it_in_hand(has_it_in_hand, mailed, cast, sales_client):
    has_it_in_hand(mailed, cast.sales)
    assert "came by e-mail" not in sales_client.get(reverse("lead_sequences", args=[mailed.pk])).text
    assert (take_in_from_sources(), take_in_from_sources()) == (1, 0)


def test_it_is_started_by_hand_once_it_was_seen(mailed, sales_client, cast):
    href = reverse("lead_sequence", args=[mailed.pk, mailed.source.sequences.get().pk])
    assert "Hello Victim" in sales_client.get(href).text
    for _twice in range(2):
        sales_client.post(href)
    assert SequenceRun.objects.get().by == cast.sales


def test_of_another_source_or_closed_it_is_not_started(mailed, sales_client, sources, cast):
    href = reverse("lead_sequence", args=[mailed.pk, mailed.source.sequences.get().pk])
    mailed.come_from(sources["Signboard"], by=cast.sales)
    assert "belongs elsewhere" in sales_client.post(href, follow=True).text
    mailed.come_from(sources["Leaflet"], by=cast.sales)
    mailed.disqualify("spam", by=cast.sales)
    sales_client.post(href)
    assert not SequenceRun.objects.exists()


def test_one_of_us_who_logs_what_came_by_mail_has_it_in_hand(make_sequence, make_lead, sources):
    make_sequence((0, "", "Welcome"), source=sources["Leaflet"], name="Welcome")
    make_lead(email="maya@example.com", channel="email")
    assert take_in_from_sources() == 1
