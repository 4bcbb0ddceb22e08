"""Mail that comes in, over a real IMAP server: the right lead, once, however often it is asked for and whatever is killed."""

from pathlib import Path

import pytest

from accounts.sealing import seal
from leads import mail
from leads.mail import unsubscribe_links
from leads.mail.inbound.mailbox import NoMailbox, poll
from leads.mail.outbound.delivery import send
from leads.models import Activity, IncomingMail, Lead, MailAddress, Mailbox, Message, Source
from leads.tests.mail.conftest import killed_before_line, letter


@pytest.fixture
def sent(write):
    message = write()
    send(message.pk)
    return message


def outcomes() -> list[str]:
    return list(IncomingMail.objects.order_by("uid").values_list("outcome", flat=True))


def test_mail_from_anyone_is_a_lead_once(mailbox, post):
    post.deliver(letter())
    assert [poll(mailbox), poll(mailbox), poll(Mailbox.objects.get())] == [1, 0, 0]
    lead = Lead.objects.get()
    assert (lead.channel, lead.source, lead.how_known, lead.interest) == ("email", None, "", "A table for six")
    assert (lead.contact.name, lead.contact.main_email.address) == ("Nora Quill", "nora@example.org")
    assert Message.objects.get().text == "Do you make them?"
    assert outcomes() == ["lead"]


def test_a_source_may_be_named_for_them(mailbox, post, sources):
    Mailbox.objects.update(source=sources["Signboard"])
    post.deliver(letter())
    poll(Mailbox.objects.get())
    assert Lead.objects.get().source == Source.objects.get(name="Signboard")


def test_what_lay_there_before_is_left_alone(post, business):
    post.deliver(letter())
    values = {"host": "127.0.0.1", "port": post.port, "security": "none", "user": "desk@alder.example"}
    mailbox = Mailbox.objects.create(**values, sealed=seal("three words"), folder=post.folder)
    assert [poll(mailbox), poll(mailbox)] == [0, 0]
    assert not Lead.objects.exists()


def test_a_reply_goes_to_its_lead_whoever_writes_it(mailbox, post, sent, lead, heard, cast):
    post.deliver(letter("Her brother <bo@example.net>", subject="Re: Your bench", In_Reply_To=sent.message_id))
    poll(mailbox)
    assert (outcomes(), Lead.objects.count()) == (["reply"], 1)
    assert ("replied", "Re: Your bench") in heard.events
    assert lead.activities.filter(kind="message", done_at__isnull=False).count() == 2
    todo = Activity.objects.planned().get()
    assert (todo.for_user, todo.text) == (cast.sales, "Answer their e-mail: Re: Your bench")


def test_answering_them_finishes_what_was_to_do(mailbox, post, sent, write):
    post.deliver(letter("Maria <maria@example.com>", In_Reply_To=sent.message_id))
    poll(mailbox)
    write(subject="Re: A table for six")
    assert not Activity.objects.planned().exists()


def test_whoever_we_wrote_to_is_known_by_the_address_alone(mailbox, post, sent, lead, heard):
    post.deliver(letter("MARIA@example.com", subject="One more thing"))
    poll(mailbox)
    assert (outcomes(), Message.objects.incoming().get().lead) == (["reply"], lead)


def test_somebody_with_an_open_enquiry_touches_it(mailbox, post, lead):
    post.deliver(letter("Maria <maria@example.com>"))
    poll(mailbox)
    assert (outcomes(), lead.touches.count(), Lead.objects.standing().count()) == (["touch"], 1, 1)
    assert Message.objects.get().lead == lead


def test_an_automatic_reply_is_kept_and_counts_for_nothing(mailbox, post, sent, lead, heard):
    for headers in ({"Auto_Submitted": "auto-replied"}, {"X_Autoreply": "yes"}, {"Precedence": "auto_reply"}):
        post.deliver(letter("Maria <maria@example.com>", subject="Away", In_Reply_To=sent.message_id, **headers))
    poll(mailbox)
    assert (outcomes(), lead.messages.filter(nature="automatic").count()) == (["automatic"] * 3, 3)
    assert not [event for event in heard.events if event[0] == "replied"]
    assert not Activity.objects.planned().exists()


