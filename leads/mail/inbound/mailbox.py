"""The mailbox, read over IMAP: every mail once, however often it is asked for and wherever the worker is cut off.

Each mail is one transaction: what became of it, the row that says so, and how far we are. Nothing is changed in the mailbox.
"""

import hashlib
import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import Message as Mail

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.sealing import Unreadable, unseal
from leads.mail.explanations import on_the_way
from leads.mail.inbound import passed_over
from leads.mail.inbound.attempts import attempt
from leads.mail.inbound.intake import take_in
from leads.mail.parsing.headers import addresses, header
from leads.mail.parsing.incoming import Bad, Incoming
from leads.mail.parsing.reader import reader
from leads.models import IncomingMail, Mailbox

logger = logging.getLogger(__name__)
Outcome = IncomingMail.Outcome
SECONDS = 20
MOST_BYTES = 15_000_000
"""What is read of one mail; pictures and files behind it are left where they are."""
MOST_HEAD = 20_000
AT_ONCE = 500


class NoMailbox(Exception):
    """It cannot be read now; the words say why, for a person."""


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[imaplib.IMAP4]:
    """Signed in, its folder open to read only. Raises NoMailbox."""
    box = None
    try:
        box = _connect(mailbox)
        box.login(mailbox.user, unseal(mailbox.sealed))
        answer, _said = box.select(_quoted(mailbox.folder), readonly=True)
        if answer != "OK":
            raise NoMailbox(_("There is no folder “%(folder)s”.") % {"folder": mailbox.folder})
        yield box
    except (OSError, imaplib.IMAP4.error, Unreadable, UnicodeError) as error:
        raise NoMailbox(plain(error, mailbox)) from error
    finally:
        if box:
            _leave(box)


def _connect(mailbox: Mailbox) -> imaplib.IMAP4:
    if mailbox.security == Mailbox.Security.TLS:
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=ssl.create_default_context(), timeout=SECONDS)
    box = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=SECONDS)
    if mailbox.security == Mailbox.Security.STARTTLS:
        box.starttls(ssl.create_default_context())
    return box


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _leave(box: imaplib.IMAP4) -> None:
    try:
        box.logout()
    except (OSError, imaplib.IMAP4.error):
        box.shutdown()


def plain(error: Exception, mailbox: Mailbox) -> str:
    """What went wrong, in words that say what to do."""
    if isinstance(error, Unreadable):
        return _("The password cannot be read any more, since the secret key of LeadTrack changed. Type it again.")
    told = on_the_way(error, host=mailbox.host, port=mailbox.port)
    return told or _("The mailbox says: %(said)s") % {"said": _words(error)}


def _words(error: Exception) -> str:
    said = error.args[0] if error.args else error
    return said.decode(errors="replace") if isinstance(said, bytes) else str(error)


def poll(mailbox: Mailbox) -> int:
    """Take in what is new. Returns how many mails were handled; raises NoMailbox."""
    try:
        with opened(mailbox) as box:
            count = sum(_handle(box, uid, mailbox) for uid in _new(box, mailbox)[:AT_ONCE])
    except NoMailbox as error:
        Mailbox.objects.filter(pk=mailbox.pk).update(error=str(error))
        raise
    Mailbox.objects.filter(pk=mailbox.pk).update(error="", polled_at=timezone.now())
    return count


def _new(box: imaplib.IMAP4, mailbox: Mailbox) -> list[int]:
    """The UIDs not handled yet. The first time there are none: what lay in the mailbox before it was connected stays there."""
    validity, following = _number(box, "UIDVALIDITY"), _number(box, "UIDNEXT")
    if mailbox.uid_validity is None:
        _remember(mailbox, validity, (following or _after(_search(box, "ALL"))) - 1)
        return []
    if mailbox.uid_validity != validity:  # the server numbered everything anew
        _remember(mailbox, validity, 0)
    day = (mailbox.since - timedelta(days=1)).strftime("%d-%b-%Y")
    asked = f"UID {mailbox.last_uid + 1}:*" if mailbox.last_uid else f"SINCE {day}"
    return sorted(uid for uid in _search(box, asked) if uid > mailbox.last_uid)


def _number(box: imaplib.IMAP4, name: str) -> int:
    _name, said = box.response(name)
    return int(said[-1]) if said and said[-1] and said[-1].isdigit() else 0


def _after(uids: list[int]) -> int:
    return max(uids, default=0) + 1


def _search(box: imaplib.IMAP4, asked: str) -> list[int]:
    _answer, said = box.uid("SEARCH", None, *asked.split(" "))
    return [int(uid) for uid in (said[0] or b"").split()] if said else []


def _remember(mailbox: Mailbox, validity: int, last_uid: int) -> None:
    mailbox.uid_validity, mailbox.last_uid = validity, last_uid
    mailbox.save(update_fields=["uid_validity", "last_uid"])


