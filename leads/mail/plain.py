"""What went wrong on the way to a mail server, in words that say what to do."""

import socket
import ssl
from smtplib import SMTPAuthenticationError, SMTPNotSupportedError

from django.utils.translation import gettext as _


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


def to_the_mail_server(error: Exception, server) -> str:
    """`server`: the backend that sends. What it says itself stands as it is."""
    host, port = getattr(server, "host", None) or _("The mail server"), getattr(server, "port", None) or "?"
    if isinstance(error, SMTPAuthenticationError):
        said = {"host": host, "said": error.smtp_error.decode(errors="replace")}
        return _("%(host)s does not accept the user name and password in EMAIL_URL: %(said)s") % said
    if isinstance(error, SMTPNotSupportedError):
        return _("%(host)s does not offer STARTTLS at port %(port)s. Use smtp+ssl:// in EMAIL_URL, or the port your provider names.") % {
            "host": host,
            "port": port,
        }
    return on_the_way(error, host=host, port=port) or str(error)
