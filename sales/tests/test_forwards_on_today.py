"""Today asks whose a mail is that a colleague passed on; one tap answers."""

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.mail.inbound.intake import take_in
from leads.mail.parsing.incoming import read
from leads.models import IncomingMail, Lead, Mailbox
from sales.today.digest import content_for, mail_for

pytestmark = pytest.mark.django_db
BLOCK = "From: Petra Novak <petra@cafe.example>\r\nSent: Thursday\r\nTo: us\r\nSubject: Chairs\r\n"
TEXT = f"Yours?\r\n\r\n-----Original Message-----\r\n{BLOCK}\r\nFor 40?"


@pytest.fixture
def question(business, cast):
    raw = f"From: Tom <{cast.sales.email}>\r\nTo: desk@alder.example\r\nSubject: FW: Chairs\r\n\r\n{TEXT}"
    mailbox = Mailbox.objects.create(host="x", user="desk@alder.example")
    outcome, message, _why = take_in(read(raw.encode()), mailbox, at=timezone.now())
    IncomingMail.objects.create(uid_validity=1, uid=1, fingerprint="1", outcome=outcome, message=message)
    return message


def post(client, url: str, question, **data):
    return client.post(reverse(url, args=[question.pk]), data | {"next": reverse("today")}, follow=True)


def test_it_asks_with_the_likely_person_filled_in(question, staff_client):
    page = staff_client.get(reverse("today")).text
    for said in ("Who is this from?", 'value="Petra Novak"', 'value="petra@cafe.example"', "Passed on by Tom", "Yours?", "For 40?"):
        assert said in page
    assert "1" in staff_client.get(reverse("today_count")).text


def test_one_tap_makes_the_lead(question, staff_client):
    page = post(staff_client, "message_requester", question, name="Petra Novak", email="petra@cafe.example", phone="").text
    assert (Lead.objects.get().contact.name, "Who is this from?" in page) == ("Petra Novak", False)
    assert "Saved: Petra Novak." in page


HOSTILE = ["<script>alert(1)</script>", "x" * 201, "\x00", "‮Petra", "{{ 7 }}"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_names_or_refused(question, staff_client, name):
    page = post(staff_client, "message_requester", question, name=name, email="x@y", phone="0" * 61).text
    assert (Lead.objects.count(), "<script>alert" in page) == (0, False)
    page = post(staff_client, "message_requester", question, name=name, email="petra@cafe.example").text
    assert "<script>alert" not in page
    assert all(lead.contact.name == name for lead in Lead.objects.exclude(contact__name=""))


def test_nobody_named_makes_no_lead(question, staff_client):
    page = post(staff_client, "message_requester", question, name="", email="", phone="").text
    assert "Write who it is from" in page
    assert (Lead.objects.count(), "Who is this from?" in page) == (0, True)


def test_no_enquiry_is_taken_off_the_list_and_back(question, staff_client):
    page = post(staff_client, "message_dismissal", question).text
    assert reverse("message_question", args=[question.pk]) in page
    assert "Who is this from?" not in page
    assert "Who is this from?" in post(staff_client, "message_question", question).text


def test_what_was_taken_off_the_list_can_be_asked_again_later(question, staff_client, client, cast):
    post(staff_client, "message_dismissal", question)
    client.force_login(cast.owner)
    page = client.get(reverse("passed_mail")).text
    for said in ("Ask again on Today", "For 40?", "said that it is no enquiry", reverse("message_question", args=[question.pk])):
        assert said in page


def test_the_second_person_is_told(question, staff_client):
    post(staff_client, "message_dismissal", question)
    assert "Somebody has decided" in post(staff_client, "message_requester", question, name="Petra").text
    assert Lead.objects.count() == 0


def test_the_morning_digest_names_it(question, cast, business):
    content = content_for(cast.staff, business=business)
    assert not content.is_empty
    assert "WHO IS THIS FROM? (1)\n- Chairs: Petra Novak" in mail_for(content, business=business).body


def test_the_digest_as_a_page_names_it(question, staff_client):
    page = staff_client.get("/today/digest/").text
    assert "Who is this from?" in page
    assert "Nobody waits to hear from you" not in page


def test_a_stranger_answers_nothing(question, client):
    assert client.post(reverse("message_requester", args=[question.pk]), {"name": "X"}).status_code == 302
    assert Lead.objects.count() == 0
