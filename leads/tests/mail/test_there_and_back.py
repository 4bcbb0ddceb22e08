"""One message over real servers: sent, answered, bounced, opted out of. The right lead, the right timeline, listeners told."""

from email import message_from_bytes, policy

from django.test import Client

from leads.mail.chores import send_due
from leads.mail.inbound.mailbox import poll
from leads.models import Message
from leads.tests.mail.conftest import letter
from leads.tests.mail.test_reading_the_mailbox import REPORT
from leads.timeline import timeline


def test_there_and_back(write, box, mailbox, post, lead, heard, business, settings):
    settings.LEADTRACK_URL = "https://leads.example.com"
    first = write()
    send_due(business)
    [raw] = box.taken
    arrived = message_from_bytes(raw, policy=policy.default)
    post.deliver(
        letter("Maria <maria@example.com>", subject="Re: Your bench", text="Thanks!\n\n> It is ready.", In_Reply_To=arrived["Message-ID"])
    )
    poll(mailbox)
    second = write(subject="Re: Your bench", reference="step 3")
    send_due(business)
    by_itself = message_from_bytes(box.taken[1], policy=policy.default)
    assert by_itself["References"].split()[0] == arrived["Message-ID"]
    post.deliver(REPORT.format(n=9, action="failed", code="5.1.1", id=second.message_id))
    poll(mailbox)
    href = by_itself["List-Unsubscribe"].partition(">")[0].replace("<https://leads.example.com", "")
    Client(enforce_csrf_checks=True).post(href, {"List-Unsubscribe": "One-Click"})
    assert [event for event, _what in heard.events if event != "asked"] == ["sent", "replied", "sent", "bounced", "opted out"]
    shown = [(entry.mail.direction, entry.mail.status, entry.text.splitlines()[0]) for entry in timeline(lead) if entry.mail]
    assert sorted(shown) == [
        ("in", "received", "It did not arrive."),
        ("in", "received", "Thanks!"),
        ("out", "bounced", "It is ready."),
        ("out", "sent", "It is ready."),
    ]
    assert Message.objects.get(pk=first.pk).lead == lead


def test_the_server_refuses_the_address(write, box, business):
    box.refused["maria@example.com"] = "550 5.1.1 Nobody of that name"
    message = write()
    send_due(business)
    message.refresh_from_db()
    assert (message.status, "Nobody of that name" in message.error, box.taken) == ("failed", True, [])


def test_the_server_is_busy(write, box, business):
    box.refused["maria@example.com"] = "451 4.3.0 Later please"
    message = write()
    send_due(business)
    message.refresh_from_db()
    assert (message.status, message.attempts) == ("queued", 1)
