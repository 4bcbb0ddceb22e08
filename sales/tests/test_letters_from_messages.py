"""A letter that somebody writes by hand may begin with a message of the sequences, its words filled in."""

import uuid

import pytest
from django.urls import reverse

from accounts.mailing import ON_SCREEN
from leads.models import Activity, Message
from leads.tests.making import make_lead
from sales.models import MessageTemplate


@pytest.fixture
def template(db):
    return MessageTemplate.add("After a quote", subject="Your {interest}", text="Dear {first name},\nis it all right?\n{seller}")


@pytest.fixture
def lead(cast):
    return make_lead("Maria {seller}", emails=["maria@example.com"], interest="bench & <b>table</b>")


@pytest.fixture
def tom(client, cast):
    client.force_login(cast.sales)
    return client


def page(client, lead, **query):
    return client.get(reverse("write_mail", args=[lead.pk]), query)


def test_a_letter_begins_with_a_message(tom, cast, lead, template):
    form = page(tom, lead, draft=template.pk).context["form"]
    assert form["subject"].value() == "Your bench & <b>table</b>"
    assert form["text"].value() == f"Dear Maria,\nis it all right?\n{cast.sales.name}"


def test_nothing_is_filled_in_before_it_is_chosen(tom, lead, template):
    answer = page(tom, lead)
    assert (answer.context["form"]["text"].value(), "After a quote" in answer.text) == (None, True)


@pytest.mark.parametrize("draft", ["0", "x", "", "9" * 40])
def test_an_unknown_message_fills_in_nothing(tom, lead, template, draft):
    answer = page(tom, lead, draft=draft)
    assert (answer.status_code, answer.context["form"]["text"].value()) == (200, None)


def test_a_retired_message_is_not_offered(tom, lead, template):
    template.retire()
    assert "After a quote" not in page(tom, lead, draft=template.pk).text


def test_an_answer_keeps_its_subject(tom, lead, template):
    about = {"direction": "in", "status": "received", "address": "maria@example.com", "subject": "The oak", "message_id": "<1@example.com>"}
    theirs = Message.objects.create(lead=lead, **about)
    form = page(tom, lead, draft=template.pk, answers=theirs.pk).context["form"]
    assert (form["subject"].value(), form["text"].value().split(",")[0]) == ("Re: The oak", "Dear Maria")
    assert f'name="answers" value="{theirs.pk}"' in page(tom, lead, answers=theirs.pk).text


def test_it_goes_to_the_own_mail_program_too(tom, lead, template, settings):
    settings.MAILERS = {"default": {"BACKEND": ON_SCREEN}}
    form = page(tom, lead, draft=template.pk).context["form"]
    letter = {name: form[name].value() for name in ("subject", "text")}
    tom.post(reverse("write_mail", args=[lead.pk]), letter | {"to": "maria@example.com", "key": uuid.uuid4()})
    assert Activity.objects.get().text.startswith("Your bench & <b>table</b>\n\nDear Maria,")


def begin(client, lead, template, **typed):
    return client.post(reverse("write_mail", args=[lead.pk]), typed | {"begin": "1", "draft": template.pk, "key": uuid.uuid4()})


def test_a_message_keeps_what_was_typed(tom, lead, template):
    answer = begin(tom, lead, template, subject="My own", text="Dear Maria,\r\nthanks.", to="maria@example.com")
    form = answer.context["form"]
    assert (answer.status_code, form["subject"].value()) == (200, "My own")
    assert form["text"].value().startswith("Dear Maria,\nthanks.\n\nDear Maria,\nis it all right?")
    assert Message.objects.count() == 0


def test_a_message_fills_an_empty_letter(tom, lead, template):
    form = begin(tom, lead, template, subject="", text=" ").context["form"]
    assert (form["subject"].value(), form["text"].value()[:11]) == ("Your bench & <b>table</b>", "Dear Maria,")
    assert form.errors == {}


def test_another_message_replaces_an_unchanged_one(tom, lead, template):
    other = MessageTemplate.add("Thanks", subject="Thank you", text="Many thanks,\n{seller}")
    first = begin(tom, lead, template, subject="", text="").context["form"]
    letter = {name: first[name].value() for name in ("subject", "text", "begun")}
    second = begin(tom, lead, other, **letter).context["form"]
    assert (second["subject"].value(), second["text"].value()[:12]) == ("Thank you", "Many thanks,")


def test_another_message_replaces_the_one_below_typed_words(tom, lead, template):
    other = MessageTemplate.add("Thanks", subject="Thank you", text="Many thanks")
    first = begin(tom, lead, template, subject="", text="Hello Maria").context["form"]
    letter = {name: first[name].value() for name in ("subject", "text", "begun")}
    assert begin(tom, lead, other, **letter).context["form"]["text"].value() == "Hello Maria\n\nMany thanks"


def test_a_changed_message_stays(tom, lead, template):
    other = MessageTemplate.add("Thanks", subject="Thank you", text="Many thanks")
    form = begin(tom, lead, other, subject="Oak", text="Dear Maria, changed", begun=template.pk).context["form"]
    assert (form["subject"].value(), form["text"].value()) == ("Oak", "Dear Maria, changed\n\nMany thanks")
