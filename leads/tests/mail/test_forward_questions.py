"""A colleague's forward asks whose it is; one answer makes the lead, and nothing is lost or guessed before it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leads.mail.inbound import forward_questions
from leads.mail.inbound.mailbox import poll
from leads.models import Activity, IncomingMail, Lead, Mailbox, Message
from leads.phones import parse_phones
from leads.tests.mail.conftest import letter
from leads.tests.mail.servers import USER
from leads.tests.making import make_lead
from leads.timeline import timeline

BLOCK = "From: Petra Novak <petra@cafe.example>\nDate: {date}\nSubject: Chairs\nTo: Tom <tom@alder.example>\n\nCould you quote 40 chairs?"
TEXT = "Please take this one.\n\n---------- Forwarded message ---------\n" + BLOCK
PETRA = {"name": "Petra Novak", "emails": ["petra@cafe.example"], "phones": []}


@pytest.fixture
def pass_on(take, cast):
    """Tom passes a mail on to us: its outcome and the message. The row of the mailbox is written as the poll does."""

    def send(sender: str = "", *, text: str = TEXT, subject: str = "Fwd: Chairs", **headers):
        yesterday = (timezone.now() - timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S +0000")
        raw = letter(sender or f"Tom <{cast.sales.email}>", subject=subject, text=text.replace("{date}", yesterday), **headers)
        outcome, message, reason = take(raw)
        uid = IncomingMail.objects.count() + 1
        IncomingMail.objects.create(uid_validity=1, uid=uid, fingerprint=str(uid), outcome=outcome, reason=reason, message=message)
        return outcome, message

    return send


def test_a_forward_is_a_question_and_no_lead(pass_on):
    outcome, message = pass_on()
    assert (outcome, Lead.objects.count(), list(Message.objects.questions())) == ("question", 0, [message])
    likely = {"name": "Petra Novak", "email": "petra@cafe.example", "note": "Please take this one."}
    assert {name: message.text_fields[name] for name in likely} == likely


def test_the_answer_makes_the_lead_of_the_customer(pass_on, cast):
    _outcome, message = pass_on()
    described = forward_questions.answer(message, by=cast.staff, **PETRA)
    lead = described.lead
    assert (lead.contact.name, lead.contact.main_email.address, lead.interest) == ("Petra Novak", "petra@cafe.example", "Chairs")
    assert (lead.logged_by, lead.received_at < timezone.now() - timedelta(hours=23)) == (cast.staff, True)
    assert (Message.objects.questions().count(), IncomingMail.objects.get().outcome) == (0, "lead")


def test_words_of_customer_and_colleague_are_told_apart(pass_on, cast):
    _outcome, message = pass_on()
    lead = forward_questions.answer(message, by=cast.staff, **PETRA).lead
    said = {entry.text: entry.said for entry in timeline(lead)}
    assert said["Could you quote 40 chairs?"] == "Petra Novak · petra@cafe.example"
    assert said["Please take this one."] == str(cast.sales)
    assert Activity.objects.planned().get().text == "Answer their e-mail: Chairs"


def test_a_known_person_gets_no_second_lead(pass_on, cast):
    lead = make_lead("Petra Novak", emails=["petra@cafe.example"], received_at=timezone.now() - timedelta(days=2))
    _outcome, message = pass_on()
    described = forward_questions.answer(message, by=cast.staff, **PETRA)
    assert (described.joined, described.lead, IncomingMail.objects.get().outcome) == (True, lead, "touch")


def test_a_person_without_an_address_is_a_lead_all_the_same(pass_on, cast):
    _outcome, message = pass_on(text="Forwarded message from Anna Weber on Tue Nov 24, 2026 at 4:42 PM:\nCall me: 030 901820.")
    assert (message.text_fields["name"], "email" in message.text_fields) == ("Anna Weber", False)
    phones = parse_phones("030 901820", country="DE")
    lead = forward_questions.answer(message, by=cast.staff, name="Anna Weber", emails=[], phones=phones).lead
    assert (lead.contact.name, lead.contact.main_phone.e164, lead.messages.get().address) == ("Anna Weber", "+4930901820", "")


def test_the_second_answer_changes_nothing(pass_on, cast):
    _outcome, message = pass_on()
    forward_questions.answer(message, by=cast.staff, **PETRA)
    assert forward_questions.answer(message, by=cast.sales, **PETRA) is None
    assert not forward_questions.dismiss(message, by=cast.sales)
    assert Lead.objects.count() == 1


def test_what_is_no_enquiry_is_passed_over_and_can_be_asked_again(pass_on, cast):
    _outcome, message = pass_on()
    assert forward_questions.dismiss(message, by=cast.staff)
    assert (IncomingMail.objects.get().outcome, Message.objects.questions().count()) == ("ignored", 0)
    assert forward_questions.ask_again(message)
    assert list(Message.objects.questions()) == [message]


def test_a_colleague_who_is_no_user_is_not_the_customer(pass_on):
    assert pass_on("Pia Lang <pia@alder.example>")[0] == "question"


def test_the_customers_own_forward_is_a_lead_of_the_customer(pass_on):
    outcome, message = pass_on("Nora Quill <nora@example.org>")
    assert (outcome, message.lead.contact.name) == ("lead", "Nora Quill")
    assert "Could you quote 40 chairs?" in message.text


def test_a_redirected_mail_is_the_customers_at_once(pass_on):
    text = f"Hello\n\n{BLOCK}"  # something they had passed on themselves
    outcome, message = pass_on(subject="Our old chairs", text=text, Reply_To="Jörg Müller <joerg@customer.example>")
    assert (outcome, message.lead.contact.name, message.address) == ("lead", "Jörg Müller", "joerg@customer.example")


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Re: Chairs"},
        {"To": "petra@cafe.example"},
        {"Cc": "petra@cafe.example"},
        {"text": "Shall we have lunch?", "subject": "Lunch"},
    ],
)
def test_what_passes_nothing_on_stays_ours(pass_on, changes):
    assert pass_on(**changes)[0] == "ignored"


def test_a_forward_over_the_mailbox_is_asked_once(mailbox, post, cast):
    for _twice in range(2):
        post.deliver(letter(f"Tom <{cast.sales.email}>", subject="Fwd: Chairs", text=TEXT, To=USER, Message_ID="<f1@alder.example>"))
        poll(Mailbox.objects.get())
    assert sorted(IncomingMail.objects.values_list("outcome", flat=True)) == ["known", "question"]
    assert Message.objects.questions().count() == 1
