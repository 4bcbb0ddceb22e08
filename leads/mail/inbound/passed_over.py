"""Mail that was passed over: kept with its reason for a while, so that a person can look through it and bring some back."""

from datetime import datetime
from email.message import Message as Mail

from django.db import transaction
from django.utils import timezone

from leads.mail.inbound.intake import take_as_enquiry
from leads.mail.parsing.incoming import IDS, Incoming
from leads.mail.programs.not_text import with_words
from leads.models import IncomingMail, Lead, Mailbox, PassedMail


class Gone(Exception):
    """It cannot be brought back: its words are not kept, or somebody brought it back already."""


def keep(incoming: Incoming, row: IncomingMail, *, at: datetime) -> None:
    incoming = with_words(incoming)
    PassedMail.objects.create(
        incoming=row,
        name=incoming.name,
        text=incoming.text,
        text_cut=incoming.cut,
        message_id=incoming.message_id,
        references=" ".join(reversed(incoming.answered)),
        at=min(at, timezone.now()),
    )


@transaction.atomic
def bring_back(row: IncomingMail, *, by) -> Lead:
    """Take it in as an enquiry of whoever sent it, as if it had just been read. Raises Gone; twice is once."""
    row = IncomingMail.objects.select_for_update(of=("self",)).get(pk=row.pk)
    passed = PassedMail.objects.filter(incoming=row).first()
    if row.message and row.message.lead and passed and passed.brought_back_at:
        return row.message.lead
    if passed is None or row.outcome != IncomingMail.Outcome.IGNORED or not row.sender:
        raise Gone
    mailbox = Mailbox.objects.first()
    row.outcome, row.message, row.reason = take_as_enquiry(_incoming(row, passed), mailbox and mailbox.source, at=passed.at, by=by)
    if row.message is None:
        raise Gone
    row.save()
    passed.brought_back_at, passed.brought_back_by = timezone.now(), by
    passed.save()
    return row.message.lead


def _incoming(row: IncomingMail, passed: PassedMail) -> Incoming:
    return Incoming(
        message_id=passed.message_id,
        answered=tuple(reversed(IDS.findall(passed.references))),
        sender=row.sender,
        name=passed.name,
        written_by=row.sender,
        reply_to=(),
        subject=row.subject,
        text=passed.text,
        cut=passed.text_cut,
        fingerprint=row.fingerprint,
        mail=Mail(),
    )


def forget() -> int:
    """Words older than PassedMail.KEPT are deleted; that the mail came stays listed. Returns how many."""
    return PassedMail.objects.filter(at__lt=timezone.now() - PassedMail.KEPT).delete()[0]
