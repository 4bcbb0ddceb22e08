"""What becomes of mail that programs wrote: never an answer, never a lead; failures and complaints have their effect."""

import pytest
from django.utils import timezone

from leads import mail
from leads.mail import unsubscribe_links
from leads.mail.inbound.mailbox import poll
from leads.mail.outbound.delivery import send
from leads.models import IncomingMail, Lead, MailAddress, Message
from leads.tests.mail import reports
from leads.tests.mail.conftest import letter


@pytest.fixture
def sent(write):
    message = write()
    send(message.pk)
    return message


@pytest.fixture
def arrive(mailbox, post, sent, heard):
    """Deliver mails; what became of the last one."""

    def deliver(*mails: str) -> IncomingMail:
        for raw in mails:
            post.deliver(raw)
        poll(mailbox)
        sent.refresh_from_db()
        return IncomingMail.objects.latest("uid")

    return deliver


def is_failing() -> bool:
    return MailAddress.objects.failing().filter(key="maria@example.com").exists()


@pytest.mark.parametrize("make", [reports.failure, reports.dma, reports.rejection, lambda ident: reports.failure(ident, world="global-")])
def test_failure_marks_message_and_address(arrive, sent, heard, make):
    row = arrive(make(sent.message_id))
    assert (row.outcome, sent.status, is_failing()) == ("bounce", "bounced", True)
    assert heard.events[-1] == ("bounced", sent.pk)


def test_full_mailbox_marks_the_message_alone(arrive, sent):
    row = arrive(reports.failure(sent.message_id, status="5.2.2", diagnostic="552 5.2.2 Mailbox full"))
    assert (sent.status, is_failing()) == ("bounced", False)
    assert row.reason == "The address itself is not why, so it is not marked."


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered"])
def test_mail_that_is_late_or_arrived_stays_sent(arrive, sent, action):
    row = arrive(reports.failure(sent.message_id, action=action, status="4.4.1"))
    assert (row.outcome, sent.status, is_failing()) == ("bounce", "sent", False)
    assert row.reason


@pytest.mark.parametrize(
    "make", [reports.receipt, lambda ident: letter("Maria <maria@example.com>", In_Reply_To=ident, Precedence="auto_reply")]
)
def test_program_answers_and_nobody_has_to_do_anything(arrive, sent, heard, make, lead):
    row = arrive(make(sent.message_id))
    assert (row.outcome, row.message.lead, row.message.nature) == ("automatic", lead, "automatic")
    assert not [event for event in heard.events if event[0] == "replied"]
    assert not lead.activities.planned().exists()


@pytest.mark.parametrize(
    "raw", [reports.receipt("<x@y.example>"), letter(Auto_Submitted="auto-generated", subject="We have your request [#4411]")]
)
def test_program_of_a_stranger_is_no_lead(arrive, raw):
    row = arrive(raw)
    assert (row.outcome, Lead.objects.count()) == ("ignored", 1)
    assert row.reason


@pytest.mark.parametrize(
    "make", [reports.complaint, reports.complaint_of_hotmail, lambda ident: reports.complaint(ident, feedback="opt-out")]
)
def test_complaint_is_an_opt_out(arrive, sent, heard, make):
    row = arrive(make(sent.message_id))
    assert (row.outcome, mail.has_opted_out("maria@example.com"), Lead.objects.count()) == ("opt_out", True, 1)
    assert MailAddress.objects.get(key="maria@example.com").opted_out_how == "spam"
    assert ("opted out", "maria@example.com") in heard.events


@pytest.mark.parametrize("feedback", ["auth-failure", "not-spam"])
def test_report_that_calls_it_no_spam_stops_nothing(arrive, sent, lead, feedback):
    """OpenDMARC's about a signature that broke on the way (RFC 6591); somebody who took a complaint back (RFC 6430)."""
    row = arrive(reports.complaint(sent.message_id, feedback=feedback))
    assert (row.outcome, row.message.lead, mail.has_opted_out("maria@example.com")) == ("automatic", lead, False)


def test_complaint_is_known_by_our_signed_link(arrive, settings):
    settings.LEADTRACK_URL = "https://leads.example.com"
    href, mailto = unsubscribe_links.href("maria@example.com"), unsubscribe_links.mailto("maria@example.com", to="d@alder.example")
    arrive(reports.complaint("<removed@isp.example>", more=f"List-Unsubscribe: <{href}>,\r\n <{mailto}>\r\n"))
    assert mail.has_opted_out("maria@example.com")


def test_complaint_by_the_address_alone_stops_nothing(arrive):
    row = arrive(
        reports.complaint(
            "<guessed@alder.example>", more="List-Unsubscribe: <https://leads.example.com/unsubscribe/forged-forged-forged/>\r\n"
        )
    )
    assert (row.outcome, mail.has_opted_out("maria@example.com")) == ("ignored", False)
    assert "nothing was stopped" in row.reason


def test_answer_to_an_invitation_stands_with_its_enquiry(arrive, heard, lead):
    row = arrive(reports.calendar_answer(status="DECLINED"))
    assert (row.outcome, row.message.lead) == ("automatic", lead)
    assert row.message.text.startswith("They declined: Visit, 1 December 2026, 09:00")
    assert not [event for event in heard.events if event[0] == "replied"]


def test_words_added_to_an_answer_of_a_calendar_are_an_answer(arrive, heard):
    row = arrive(reports.calendar_answer(status="DECLINED", comment="Could we make it Tuesday?"))
    assert row.outcome == "reply"
    assert "Could we make it Tuesday?" in row.message.text


def test_form_that_calls_itself_automatic_is_its_customers(arrive):
    form = {
        "Auto_Submitted": "auto-generated",
        "Precedence": "bulk",
        "X_Auto_Response_Suppress": "All",
        "Reply_To": "Lena <lena@client.example>",
    }
    assert arrive(letter("Site <www@alder.example>", **form)).outcome == "lead"
    assert Lead.objects.filter(contact__name="Lena").exists()


def test_program_leaves_the_mark_of_a_failing_address(arrive, sent):
    MailAddress.locked("maria@example.com").bounce("550")
    arrive(letter("Maria <maria@example.com>", In_Reply_To=sent.message_id, Auto_Submitted="auto-replied"))
    assert is_failing()
    assert Message.objects.incoming().filter(at__lte=timezone.now()).count() == 1


def test_mail_without_text_names_its_files(arrive):
    winmail = {"Content_Type": "application/ms-tnef", "Content_Disposition": 'attachment; filename="winmail.dat"'}
    row = arrive(letter(text="eJ8+IgEABpAIAAQAAAAAAAEAAQ==", Content_Transfer_Encoding="base64", **winmail))
    assert (row.outcome, row.message.text) == ("lead", "There is no text in this mail, only: winmail.dat (19\xa0bytes)")


def test_invitation_of_a_stranger_is_a_lead(arrive):
    calendar = "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR"
    parts = f"--x\r\nContent-Type: text/plain\r\n\r\nYou are invited.\r\n--x\r\n{calendar}\r\n--x--"
    row = arrive(letter(text=parts, Content_Type="multipart/alternative; boundary=x"))
    assert (row.outcome, row.message.text) == ("lead", "You are invited.")
