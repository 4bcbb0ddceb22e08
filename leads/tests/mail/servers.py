"""Real servers on the loopback: one that takes mail, and one that keeps it."""

import imaplib
import socket
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager, suppress

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Box:
    """A mail server that keeps what it took, and refuses whom it is told to."""

    def __init__(self):
        self.taken, self.refused = [], {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(envelope.content)
        return "250 Taken"


@contextmanager
def smtp_server(settings):
    """A Box that the settings send to, for as long as the block runs."""
    box, port = Box(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    options = {"host": "127.0.0.1", "port": port, "timeout": 10}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    try:
        yield box
    finally:
        controller.stop()


USER, PASSWORD = "desk@alder.example", "three words"


class Post:
    """A real IMAP server, and the folder of one test in it."""

    def __init__(self, port: int):
        self.port, self.folder, self.box = port, f"F{uuid.uuid4().hex}", imaplib.IMAP4("127.0.0.1", port, timeout=10)
        self.box.login(USER, PASSWORD)
        self.box.create(self.folder)

    def deliver(self, raw: bytes | str) -> None:
        raw = raw.encode() if isinstance(raw, str) else raw
        answer, said = self.box.append(self.folder, None, None, raw)
        assert answer == "OK", said

    def number_anew(self) -> None:
        """What a server does after a repair: the same mails under other numbers."""
        self.box.select(self.folder)
        kept = [part[1] for part in self.box.fetch("1:*", "(BODY.PEEK[])")[1] if isinstance(part, tuple)]
        self.box.select("INBOX")
        self.box.delete(self.folder)
        self.box.create(self.folder)
        for raw in kept:
            self.deliver(raw)


@contextmanager
def imap_server():
    """The port of a server that keeps its mail in memory, for as long as the block runs."""
    port = free_port()
    command = ["pymap", "--host", "127.0.0.1", "--port", str(port), "--no-tls", "--no-service", "managesieve", "--no-service", "admin"]
    command += ["dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]
    program = f"{sys.prefix}/bin/{command[0]}"
    process = subprocess.Popen([program, *command[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("The IMAP server did not start")
