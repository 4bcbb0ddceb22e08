"""What real servers wrote (recorded/), read from a real Dovecot: twice, numbered anew, and moved by a person in between."""

import pytest

from leads.mail.inbound.mailbox import poll
from leads.models import IncomingMail, Lead, Mailbox
from leads.tests.mail.conftest import letter
from leads.tests.mail.dovecot import dovecot
from leads.tests.mail.test_recorded_mail import FILES, deliver_recorded, state
from leads.tests.mail.test_same_mail_again import move_away_and_back


@pytest.fixture(scope="module")
def imap_port():
    """Instead of the server in memory of the other tests."""
    with dovecot() as port:
        yield port


@pytest.fixture
def sent(post, mailbox, write):
    """The messages of ours that the recorded mails are about, which lie in the mailbox now."""
    return deliver_recorded(post, write)


def uid_validity(post) -> int:
    return int(post.box.status(post.folder, "(UIDVALIDITY)")[1][0].split()[-1].rstrip(b")"))


def test_recorded_mail_replayed_twice_doubles_nothing(mailbox, post, sent):
    poll(mailbox)
    before, numbers = state(sent), uid_validity(post)
    post.number_anew()
    assert uid_validity(post) != numbers
    poll(Mailbox.objects.get())
    assert state(sent) == before
    assert IncomingMail.objects.filter(outcome="known").count() == len(FILES)
    assert Lead.objects.count() == len(FILES) + 1  # Maria of the fixtures


def test_recorded_mail_moved_before_it_was_read_is_not_lost(mailbox, post, sent):
    move_away_and_back(post)
    poll(mailbox)
    assert len(state(sent)) == len(FILES)


def test_recorded_mail_moved_after_it_was_read_doubles_nothing(mailbox, post, sent):
    poll(mailbox)
    before = state(sent)
    move_away_and_back(post)
    poll(Mailbox.objects.get())
    assert state(sent) == before


def test_mail_that_came_while_all_was_numbered_anew_is_taken_in(mailbox, post, sent):
    poll(mailbox)
    post.number_anew()
    post.deliver(letter())
    poll(Mailbox.objects.get())
    assert IncomingMail.objects.filter(outcome="lead").count() == 1
    assert poll(Mailbox.objects.get()) == 0
