"""The digest handed to a real mail server on this machine: what arrives, and what a server that says no makes of it."""

import socket
from email import message_from_bytes, policy

import pytest
import time_machine
from aiosmtpd.controller import Controller

from leads.models import Activity
from leads.tests.mail.rfc5322 import faults
from sales.models import Digest
from sales.today.digest import send_due


class Server:
    """Takes mail, or answers what it is told to."""

    def __init__(self):
        self.taken, self.raw, self.answer = [], [], "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        if self.answer.startswith("250"):
            self.raw.append(envelope.content)
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def server(settings):
    handler = Server()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": port}}
    }
    yield handler
    controller.stop()


@pytest.fixture
def waiting(make_lead, cast, business):
    with time_machine.travel("2026-06-11 06:30Z", tick=False) as clock:
        Activity.plan(make_lead("Zoë Łuczak"), by=cast.staff, on=business.today(), text="Ring about the oak – soon", for_user=cast.staff)
        yield clock


def test_its_bytes_keep_to_the_standard(server, waiting, business):
    send_due(business)
    assert [faults(raw) for raw in server.raw] == [[]]


def test_it_arrives_as_text_and_as_html(server, waiting, business, cast):
    send_due(business)
    [mail] = server.taken
    assert (mail["To"], mail["Subject"]) == ("jo@example.com", "1 person to hear from you today")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<digest-20260611-{cast.staff.pk}@leadtrack.invalid>"
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "Zoë Łuczak: Ring about the oak – soon" in plain
    assert "Zoë Łuczak" in html
    assert Digest.objects.get(user=cast.staff).state == Digest.State.SENT


def test_a_server_that_says_later_is_asked_again(server, waiting, business, cast):
    server.answer = "451 Try again later"
    send_due(business)
    assert "451" in Digest.objects.get(user=cast.staff).error
    server.answer = "250 OK"
    send_due(business)
    send_due(business)
    assert len(server.taken) == 1


def test_a_server_that_says_no_is_not_asked_again(server, waiting, business, cast):
    server.answer = "550 No such person"
    send_due(business)
    server.answer = "250 OK"
    send_due(business)
    assert server.taken == []
    assert Digest.objects.get(user=cast.staff).state == Digest.State.REFUSED


def test_a_server_that_is_not_there_leaves_everything_to_the_next_time(server, waiting, business, settings):
    options = settings.MAILERS["default"]["OPTIONS"]
    settings.MAILERS = {"default": settings.MAILERS["default"] | {"OPTIONS": options | {"port": free_port()}}}
    with pytest.raises(ConnectionRefusedError):
        send_due(business)
    assert not Digest.objects.exists()
    settings.MAILERS = {"default": settings.MAILERS["default"] | {"OPTIONS": options}}
    send_due(business)
    assert len(server.taken) == 1
