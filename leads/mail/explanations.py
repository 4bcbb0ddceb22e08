"""What went wrong on the way to a mail server, in words that say what to do."""

import socket
import ssl
from smtplib import SMTPAuthenticationError, SMTPException, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from anymail.exceptions import AnymailError
from django.utils.translation import gettext as _

from accounts import mailing


def on_the_way(error: Exception, *, host: str, port: int | str) -> str:
    """Nothing where it was not the way but what the server said."""
    where = {"host": host, "port": port}
    if isinstance(error, socket.gaierror):
        return _("There is no server called %(host)s. Check its name.") % where
    if isinstance(error, ssl.SSLCertVerificationError):
        return _(
            "The certificate of %(host)s is not to be trusted (%(said)s), so nothing was sent to it. Check the name of the server; "
            "if it is your own, let this machine trust its certificate, see Running LeadTrack."
        ) % (where | {"said": error.verify_message})
    if isinstance(error, ssl.SSLError):
        return _("The server at port %(port)s does not speak TLS that way. Try another kind of security.") % where
    if isinstance(error, TimeoutError):
        return _("%(host)s does not answer at port %(port)s.") % where
    if isinstance(error, ConnectionRefusedError):
        return _("%(host)s takes no connections at port %(port)s.") % where
    return ""


def sending_failed(error: Exception, server=None) -> str:
    """`server`: the backend that was to send."""
    where = {"host": getattr(server, "host", None) or _("The mail server"), "port": getattr(server, "port", None) or "?"}
    if isinstance(error, SMTPAuthenticationError):
        said = _("%(host)s does not accept the user name and password in %(place)s: %(said)s")
        return said % (where | {"said": _line(error.smtp_error), "place": _place()})
    if isinstance(error, SMTPNotSupportedError):
        said = _("%(host)s does not offer STARTTLS at port %(port)s. Choose TLS or another port in %(place)s, as your provider names them.")
        return said % (where | {"place": _place()})
    if isinstance(error, SMTPException):
        return server_words(error)
    if isinstance(error, AnymailError):
        return _said_by_provider(error)
    return on_the_way(error, **where) or str(error)


def _place() -> str:
    """Where the mail server is set."""
    return "EMAIL_URL" if mailing.is_set_by_installation() else _("Settings → E-mail")


def server_words(error: SMTPException) -> str:
    """What a mail server said, with its code."""
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(f"{code} {_line(said)}" for code, said in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return f"{error.smtp_code} {_line(error.smtp_error)}"
    return _line(str(error))


def _said_by_provider(error: AnymailError) -> str:
    """Its own words, without what we sent to it; the whole of the answer where nobody knows which part of it those are."""
    name = error.esp_name or _("The provider")
    if error.response is None or error.status_code is None:
        cause = f" {error.__cause__}" if error.__cause__ else ""
        words = f"{error.args[0] if error.args else ''}{cause}" if error.response is None else provider_words(error.response)
        return f"{name}: {_line(words)}"
    said = {"name": name, "said": provider_words(error.response), "code": error.status_code}
    return _("%(name)s says: %(said)s (HTTP %(code)s)") % said


def provider_words(response) -> str:
    """What an answer over HTTP says to a person; the whole of it where nobody knows which part that is."""
    try:
        answer = response.json()
        words = next((answer[key] for key in ("Message", "message", "error") if isinstance(answer.get(key), str)), "")
    except (ValueError, AttributeError):
        words = ""
    return _line(words or getattr(response, "text", ""))


def _line(said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:500]
