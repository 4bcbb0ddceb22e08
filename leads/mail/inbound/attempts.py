"""Which mail is being read, so that one that costs a worker its life is not taken by every worker after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from leads.models import Mailbox

MOST = 5
"""Times that a worker may be killed while it reads the same mail; then it is listed and left out."""


@contextmanager
def attempt(uid: int, mailbox: Mailbox) -> Iterator[bool]:
    """Whether the mail may be read. The attempt is committed before it begins; what only fails does not count."""
    count = mailbox.attempts + 1 if mailbox.attempted_uid == uid else 1
    _remember(mailbox, uid, count)
    try:
        yield count <= MOST
    except Exception:
        _remember(mailbox, uid, count - 1)
        raise


def _remember(mailbox: Mailbox, uid: int, count: int) -> None:
    mailbox.attempted_uid, mailbox.attempts = uid, count
    Mailbox.objects.filter(pk=mailbox.pk).update(attempted_uid=uid, attempts=count)