def _handle(box: imaplib.IMAP4, uid: int, mailbox: Mailbox) -> bool:
    """One mail, whatever it is: what goes wrong with it is written down and does not keep the next one waiting."""
    with attempt(uid, mailbox) as may_be_read:
        raw, at = _fetch(box, uid)
        mail = _read(raw, may_be_read=may_be_read) if raw is not None and not _is_done(uid, mailbox) else None
        _take_once(mail, at, uid, mailbox)
    mailbox.last_uid = uid
    return raw is not None


@dataclass(frozen=True)
class Fetched:
    """`incoming` is None where it could not be read, for the reason in `error`. `digest`: of its bytes."""

    digest: str
    incoming: Incoming | None = None
    error: str = ""
    head: Mail | None = None


def _read(raw: bytes, *, may_be_read: bool) -> Fetched:
    """What was too much before, and comes again under another number, is not read again."""
    digest = hashlib.sha256(raw).hexdigest()
    if IncomingMail.objects.filter(fingerprint=digest, outcome=Outcome.BAD).exists():
        return Fetched(digest)
    error = _("LeadTrack was stopped again and again while it read this mail, so it was left out.")
    if may_be_read:
        try:
            return Fetched(digest, reader.read(raw))
        except Bad as bad:
            error = str(bad)
    return Fetched(digest, error=error, head=message_from_bytes(raw[:MOST_HEAD], policy=policy.compat32))


def _is_done(uid: int, mailbox: Mailbox) -> bool:
    return IncomingMail.objects.filter(uid_validity=mailbox.uid_validity, uid=uid).exists()


@transaction.atomic
def _take_once(mail: Fetched | None, at: datetime, uid: int, mailbox: Mailbox) -> None:
    """What became of it, and that we are past it, together or not at all."""
    here = Mailbox.objects.select_for_update(of=("self",)).get(pk=mailbox.pk)
    if mail is not None and not _is_done(uid, mailbox) and at >= here.since.replace(microsecond=0):
        _take(mail, at, IncomingMail(uid_validity=mailbox.uid_validity, uid=uid), here)
    Mailbox.objects.filter(pk=mailbox.pk, uid_validity=mailbox.uid_validity, last_uid__lt=uid).update(last_uid=uid)


def _take(mail: Fetched, at: datetime, row: IncomingMail, mailbox: Mailbox) -> None:
    if mail.incoming is None:
        _list_unread(mail, row)
        return
    try:
        _understand(mail.incoming, at, row, mailbox)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("Mail %s could not be taken in", row.uid)
        row.pk, row.message = None, None
        row.outcome, row.reason, row.fingerprint = Outcome.BAD, f"{type(error).__name__}: {error}", mail.digest
        row.save()


def _list_unread(mail: Fetched, row: IncomingMail) -> None:
    row.fingerprint, row.reason = mail.digest, mail.error
    row.outcome = Outcome.BAD if mail.error else Outcome.KNOWN
    if mail.head:
        row.sender = next((person.address for person in addresses(mail.head, "From")), "")
        row.subject = header(mail.head, "Subject")[:500]
    row.save()


@transaction.atomic
def _understand(incoming: Incoming, at: datetime, row: IncomingMail, mailbox: Mailbox) -> None:
    row.fingerprint, row.sender, row.subject = incoming.fingerprint, incoming.sender, incoming.subject
    row.outcome, row.message, row.reason = _outcome(incoming, mailbox, at)
    if row.message:
        row.sender = row.message.address  # of whoever filled in the form, not of the form
    row.save()
    if row.outcome == Outcome.IGNORED:
        passed_over.keep(incoming, row, at=at)


def _outcome(incoming: Incoming, mailbox: Mailbox, at: datetime) -> tuple:
    handled = IncomingMail.objects.filter(fingerprint=incoming.fingerprint).exclude(outcome__in=(Outcome.KNOWN, Outcome.BAD))
    if handled.exists():
        return Outcome.KNOWN, None, ""
    return take_in(incoming, mailbox, at=at)


def _fetch(box: imaplib.IMAP4, uid: int) -> tuple[bytes | None, datetime]:
    """The beginning of a mail and when the server got it; None when it is gone by now."""
    _answer, said = box.uid("FETCH", str(uid), f"(INTERNALDATE BODY.PEEK[]<0.{MOST_BYTES}>)")
    literals = [part for part in said if isinstance(part, tuple)]
    around = b" ".join(part[0] if isinstance(part, tuple) else part or b"" for part in said)
    return (literals[0][1] if literals else None), _moment(around)


def _moment(said: bytes) -> datetime:
    found = re.search(rb'INTERNALDATE "([^"]+)"', said)
    try:
        return datetime.strptime(found.group(1).decode().strip(), "%d-%b-%Y %H:%M:%S %z")
    except (AttributeError, ValueError, UnicodeError):
        return timezone.now()
