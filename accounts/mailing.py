"""What every mail of LeadTrack needs: whether a server takes it, which address links begin with, and headers that every program reads."""

import email.policy
import re
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives  # noqa: TID251 -- the one place

from accounts.models import MailServer

WITH_WORDS = 76
"""The most letters of a line that holds an encoded word (RFC 2047, 2)."""
LONGEST_WORD = 900
"""Letters of a word that may stand as it is: a line ends at 998."""
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
ON_SCREEN = "accounts.mail_backend.set_on_screen"
SHOWN_ONLY = "django.core.mail.backends.console.EmailBackend"


def is_set_up() -> bool:
    """Whether mail leaves the house; without a server it would only be shown in the log. One query at most."""
    backend = settings.MAILERS["default"]["BACKEND"]
    return MailServer.objects.exists() if backend == ON_SCREEN else backend != SHOWN_ONLY


def is_set_by_installation() -> bool:
    """Whether EMAIL_URL names the server, so that what is set on screen is not used."""
    return settings.MAILERS["default"]["BACKEND"] != ON_SCREEN


def default_sender() -> str:
    """The address mail comes from where nothing else is said. One query at most."""
    server = None if settings.EMAIL_FROM or is_set_by_installation() else MailServer.objects.first()
    return server.sender if server else settings.DEFAULT_FROM_EMAIL


def link(path: str) -> str:
    """An address that works from outside; nothing where LEADTRACK_URL says none."""
    return f"{settings.LEADTRACK_URL}{path}" if settings.LEADTRACK_URL else ""


def host() -> str:
    """What stands behind the @ of the ids we give our mails."""
    name = urlsplit(settings.LEADTRACK_URL).hostname or ""
    return name if name and ":" not in name else "leadtrack.invalid"


def unsubscribe_headers(*hrefs: str) -> dict[str, str]:
    """The ways out of a list (RFC 2369), without those that are empty. One click (RFC 8058) needs an address with https."""
    hrefs = tuple(href for href in hrefs if href)
    headers = {"List-Unsubscribe": ", ".join(f"<{href}>" for href in hrefs)} if hrefs else {}
    has_one_click = any(href.startswith("https://") for href in hrefs)
    return headers | ({"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if has_one_click else {})


class HeaderPolicy(email.policy.EmailPolicy):
    """Encoded words (RFC 2047) where text may stand, and nowhere else.

    Python writes them longer than the 75 letters that the standard allows. It also turns whatever is longer than a line into
    them, message ids and List-Unsubscribe too, which no program then understands, and takes the quotes off a long name, so that
    each comma in it begins another address. Here ids, lists and addresses are folded at white space only. Raises ValueError where
    such a header is not ASCII.
    """

    TEXT = ("subject", "comments", "keywords")

    def fold(self, name: str, value: str) -> str:
        if name.lower() in self.TEXT:
            return self._folded(name, _encoded(str(value), name=name).split())
        return super().fold(name, value) if self._is_mime(name) else self._folded(name, _words(value, name=name))

    def fold_binary(self, name: str, value: str) -> bytes:
        return super().fold_binary(name, value) if self._is_mime(name) else self.fold(name, value).encode("ascii")

    def _is_mime(self, name: str) -> bool:
        """Such headers have rules of their own for what is long (RFC 2231)."""
        name = name.lower()
        return name.startswith("content-") and name != "content-id"

    def _folded(self, name: str, words: list[str]) -> str:
        """The first word stays beside the name: there are servers that take an empty first line for an empty header."""
        lines = [" ".join([f"{name}:", *words[:1]])]
        for word in words[1:]:
            if len(lines[-1]) + 1 + len(word) <= WITH_WORDS:
                lines[-1] += f" {word}"
            else:
                lines.append(f" {word}")
        return self.linesep.join([*lines, ""])


def _words(value: str, *, name: str) -> list[str]:
    """What a header may be folded between."""
    addresses = getattr(value, "addresses", None)
    text = ", ".join(_written(address, name=name) for address in addresses) if addresses else str(value)
    if not text.isascii():
        raise ValueError(f"{name} holds letters that cannot stand there: {text}")
    return text.split()


def _written(address: Address, *, name: str) -> str:
    """The name quoted where it is ASCII and encoded as a whole where it is not, so that a comma in it stays a part of it."""
    if address.display_name.isascii():
        return str(address)
    return f"{_encoded(address.display_name, name=name)} <{address.addr_spec}>"


def _encoded(text: str, *, name: str) -> str:
    """As it is where every program reads it so."""
    if text.isascii() and "=?" not in text and max(map(len, text.split()), default=0) <= LONGEST_WORD:
        return text
    return Header(text, "utf-8", header_name=name, maxlinelen=WITH_WORDS).encode()


def one_line(text: object) -> str:
    """Text for a header: without controls, and each run of white space one space."""
    return " ".join(CONTROLS.sub("", str(text)).split())


class OutgoingMail(EmailMultiAlternatives):
    """Every mail of LeadTrack is one. Its subject and sender may be any text."""

    def __init__(self, subject: str = "", body: str = "", from_email: str | None = None, *args, **kwargs):
        super().__init__(one_line(subject), body, one_line(from_email or default_sender()), *args, **kwargs)

    def message(self, *, policy: email.policy.Policy = email.policy.default) -> EmailMessage:
        return super().message(policy=HeaderPolicy() + policy)
