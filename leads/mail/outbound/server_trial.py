"""Trying a mail server by sending one mail to whoever sets it up. What is wrong is said beside the field that puts it right."""

import smtplib
import socket
import ssl
import uuid
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts import mailing
from accounts.mailing import OutgoingMail
from accounts.models import MailServer
from accounts.sealing import Unreadable
from leads.mail.explanations import on_the_way, server_words
from leads.mail.outbound.sender import Sender

SECONDS = 10
"""How long each answer is waited for while somebody looks on."""
TLS = MailServer.Security.TLS
SIGN_IN_FIRST = 530
"""The code for both “sign in first” and “STARTTLS first” (RFC 4954, RFC 3207)."""


@dataclass(frozen=True)
class Fault:
    """`field`: of the form; empty where nothing in it is wrong."""

    field: str
    text: str


def try_out(server: MailServer, *, to: str) -> Fault | None:
    """Send one mail through it. Nothing where the server took it."""
    try:
        backend = server.backend(seconds=SECONDS)
        with backend:
            backend.send_messages([trial_mail(to=to, sender=server.sender)])
    except (OSError, smtplib.SMTPException, ValueError, Unreadable) as error:
        return _fault(error, server)
    return None


def trial_mail(*, to: str, sender: str | None = None) -> OutgoingMail:
    name = Sender.current()
    header = Sender(name.name, sender or name.address).header
    text = _("This is the mail by which LeadTrack tries your mail server. It arrived, so everything you write from there can go out.")
    headers = {"Message-ID": f"<{uuid.uuid4().hex}@{mailing.host()}>", "Auto-Submitted": "auto-generated"}
    return OutgoingMail(_("LeadTrack can send e-mail"), f"{text}\n", header, [to], headers=headers)


def _fault(error: Exception, server: MailServer) -> Fault:
    where = {"host": server.host, "port": server.port}
    if isinstance(error, Unreadable):
        return Fault("password", str(error))
    if isinstance(error, ValueError) and not isinstance(error, UnicodeError | OSError):
        return Fault("port", _("%(host)s answers at port %(port)s in a way that cannot be understood. Check port and security.") % where)
    if isinstance(error, UnicodeError):
        return _beyond_ascii(error, where)
    if isinstance(error, smtplib.SMTPException):
        return _said_no(error, server, where)
    if isinstance(error, TimeoutError) and _wants_tls(server):
        return Fault("security", _first_byte(where))
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLCertVerificationError):
        said = _("%(host)s does not begin with TLS at port %(port)s. Choose STARTTLS, or type the port for TLS, usually 465.")
        return Fault("security", said % where)
    is_host = isinstance(error, socket.gaierror | ssl.SSLCertVerificationError)
    said = _("%(host)s cannot be reached at port %(port)s: %(said)s") % (where | {"said": error})
    return Fault("host" if is_host else "port", on_the_way(error, **where) or said)


def _beyond_ascii(error: UnicodeError, where: dict) -> Fault:
    """The standard library sends user names and passwords in ASCII only; names of servers are encoded by IDNA, which refuses some."""
    if getattr(error, "encoding", "") == "ascii":
        return Fault("password", _("User name and password can be sent in plain letters, digits and signs only. Choose another password."))
    return Fault("host", _("There is no server called %(host)s. Check its name.") % where)


def _said_no(error: smtplib.SMTPException, server: MailServer, where: dict) -> Fault:
    said = where | {"said": server_words(error)}
    if isinstance(error, smtplib.SMTPServerDisconnected):
        text = _("%(host)s hung up at port %(port)s: %(said)s") % said
        return Fault("security", _first_byte(where)) if _wants_tls(server) else Fault("port", text)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Fault("password", _("%(host)s does not accept this user name and password. It says: %(said)s") % said)
    if isinstance(error, smtplib.SMTPNotSupportedError) and "STARTTLS" in str(error):
        text = _("%(host)s does not offer STARTTLS at port %(port)s. Choose TLS from the first byte, or the port your provider names.")
        return Fault("security", text % where)
    if isinstance(error, smtplib.SMTPNotSupportedError) or type(error) is smtplib.SMTPException:
        text = _("%(host)s offers no signing in at port %(port)s with this kind of security. Choose another, or leave the user name empty.")
        return Fault("security", text % where)
    return _refused(error, said)


def _refused(error: smtplib.SMTPException, said: dict) -> Fault:
    """The way there is right, and the mail was not taken."""
    code, words = getattr(error, "smtp_code", None), said["said"].casefold()
    if code == SIGN_IN_FIRST and "starttls" in words:
        return Fault("security", _("%(host)s takes mail over TLS only: choose STARTTLS. It says: %(said)s") % said)
    if code == SIGN_IN_FIRST:
        return Fault("user", _("%(host)s wants a user name and a password. It says: %(said)s") % said)
    is_sender = isinstance(error, smtplib.SMTPSenderRefused) or "sender" in words or "from address" in words
    if is_sender:
        return Fault("sender", _("%(host)s takes no mail from this address. It says: %(said)s") % said)
    return Fault("", _("%(host)s did not take the mail. It says: %(said)s") % said)


def _first_byte(where: dict) -> str:
    return _("%(host)s speaks TLS from the first byte at port %(port)s. Choose that kind of security.") % where


def _wants_tls(server: MailServer) -> bool:
    """Whether it answers to TLS where it was not asked that way: such a server waits in silence otherwise. Nothing is sent to it."""
    if server.security == TLS:
        return False
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with suppress(OSError), socket.create_connection((server.host, server.port), timeout=SECONDS) as line, context.wrap_socket(line):
        return True
    return False
