"""Real servers on the loopback: one that takes mail, and one that keeps it. Either speaks TLS when it is given a certificate."""

import imaplib
import socket
import ssl
import subprocess
import sys
import threading
import time
import uuid
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Box:
    """A mail server that keeps what it took, and refuses whom it is told to: addresses written to, and `senders`."""

    def __init__(self):
        self.taken, self.refused, self.senders = [], {}, {}

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address in self.senders:
            return self.senders[address]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(envelope.content)
        return "250 Taken"


class Certificate:
    """Made and signed by itself, for 127.0.0.1 unless told another address, in a folder of the test."""

    def __init__(self, folder: Path, *, address: str = "127.0.0.1"):
        self.cert, self.key = folder / "cert.pem", folder / "key.pem"
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a test")])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=2))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )
        plain = serialization.NoEncryption()
        self.cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        self.key.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))

    @property
    def context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.cert, self.key)
        return context


def _lets_in(server, session, envelope, mechanism, data) -> AuthResult:
    return AuthResult(success=(data.login.decode(), data.password.decode()) == (USER, PASSWORD), handled=False)


@contextmanager
def smtp_sink(*, security: str = "", certificate: Certificate | None = None, signs_in: bool = False):
    """A Box and its port, for as long as the block runs. `security`: nothing, ssl (from the first byte) or tls (STARTTLS).

    With `signs_in` it takes mail of USER with PASSWORD only.
    """
    box, port, context = Box(), free_port(), certificate and certificate.context
    secure = {"": {}, "ssl": {"ssl_context": context}, "tls": {"tls_context": context, "require_starttls": True}}
    door = {"authenticator": _lets_in, "auth_required": True, "auth_require_tls": False} if signs_in else {}
    controller = Controller(box, hostname="127.0.0.1", port=port, **secure[security], **door)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


@contextmanager
def smtp_server(settings, *, security: str = "", certificate: Certificate | None = None):
    """A Box that the settings send to, for as long as the block runs."""
    with smtp_sink(security=security, certificate=certificate) as (box, port):
        options = {"host": "127.0.0.1", "port": port, "timeout": 10} | ({f"use_{security}": True} if security else {})
        settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
        yield box


PYMAP = """
import sys
from pysasl.hashing import BuiltinHash
BuiltinHash.__init__.__kwdefaults__["rounds"] = 1
from pymap.main import main
sys.exit(main())
"""
"""Its half a million rounds of hashing at every sign-in take longer than all the rest of a test."""
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
def imap_server(certificate: Certificate | None = None):
    """The port of a server that keeps its mail in memory, for as long as the block runs. With a certificate it offers STARTTLS."""
    port = free_port()
    secure = ["--cert", str(certificate.cert), "--key", str(certificate.key)] if certificate else ["--no-tls"]
    command = ["--host", "127.0.0.1", "--port", str(port), *secure, "--no-service", "managesieve", "--no-service", "admin"]
    command += ["dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]
    process = subprocess.Popen([sys.executable, "-c", PYMAP, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("The IMAP server did not start")


@contextmanager
def tls_from_the_first_byte(port: int, certificate: Certificate):
    """The port of a door that speaks TLS and passes everything on to the server at `port`."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_let_in, args=(door, port, certificate.context), daemon=True).start()
        yield door.getsockname()[1]


def _let_in(door: socket.socket, port: int, context: ssl.SSLContext) -> None:
    while True:
        try:
            guest = door.accept()[0]
        except OSError:  # the door was shut
            return
        with suppress(OSError):
            outside, inside = context.wrap_socket(guest, server_side=True), socket.create_connection(("127.0.0.1", port))
            for pair in ((outside, inside), (inside, outside)):
                threading.Thread(target=_pass_on, args=pair, daemon=True).start()


def _pass_on(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(65536):
            to.sendall(part)
    with suppress(OSError):
        to.shutdown(socket.SHUT_RDWR)
