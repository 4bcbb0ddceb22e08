"""Workers that are killed while they read mail: everything ordinary is in once, and what kills them is listed."""

import pytest

from leads.mail.inbound import mailbox as polling
from leads.mail.inbound.attempts import MOST
from leads.mail.inbound.mailbox import NoMailbox, poll
from leads.mail.parsing.incoming import read
from leads.models import IncomingMail, Lead, Mailbox
from leads.tests.mail.conftest import Killed, letter


class Deadly:
    """Reads mail in this process, and kills the worker at whatever says “bomb”, and now and then at anything."""

    def __init__(self):
        self.kills, self.reads = 0, 0

    def read(self, raw: bytes):
        self.reads += 1
        if b"bomb" in raw or self.reads % 4 == 0:
            self.kills += 1
            raise Killed
        return read(raw)


@pytest.fixture
def deadly(monkeypatch):
    deadly = Deadly()
    monkeypatch.setattr(polling, "reader", deadly)
    return deadly


def poll_until_done() -> None:
    for _worker in range(60):
        try:
            poll(Mailbox.objects.get())
        except Killed:
            continue
        return
    raise AssertionError("It never ends")


def test_twenty_killed_workers_take_everything_ordinary_once(mailbox, post, deadly):
    for n in range(12):
        post.deliver(letter(f"n{n}@example.org", subject="bomb" if n % 3 == 2 else f"Table {n}"))
    poll_until_done()
    assert deadly.kills >= 20
    assert sorted(lead.interest for lead in Lead.objects.all()) == sorted(f"Table {n}" for n in range(12) if n % 3 != 2)
    bad = IncomingMail.objects.filter(outcome="bad")
    assert {row.subject for row in bad} == {"bomb"}
    assert (bad.count(), {"left out" in row.reason for row in bad}) == (4, {True})


def test_mail_that_killed_workers_is_not_read_again_under_another_number(mailbox, post, deadly):
    post.deliver(letter(subject="bomb"))
    poll_until_done()
    kills = deadly.kills
    post.number_anew()
    poll_until_done()
    assert (deadly.kills, list(IncomingMail.objects.values_list("outcome", flat=True))) == (kills, ["bad", "known"])


def test_server_that_fails_at_a_mail_is_no_reason_to_leave_it_out(mailbox, post, monkeypatch):
    post.deliver(letter())
    really = polling._fetch
    monkeypatch.setattr(polling, "_fetch", lambda box, uid: (_ for _ in ()).throw(OSError("gone")))
    for _time in range(MOST + 2):
        with pytest.raises(NoMailbox):
            poll(Mailbox.objects.get())
    monkeypatch.setattr(polling, "_fetch", really)
    poll(Mailbox.objects.get())
    assert Lead.objects.count() == 1
