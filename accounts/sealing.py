"""A password that must be kept readable for us: sealed with a key made from SECRET_KEY, or from MAIL_SECRET where that is set."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.translation import gettext as _


class Unreadable(Exception):
    """It was sealed with another key."""

    def __str__(self) -> str:
        return _("The password cannot be read any more, since the secret key of LeadTrack changed. Type it again.")


def _box() -> Fernet:
    key = hashlib.blake2b(settings.MAIL_SECRET.encode(), digest_size=32, person=b"mailbox").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode() if secret else ""


def unseal(sealed: str) -> str:
    try:
        return _box().decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        raise Unreadable from None
