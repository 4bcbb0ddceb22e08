"""A lead to write to, and the ways a worker can be killed."""

import sys
import uuid
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from accounts.sealing import seal
from leads import mail
from leads.mail import listeners
from leads.mail.inbound.intake import take_in
from leads.mail.inbound.mailbox import poll
from leads.mail.parsing.incoming import read
from leads.models import Mailbox, Message
from leads.tests.mail.servers import PASSWORD, USER, Post, imap_server, smtp_server
from leads.tests.making import make_lead


@pytest.fixture
def lead(business):
    return make_lead("Maria Lind", emails=["Maria@example.com"], received_at=timezone.now() - timedelta(days=1))


@pytest.fixture
def write(lead, cast):
    """Queue a message to Maria."""

    def queue(**changes):
        values = {"by": cast.sales, "subject": "Your bench", "text": "It is ready.", "key": uuid.uuid4()}
        return mail.queue(changes.pop("lead", lead), **values | changes)

    return queue


class Heard(mail.Listener):
    """Keeps what it was told; `refuses` makes it say no."""

    name = "a test"

    def __init__(self):
        self.events, self.refuses = [], False

    def may_send(self, message):
        self.events.append(("asked", message.pk))
        return not self.refuses

    def sent(self, message):
        self.events.append(("sent", message.pk))

    def replied(self, message):
        self.events.append(("replied", message.subject))

    def bounced(self, message):
        self.events.append(("bounced", message.pk))

    def opted_out(self, address):
        self.events.append(("opted out", address.key))


@pytest.fixture
def heard(monkeypatch):
    listener = Heard()
    monkeypatch.setattr(listeners, "listeners", [listener])
    return listener


class Killed(BaseException):
    """Stands for a worker that is no more: no `except Exception` sees it, and what was not committed is gone."""


@contextmanager
def killed_before_line(n: int, path: str):
    """Kill at the n-th line that runs of the file ending in `path`. Yields a list that says whether it came to that."""
    left, died = [n], []

    def tracer(frame, event, argument):
        if not frame.f_code.co_filename.endswith(path):
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                died.append(frame.f_lineno)
                raise Killed
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        yield died
    except Killed:
        pass
    finally:
        sys.settrace(before)


@pytest.fixture
def server_says(monkeypatch):
    """Have the next transmissions fail with these errors, in turn; after them it takes everything."""

    def will_say(*errors, opening: bool = False):
        waiting, really = list(errors), getattr(EmailBackend, "open" if opening else "send_messages")

        def answer(backend, *arguments):
            if waiting:
                raise waiting.pop(0)
            return really(backend, *arguments)

        monkeypatch.setattr(EmailBackend, "open" if opening else "send_messages", answer)

    return will_say


@pytest.fixture
def box(settings):
    """A real mail server that keeps what it took."""
    with smtp_server(settings) as box:
        yield box


@pytest.fixture(scope="package")
def imap_port():
    with imap_server() as port:
        yield port


@pytest.fixture
def post(imap_port):
    """A folder of a real IMAP server: what is delivered to it is found by the next poll of `mailbox`."""
    post = Post(imap_port)
    yield post
    post.box.logout()


@pytest.fixture
def mailbox(post, business):
    """The mailbox of the business, connected while it was empty."""
    values = {"host": "127.0.0.1", "port": post.port, "security": "none", "user": USER, "sealed": seal(PASSWORD), "folder": post.folder}
    made = Mailbox.objects.create(**values)
    poll(made)
    return made


@pytest.fixture
def take(business):
    """Take one mail in, without a server: its outcome, the message it became, and why."""
    Mailbox.objects.create(host="127.0.0.1", port=1, security="none", user=USER, sealed=seal(PASSWORD))

    def take_one(raw: str | bytes) -> tuple[str, Message | None, str]:
        raw = raw.encode() if isinstance(raw, str) else raw
        return take_in(read(raw), Mailbox.objects.get(), at=timezone.now())

    return take_one


def letter(
    sender: str = "Nora Quill <nora@example.org>", *, subject: str = "A table for six", text: str = "Do you make them?", **headers
) -> str:
    """A mail to us. `in_reply_to` and the like become headers."""
    told = {"From": sender, "To": USER, "Subject": subject, "Message-ID": f"<{uuid.uuid4().hex}@example.org>"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    return "".join(f"{name}: {value}\r\n" for name, value in told.items() if value) + f"\r\n{text}\r\n"
