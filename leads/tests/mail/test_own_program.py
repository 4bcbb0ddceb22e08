"""Without a mail server a letter goes on to the person's own mail program, and stands in the history."""

import uuid
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.urls import reverse

from accounts import mailing
from leads import mail
from leads.mail.outbound.own_program import mailto
from leads.models import Activity, Message
from leads.tests.making import make_lead

TEXTS = ["It is ready.\nCome & see? 100% #1", "a+b=c; d/e\\f", "Müller “Öl” – 😀", "\"<script>alert(1)</script>' &body=x", "اختبار"]


@pytest.fixture(autouse=True)
def _no_server(settings):
    settings.MAILERS = {"default": {"BACKEND": mailing.ON_SCREEN}}


@pytest.fixture
def jo(client, cast):
    client.force_login(cast.staff)
    return client


def typed(**changes) -> dict:
    return {"to": "Maria@example.com", "subject": "Your bench", "text": "It is ready.", "key": str(uuid.uuid4())} | changes


def write(client, lead, **changes):
    return client.post(reverse("write_mail", args=[lead.pk]), typed(**changes))


def test_the_page_offers_the_own_program(jo, lead):
    page = jo.get(reverse("write_mail", args=[lead.pk])).text
    assert "Open in my mail program" in page
    assert "no mail server yet" in page


@pytest.mark.parametrize("text", TEXTS)
def test_the_letter_arrives_there_to_the_letter(jo, lead, text):
    page = jo.get(write(jo, lead, subject=text.splitlines()[0], text=text).url)
    href = urlsplit(page.context["href"])
    fields = {name: value[0] for name, value in parse_qs(href.query, strict_parsing=True).items()}
    assert (href.scheme, unquote(href.path)) == ("mailto", "Maria@example.com")
    assert fields == {"subject": " ".join(text.splitlines()[0].split()), "body": text.replace("\n", "\r\n")}
    assert page.context["href"].isascii()
    assert "<script>alert" not in page.text


def test_the_address_is_written_as_rfc_6068_says():
    href = mailto("ann+oak?x&y@example.com", subject="a b+c", text="1\n2")
    assert href == "mailto:ann%2Boak%3Fx%26y@example.com?subject=a%20b%2Bc&body=1%0D%0A2"


def test_it_stands_in_the_history_once(jo, lead, cast):
    for _again in range(2):
        write(jo, lead)
    [activity] = Activity.objects.all()
    assert (activity.kind, activity.by, activity.text) == ("message", cast.staff, "Your bench\n\nIt is ready.")
    assert not Message.objects.exists()
    assert "It is ready." in jo.get(lead.get_absolute_url()).text


def test_a_question_of_theirs_is_answered_by_it(jo, lead, cast):
    question = Activity.plan(lead, by=cast.staff, on=lead.received_at.date(), for_user=cast.staff)
    Message.objects.create(
        lead=lead, direction="in", status="received", address="maria@example.com", message_id="<1@example.com>", answer=question
    )
    write(jo, lead)
    question.refresh_from_db()
    assert question.done_at


def test_somebody_who_wants_no_mail_is_not_written_to(jo, lead):
    mail.opt_out("maria@example.com", how="link")
    assert write(jo, lead).status_code == 422
    assert not Activity.objects.exists()


def test_what_was_not_sent_is_taken_back(jo, lead):
    address = write(jo, lead).url
    page = jo.get(address)
    jo.post(reverse("activity_taking_back", args=[page.context["activity"].pk]))
    assert jo.get(address).status_code == 404


def test_the_letter_of_another_lead_is_not_shown(jo, lead):
    page = jo.get(write(jo, lead).url)
    other = make_lead("Bo")
    assert jo.get(reverse("own_mail", args=[other.pk, page.context["activity"].pk])).status_code == 404


def test_a_made_up_address_is_not_written_to(jo, lead):
    address = write(jo, lead).url.partition("?")[0]
    page = jo.get(address, {"to": "all@example.org"})
    assert page.context["to"] == ""
    assert "mailto:" not in page.text


def test_a_long_letter_says_that_it_may_be_cut_off(jo, lead):
    assert "some mail programs cut off the end" in jo.get(write(jo, lead, text="word " * 500).url).text


def test_answer_goes_to_whoever_wrote(jo, lead):
    answer = Message.objects.create(direction="in", lead=lead, address="bea@client-a.example", at=lead.received_at)
    page = jo.get(write(jo, lead, to="bea@client-a.example", answers=str(answer.pk)).url)
    assert page.context["to"] == "bea@client-a.example"
