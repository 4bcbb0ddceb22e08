"""Writing to a lead from its page, and what a person decides about a message."""

import smtplib
import uuid

import pytest
from django.urls import reverse

from leads import mail
from leads.mail.outbound.delivery import send
from leads.models import MailAddress, Message


@pytest.fixture
def jo(client, cast):
    client.force_login(cast.staff)
    return client


def typed(**changes) -> dict:
    return {"to": "Maria@example.com", "subject": "Your bench", "text": "It is ready.", "key": str(uuid.uuid4())} | changes


def test_what_is_typed_is_queued_once(jo, lead, cast):
    href, once = reverse("write_mail", args=[lead.pk]), typed()
    for _again in range(2):
        assert jo.post(href, once).status_code == 302
    message = Message.objects.get()
    assert (message.address, message.text, message.by, message.status) == ("maria@example.com", "It is ready.", cast.staff, "queued")
    assert "Your bench" in jo.get(lead.get_absolute_url()).content.decode()


def test_what_is_missing_is_said_and_the_rest_is_kept(jo, lead):
    answer = jo.post(reverse("write_mail", args=[lead.pk]), typed(subject=""))
    assert (answer.status_code, Message.objects.count()) == (422, 0)
    assert "It is ready." in answer.content.decode()


def test_somebody_elses_address_is_not_written_to(jo, lead):
    assert jo.post(reverse("write_mail", args=[lead.pk]), typed(to="all@example.org")).status_code == 422
    assert not Message.objects.exists()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "%s%n", "\U0001f469‍\U0001f4bb", "اختبار"])
def test_any_text_comes_out_as_it_was_typed(jo, lead, mailoutbox, text):
    jo.post(reverse("write_mail", args=[lead.pk]), typed(text=text, subject=text))
    send(Message.objects.get().pk)
    assert text in mailoutbox[0].body
    assert "<script>alert" not in jo.get(lead.get_absolute_url()).content.decode()


def test_no_more_email_and_then_again_with_a_reason(jo, lead, cast):
    out, lift = reverse("opting_out", args=[lead.pk]), reverse("opt_out_lifting", args=[lead.pk])
    jo.post(out, {"address": "maria@example.com", "note": "Said so by phone"})
    row = MailAddress.objects.get()
    assert (row.is_opted_out, row.opted_out_by, row.note) == (True, cast.staff, "Said so by phone")
    assert "Wants no e-mail" in jo.get(lead.get_absolute_url()).content.decode()
    assert "They asked for no more e-mail" in jo.get(reverse("write_mail", args=[lead.pk])).content.decode()
    jo.post(lift, {"address": "maria@example.com", "note": ""})
    assert mail.has_opted_out("maria@example.com")
    jo.post(lift, {"address": "maria@example.com", "note": "Wants the catalogue"})
    assert not mail.has_opted_out("maria@example.com")


def test_only_addresses_of_this_lead_are_opted_out(jo, lead):
    jo.post(reverse("opting_out", args=[lead.pk]), {"address": "other@example.com"})
    assert not MailAddress.objects.opted_out().exists()


def test_what_is_uncertain_is_shown_with_its_two_answers(jo, lead, write, server_says, mailoutbox):
    server_says(smtplib.SMTPServerDisconnected("gone"))
    message = write()
    send(message.pk)
    page = jo.get(lead.get_absolute_url()).content.decode()
    assert reverse("message_arrival", args=[message.pk]) in page
    jo.post(reverse("message_sending_again", args=[message.pk]))
    send(message.pk)
    message.refresh_from_db()
    assert (message.status, len(mailoutbox)) == ("sent", 1)
    jo.post(reverse("message_leaving", args=[message.pk]))
    message.refresh_from_db()
    assert message.status == "sent"


def test_another_letter_from_the_same_page_asks_first(jo, lead):
    href, first = reverse("write_mail", args=[lead.pk]), typed()
    jo.post(href, first)
    answer = jo.post(href, first | {"text": "One more thing."})
    assert (answer.status_code, Message.objects.count()) == (422, 1)
    assert "One more thing." in answer.text
    assert "Another letter has gone out from this page already" in answer.text
    assert jo.post(href, first | {"text": "One more thing.", "key": answer.context["form"]["key"].value()}).status_code == 302
    assert Message.objects.count() == 2


def test_a_mail_that_is_no_longer_theirs_is_not_answered(jo, lead):
    assert jo.post(reverse("write_mail", args=[lead.pk]), typed(answers=str(uuid.uuid4()))).status_code == 302
    assert Message.objects.get().in_reply_to == ""