def test_newsletters_ignored_senders_and_ourselves_are_passed_over(mailbox, post, cast):
    Mailbox.objects.update(ignored="spam.example\nnoreply@shop.example")
    post.deliver(letter("News <news@example.org>", List_Id="<news.example.org>"))
    post.deliver(letter("Deal <deal@spam.example>"))
    post.deliver(letter("Shop <noreply@shop.example>"))
    post.deliver(letter(f"Tom <{cast.sales.email}>"))
    post.deliver(letter(""))
    poll(Mailbox.objects.get())
    assert (outcomes(), Lead.objects.count()) == (["ignored"] * 5, 0)
    assert all(IncomingMail.objects.values_list("reason", flat=True))


REPORT = """From: MAILER-DAEMON@mx.example\r
To: desk@alder.example\r
Subject: Undelivered Mail Returned to Sender\r
Message-ID: <report{n}@mx.example>\r
Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
\r
--b\r
Content-Type: text/plain\r
\r
It did not arrive.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.example\r
\r
Final-Recipient: rfc822; maria@example.com\r
Action: {action}\r
Status: {code}\r
Diagnostic-Code: smtp; 550 No such\r
 user here\r
\r
--b\r
Content-Type: message/rfc822\r
\r
Message-ID: {id}\r
Subject: Your bench\r
\r
It is ready.\r
--b--\r
"""


def test_a_bounce_marks_the_message_and_the_address(mailbox, post, sent, lead, heard):
    post.deliver(REPORT.format(n=1, action="failed", code="5.1.1", id=sent.message_id))
    poll(mailbox)
    sent.refresh_from_db()
    assert (sent.status, sent.error, outcomes()) == ("bounced", "550 No such user here", ["bounce"])
    assert heard.events[-1] == ("bounced", sent.pk)
    assert not Lead.objects.exclude(pk=lead.pk).exists()


def test_a_report_under_the_id_the_provider_gave_it_is_understood(mailbox, post, sent):
    Message.objects.update(provider_id="0102-abc@mail.provider.example")
    post.deliver(REPORT.format(n=4, action="failed", code="5.1.1", id="<0102-abc@mail.provider.example>"))
    poll(mailbox)
    sent.refresh_from_db()
    assert sent.status == "bounced"


