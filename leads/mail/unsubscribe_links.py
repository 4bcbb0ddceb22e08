"""The signed address in every mail by which whoever has it says: no more."""

import re
from urllib.parse import quote, unquote

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts import mailing

WORD = "unsubscribe"
LINKED = re.compile(rf"\b{WORD}[/ ]\s*([^\s/<>?&]{{16,}})", re.IGNORECASE)
SIGNED = re.compile(rf"\b{WORD}\s+(\S{{16,}})", re.IGNORECASE)
_signer = Signer(salt="leads.mail.unsubscribe")


def token(address: str) -> str:
    return _signer.sign_object([address], compress=False)


def address_of(token: str) -> str | None:
    """The address a token was made for; None for one we did not make."""
    try:
        found = _signer.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return found[0] if isinstance(found, list) and len(found) == 1 and isinstance(found[0], str) else None


def href(address: str) -> str:
    """The whole address, or nothing where nobody outside could reach us."""
    return mailing.link(reverse("unsubscribe", args=[token(address)]))


def mailto(address: str, *, to: str) -> str:
    """The mail to us that a mail program writes by itself when somebody presses its button for no more."""
    return f"mailto:{quote(to, safe='@')}?subject={quote(f'{WORD} {token(address)}')}"


def said_in(subject: str) -> str | None:
    """The address that such a mail says no more for; None where it is none, or not signed by us."""
    found = SIGNED.search(subject)
    return address_of(found.group(1)) if found else None


def signed_in(text: str) -> str | None:
    """The address that a mail of ours was made for, by the link or the button in it; None where none is signed by us."""
    links = LINKED.findall(unquote(re.sub(r"=?\r?\n[ \t]*", "", text)))[:20]
    return next(filter(None, map(address_of, links)), None)
