"""The signed address in every mail by which whoever has it says: no more."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts import mailing

WORD = "unsubscribe"
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
