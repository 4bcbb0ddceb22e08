"""Mail that a server or a person shows again: nothing twice, nothing lost."""

import pytest

from leads.mail.inbound import mailbox as polling
from leads.mail.inbound.mailbox import poll
from leads.models import IncomingMail, Lead, Mailbox
from leads.tests.mail.conftest import letter


def outcomes() -> list[str]:
    return sorted(IncomingMail.objects.values_list("outcome", flat=True))


def move_away_and_back(post) -> None:
    """What a person does who files a mail and thinks better of it: the same mail under a new number."""
    elsewhere = f"{post.folder}-done"
    post.box.create(elsewhere)
    for source, target in ((post.folder, elsewhere), (elsewhere, post.folder)):
        post.box.select(source)
        assert post.box.copy("1:*", target)[0] == "OK"
        post.box.store("1:*", "+FLAGS", r"\Deleted")
        post.box.expunge()
    post.box.close()


def test_mail_moved_after_it_was_read_is_there_once(mailbox, post):
    post.deliver(letter())
    poll(mailbox)
    move_away_and_back(post)
    poll(Mailbox.objects.get())
    assert (Lead.objects.count(), outcomes()) == (1, ["known", "lead"])


def test_mail_moved_before_it_was_read_is_not_lost(mailbox, post):
    post.deliver(letter())
    move_away_and_back(post)
    poll(mailbox)
    assert (Lead.objects.count(), outcomes()) == (1, ["lead"])


def test_mail_gone_while_we_read_keeps_nothing_waiting(mailbox, post, monkeypatch):
    really = polling._search
    post.deliver(letter())
    monkeypatch.setattr(polling, "_search", lambda box, asked: [*really(box, asked), 4711])
    assert poll(mailbox) == 1
    assert outcomes() == ["lead"]


@pytest.mark.parametrize("times", [1, 3])
def test_server_that_answers_with_the_last_mail_brings_it_once(mailbox, post, monkeypatch, times):
    post.deliver(letter())
    poll(mailbox)
    last = Mailbox.objects.get().last_uid
    monkeypatch.setattr(polling, "_search", lambda box, asked: [last])
    assert [poll(Mailbox.objects.get()) for _time in range(times)] == [0] * times
    assert (Lead.objects.count(), outcomes()) == (1, ["lead"])


def test_new_numbers_again_and_again_bring_nothing_twice(mailbox, post):
    for n in range(3):
        post.deliver(letter(f"n{n}@example.org"))
        post.number_anew()
        poll(Mailbox.objects.get())
    assert (Lead.objects.count(), outcomes().count("lead")) == (3, 3)
