"""What is to be sent. A message and the task that sends it are written in one transaction, so neither is there without the other."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import mailing
from accounts.models import Business, User
from leads import merging
from leads.mail.outbound.sender import Sender
from leads.mail.tasks import send_message
from leads.models import Activity, Lead, MailAddress, Message
from leads.models.mail_address import address_key

Status = Message.Status


class CannotSend(Exception):
    """Nothing was queued."""


class OptedOut(CannotSend):
    """Whoever has this address wants no mail."""


class NoAddress(CannotSend):
    """Nobody knows where to write to."""


class NotSetUp(CannotSend):
    """There is no mail server, see Settings → E-mail."""


class SentOtherwise(CannotSend):
    """Something else was sent under this key."""


def can_send(business: Business) -> bool:
    """A sample business may queue: what it queues is stopped before it goes out, since its people are made up."""
    return mailing.is_set_up() or business.is_sample


@transaction.atomic
def queue(
    lead: Lead,
    *,
    by,
    to: str | None = None,
    subject: str,
    text: str,
    key: uuid.UUID,
    not_before=None,
    reference: str = "",
    answers: Message | None = None,
) -> Message:
    """Have an e-mail sent to the person of a lead: now, or not before a moment. The same key again: the same message.

    `to` None: the contact's first address mail can go to. `answers` is the incoming message this is the answer to; None: it
    goes into the thread of the latest one with the same subject, if any. Raises OptedOut, NoAddress or NotSetUp; and SentOtherwise
    for the key of another letter that somebody wrote by hand (one of a sequence, with a `reference`, is the same whatever it says).
    """
    lead = merging.survivor(lead)
    known = Message.objects.filter(key=key).first()
    if known:
        if not reference and _differs(known, lead=lead, to=to, subject=subject, text=text):
            raise SentOtherwise(lead)
        return known
    if not can_send(Business.current()):
        raise NotSetUp(lead)
    written = {"by": by, "subject": _one_line(subject), "text": text, "reference": reference}
    message = _draft(lead, key=key, address=_address(lead, to), not_before=not_before or timezone.now(), **written)
    _put_in_thread(message, answers)
    Message.objects.bulk_create([message], ignore_conflicts=True)
    stored = Message.objects.get(key=key)
    if stored.pk == message.pk:
        _enqueue(stored)
        if stored.by and not stored.reference:
            close_questions(stored.lead, address=stored.address, by=stored.by)
    return stored


def _differs(message: Message, *, lead: Lead, to: str | None, subject: str, text: str) -> bool:
    address = address_key(to) if to else message.address
    return (message.lead_id, message.address, message.subject, message.text) != (lead.pk, address, _one_line(subject), text)


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:500]


def _draft(lead: Lead, *, key: uuid.UUID, **written) -> Message:
    """A message under an id made from its key, so that sending it again is seen to be the same one."""
    sender, ident = Sender.current(), uuid.uuid5(key, "message")
    about = {"lead": lead, "contact": lead.contact, "direction": Message.Direction.OUT, "status": Status.QUEUED}
    return Message(key=key, sender=sender.address, message_id=f"<{ident.hex}@{sender.domain}>", **about, **written)


def _address(lead: Lead, to: str | None) -> str:
    """Where it goes; the row of the address is locked, so that whoever opts out at this moment is heard first or afterwards."""
    wanted = [to] if to else [email.address for email in lead.contact.emails.all()] if lead.contact else []
    wanted = [each for each in wanted if each and each.strip()]
    if not wanted:
        raise NoAddress(lead)
    rows = {row.key: row for row in MailAddress.objects.among(wanted)}
    unknown = MailAddress()
    free = [each for each in wanted if not rows.get(address_key(each), unknown).is_opted_out]
    if not free:
        raise OptedOut(lead)
    working = [each for each in free if not rows.get(address_key(each), unknown).is_failing]
    chosen = MailAddress.locked((working or free)[0])
    if chosen.is_opted_out:
        raise OptedOut(lead)
    return chosen.key


def _put_in_thread(message: Message, answers: Message | None) -> None:
    before = answers or _latest_of_thread(message)
    if before is None:
        return
    message.in_reply_to = before.message_id
    message.references = " ".join(dict.fromkeys([*before.references.split(), before.message_id][-20:]))


def _latest_of_thread(message: Message) -> Message | None:
    """The latest message with them that has the same subject, whatever stands before it."""
    earlier = Message.objects.filter(lead=message.lead, address=message.address).exclude(nature=Message.Nature.BOUNCE)
    earlier = earlier.filter(status__in=(Status.SENT, Status.RECEIVED)).order_by("-at")[:20]
    return next((each for each in earlier if bare_subject(each.subject) == bare_subject(message.subject)), None)


def bare_subject(subject: str) -> str:
    """Without the “Re:” that programs put before it."""
    bare = subject.strip().casefold()
    while bare.startswith(PREFIXES):
        bare = bare.partition(":")[2].strip()
    return bare


PREFIXES = ("re:", "aw:", "fw:", "fwd:", "wg:", "sv:", "antw:", "tr:")


def close_questions(lead: Lead, *, address: str, by) -> None:
    """A person who writes has answered what was asked. `address` as in Message.address."""
    for activity in Activity.objects.planned().filter(to_answer__lead=lead, to_answer__address=address).distinct():
        activity.finish(by=by)


def _enqueue(message: Message) -> None:
    later = message.not_before > timezone.now() + timedelta(seconds=1)
    task = send_message.using(run_after=message.not_before) if later else send_message
    task.enqueue(str(message.pk))


@transaction.atomic
def send_again(message: Message, *, by: User) -> bool:
    """A person decided that it did not arrive, or is to be tried now. The same Message-ID, so that a mail program shows it once."""
    if has_no_way(message) or not message.queue_again(by=by):
        return False
    _enqueue(message)
    return True


def has_no_way(message: Message) -> bool:
    return MailAddress.locked(message.address).is_opted_out


def leave_unsent(message: Message, *, by: User) -> bool:
    """A person decided to leave it at that, or took it back before it went."""
    return message.leave(_("%(person)s left it unsent.") % {"person": by})
