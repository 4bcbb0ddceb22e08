"""What is queued goes out once: whatever the server says, and wherever the worker is killed."""

import os
import smtplib
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from leads import mail
from leads.mail.chores import send_due
from leads.mail.outbound import delivery
from leads.mail.outbound.delivery import send, settle_cut_off
from leads.mail.tasks import send_message
from leads.models import Activity, Message
from leads.tests.mail.conftest import killed_before_line

REFUSED = smtplib.SMTPRecipientsRefused({"maria@example.com": (550, b"No such user here")})
BUSY = smtplib.SMTPResponseException(451, b"Try again later")
LINE_BROKE = smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


def state(message: Message) -> str:
    message.refresh_from_db()
    return message.status


def test_it_is_sent_once_and_stands_in_the_history(write, mailoutbox, lead, heard):
    message = write()
    send_message.call(str(message.pk))
    send_message.call(str(message.pk))
    [sent] = mailoutbox
    assert (sent.subject, sent.to, state(message)) == ("Your bench", ["maria@example.com"], "sent")
    assert [one.kind for one in Activity.objects.filter(lead=lead)] == ["message"]
    assert heard.events == [("asked", message.pk), ("sent", message.pk)]


def test_it_waits_for_its_time(write, mailoutbox, business):
    message = write(not_before=timezone.now() + timedelta(days=1))
    send_message.call(str(message.pk))
    send_due(business)
    assert (mailoutbox, state(message)) == ([], "queued")


def test_a_listener_stops_it_at_the_last_moment(write, mailoutbox, heard):
    heard.refuses = True
    message = write()
    send(message.pk)
    assert (mailoutbox, state(message)) == ([], "stopped")


def test_an_opt_out_stops_what_waits(write, mailoutbox, heard):
    message = write()
    mail.opt_out("maria@example.com", how="link")
    send(message.pk)
    assert (mailoutbox, state(message)) == ([], "stopped")
    assert heard.events == [("opted out", "maria@example.com")]


def test_no_for_good_fails_with_the_words_of_the_server(write, server_says, mailoutbox):
    server_says(REFUSED)
    message = write()
    send(message.pk)
    send(message.pk)
    assert (mailoutbox, state(message)) == ([], "failed")
    assert "No such user here" in message.error


def test_later_is_tried_again_after_longer_and_longer_pauses(write, server_says, mailoutbox):
    server_says(BUSY, BUSY)
    message, pauses = write(), []
    for _attempt in range(2):
        send(message.pk)
        assert state(message) == "queued"
        pauses.append(round((message.not_before - timezone.now()).total_seconds() / 60))
        Message.objects.update(not_before=timezone.now())
    send(message.pk)
    assert (pauses, len(mailoutbox), state(message)) == ([1, 2], 1, "sent")


def test_a_server_that_is_not_there_is_tried_again(write, server_says, mailoutbox):
    server_says(ConnectionRefusedError("Connection refused"), opening=True)
    message = write()
    send(message.pk)
    assert (state(message), message.attempts, message.error) == ("queued", 1, "The mail server takes no connections at port ?.")


def test_in_the_end_later_counts_as_no(write, server_says):
    server_says(BUSY)
    message = write()
    Message.objects.update(attempts=75)
    send(message.pk)
    assert state(message) == "failed"


def test_a_line_that_broke_leaves_it_to_a_person(write, server_says, mailoutbox, business, cast):
    server_says(LINE_BROKE)
    message = write()
    send(message.pk)
    send_due(business)
    assert (mailoutbox, state(message)) == ([], "uncertain")
    assert list(Message.objects.uncertain()) == [message]
    assert mail.send_again(message, by=cast.sales)
    send(message.pk)
    assert (len(mailoutbox), state(message)) == (1, "sent")


def test_a_person_may_know_that_it_arrived(write, server_says, mailoutbox, cast, lead):
    server_says(LINE_BROKE)
    message = write()
    send(message.pk)
    assert mail.it_arrived(message, by=cast.sales)
    assert not mail.send_again(message, by=cast.sales)
    assert (mailoutbox, state(message), lead.activities.count()) == ([], "sent", 1)


def test_whoever_opted_out_since_is_not_written_to_again(write, server_says, cast):
    server_says(LINE_BROKE)
    message = write()
    send(message.pk)
    mail.opt_out("maria@example.com", how="link")
    assert not mail.send_again(message, by=cast.sales)
    assert state(message) == "uncertain"


def test_what_no_mail_can_hold_fails_at_once(write, mailoutbox):
    message = write()
    Message.objects.update(address="maria@example.com\nBcc: all@example.com")
    send(message.pk)
    assert (mailoutbox, state(message)) == ([], "failed")


def test_the_made_up_people_of_the_sample_get_nothing(write, mailoutbox, business):
    business.is_sample = True
    business.save()
    message = write()
    send(message.pk)
    assert (mailoutbox, state(message)) == ([], "stopped")


def test_killed_before_any_line_it_goes_out_once_or_a_person_is_asked(write, mailoutbox, business):
    seen = set()
    for line in range(1, 400):
        mailoutbox.clear()
        message = write()
        with killed_before_line(line, "outbound/delivery.py") as died:
            send(message.pk)
        send_due(business)
        send_due(business)
        seen.add((state(message), len(mailoutbox)))
        assert (message.status, len(mailoutbox)) in {("sent", 1), ("uncertain", 0), ("uncertain", 1)}, died
        Message.objects.all().delete()
        if not died:
            break
    assert seen == {("sent", 1), ("uncertain", 0), ("uncertain", 1)}


def in_a_worker_that_dies(work) -> None:
    """Run `work` in a process of its own that ends without a word, however far it came."""
    pid = os.fork()
    if pid == 0:
        kept = connection.connection  # the parent's: not ours to close
        connection.connection = None
        try:
            work()
        finally:
            os._exit(0 if kept else 1)
    os.waitpid(pid, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("dies_at", "ends", "taken"), [("_begin", "sent", 1), ("_transmit", "uncertain", 0), ("went_out", "uncertain", 1)])
def test_a_worker_that_is_really_killed(write, box, monkeypatch, business, dies_at, ends, taken):
    message = write()

    def work():
        monkeypatch.setattr(delivery, dies_at, lambda *arguments, **values: os._exit(1))
        send(message.pk)

    in_a_worker_that_dies(work)
    until = time.monotonic() + 10
    while state(message) != ends and time.monotonic() < until:  # until the database has noticed that the worker is gone
        send_due(business)
    assert (message.status, len(box.taken)) == (ends, taken)
    assert settle_cut_off() == 0