FORGED = {
    "a report": REPORT.format(n=5, action="failed", code="5.1.1", id="<guessed@alder.example>"),
    "without an id": REPORT.format(n=6, action="failed", code="5.1.1", id=""),
    "words": letter("MAILER-DAEMON@mx.example", subject="Undelivered mail", text="550 5.1.1 maria@example.com does not exist"),
    "a header": letter("robot@mx.example", subject="Sorry", X_Failed_Recipients="maria@example.com"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_report_by_the_address_alone_stops_nothing(mailbox, post, sent, heard, name):
    post.deliver(FORGED[name])
    poll(mailbox)
    sent.refresh_from_db()
    assert (sent.status, outcomes(), MailAddress.objects.failing().count()) == ("sent", ["bounce"], 0)
    assert not [event for event in heard.events if event[0] == "bounced"]
    assert "nothing was stopped" in IncomingMail.objects.get().reason


def test_a_report_on_what_was_never_sent_stops_nothing(mailbox, post, write, heard):
    waiting = write()
    post.deliver(REPORT.format(n=7, action="failed", code="5.1.1", id=waiting.message_id))
    poll(mailbox)
    waiting.refresh_from_db()
    assert (waiting.status, MailAddress.objects.failing().count()) == ("queued", 0)


def test_a_report_that_it_is_late_changes_nothing(mailbox, post, sent, heard):
    post.deliver(REPORT.format(n=2, action="delayed", code="4.4.1", id=sent.message_id))
    poll(mailbox)
    sent.refresh_from_db()
    assert (sent.status, outcomes()) == ("sent", ["bounce"])


@pytest.mark.parametrize(
    "text",
    [
        "550 5.1.1 <maria@example.com>: unknown\r\n\r\n> Message-ID: {id}\r\n",
        "This mail could not be delivered.\r\n\r\nMessage-ID: {id}\r\nTo: maria@example.com",
    ],
)
def test_a_report_that_keeps_to_no_standard_is_understood(mailbox, post, sent, text):
    post.deliver(letter("Mail Delivery <postmaster@mx.example>", subject="Undeliverable: Your bench", text=text.format(id=sent.message_id)))
    poll(mailbox)
    sent.refresh_from_db()
    assert sent.status == "bounced"


def test_a_report_about_somebody_elses_mail_is_no_lead(mailbox, post, sent):
    post.deliver(REPORT.format(n=3, action="failed", code="5.1.1", id="<x@y>"))
    poll(mailbox)
    sent.refresh_from_db()
    assert (sent.status, Lead.objects.count(), outcomes()) == ("sent", 1, ["bounce"])


def test_the_word_unsubscribe_as_an_answer_is_an_opt_out_of_where_the_message_went(mailbox, post, sent, heard):
    post.deliver(letter("Her brother <bo@example.net>", subject="Re: Your bench", text="Unsubscribe.", In_Reply_To=sent.message_id))
    poll(mailbox)
    assert (outcomes(), mail.has_opted_out("maria@example.com"), mail.has_opted_out("bo@example.net")) == (["opt_out"], True, False)


def test_a_mail_that_is_signed_is_an_opt_out_whoever_sends_it(mailbox, post, sent, heard):
    subject = f"unsubscribe {unsubscribe_links.token('maria@example.com')}"
    post.deliver(letter("Maria at work <m@work.example>", subject=subject, text="", Auto_Submitted="auto-generated"))
    poll(mailbox)
    assert (outcomes(), mail.has_opted_out("maria@example.com"), Lead.objects.count()) == (["opt_out"], True, 1)


def test_a_forged_opt_out_stops_nothing(mailbox, post, sent, heard):
    forged = unsubscribe_links.token("maria@example.com").replace(":", "x:")
    for subject in ("unsubscribe", f"unsubscribe {forged}", "Re: Your bench"):
        post.deliver(letter("Maria <maria@example.com>", subject=subject, text="unsubscribe", In_Reply_To="<guessed@alder.example>"))
    post.deliver(letter("Nobody <nora@example.org>", subject="unsubscribe"))
    poll(mailbox)
    assert (outcomes(), MailAddress.objects.opted_out().count()) == (["reply"] * 3 + ["ignored"], 0)
    assert Lead.objects.count() == 1


def test_new_numbers_on_the_server_bring_nothing_twice(mailbox, post):
    post.deliver(letter())
    poll(mailbox)
    post.number_anew()
    post.deliver(letter("Omar <omar@example.org>"))
    poll(Mailbox.objects.get())
    assert (Lead.objects.count(), sorted(outcomes())) == (2, ["known", "lead", "lead"])


def test_two_mails_with_one_id_are_two(mailbox, post):
    for name in ("a", "b"):
        post.deliver(letter(f"{name}@example.org", Message_ID="<always-the-same@example.org>"))
    poll(mailbox)
    assert (Lead.objects.count(), Message.objects.count()) == (2, 2)


@pytest.mark.slow
def test_cut_off_before_any_line_every_mail_is_handled_once(mailbox, post):
    poll(mailbox)
    for path in ("inbound/mailbox.py", "inbound/intake.py"):
        for line in range(1, 400, 4):
            sender = f"n{line}.{Path(path).stem}@example.org"
            post.deliver(letter(sender))
            with killed_before_line(line, path) as died:
                poll(Mailbox.objects.get())
            poll(Mailbox.objects.get())
            assert Lead.objects.filter(contact__emails__key=sender).count() == 1
            if not died:
                break
        assert line > 40
    assert set(outcomes()) == {"lead"}


def test_the_server_says_in_plain_words_what_is_wrong(mailbox, post):
    def said(**changes) -> str:
        box = Mailbox.objects.get()
        vars(box).update(changes)
        with pytest.raises(NoMailbox) as refused:
            poll(box)
        return str(refused.value)

    assert said(sealed=seal("wrong")).startswith("The mailbox says:")
    assert said(sealed="sealed with another key").startswith("The password cannot be read")
    assert said(folder="Nowhere") == "There is no folder “Nowhere”."
    assert said(port=1) == "127.0.0.1 takes no connections at port 1."
    assert said(security="tls").startswith("The server at port")
    assert Mailbox.objects.get().error
    poll(Mailbox.objects.get())
    assert Mailbox.objects.get().error == ""


def test_the_password_is_stored_sealed(mailbox):
    assert "three" not in Mailbox.objects.get().sealed
