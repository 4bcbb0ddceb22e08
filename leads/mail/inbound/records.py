"""A mail that came in, kept as a message of its lead."""

import uuid
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from leads import merging
from leads.mail.inbound.file_store import keep_files
from leads.mail.parsing.incoming import Incoming
from leads.models import Activity, Lead, MailAddress, Message

KEYS = uuid.UUID("7d0c4d3e-6f0e-5a39-9a54-1b8f3a3c9e10")
Nature, Status = Message.Nature, Message.Status


def record(incoming: Incoming, lead: Lead | None, *, at: datetime, nature: str = Nature.WRITTEN) -> Message:
    lead = lead and merging.survivor(lead)
    ident = incoming.message_id
    if Message.objects.incoming().filter(message_id=ident).exists():  # a program that gives every mail the same
        ident = f"<{incoming.fingerprint}@same-id.invalid>"
    if nature == Nature.WRITTEN:
        MailAddress.objects.among([incoming.sender]).update(failing_since=None, failing_for="")
    message = Message.objects.create(
        key=uuid.uuid5(KEYS, f"message {incoming.fingerprint}"),
        lead=lead,
        contact=lead and lead.contact,
        direction=Message.Direction.IN,
        nature=nature,
        status=Status.RECEIVED,
        address=incoming.sender,
        name=incoming.name,
        subject=incoming.subject,
        text=incoming.text,
        text_cut=incoming.cut,
        text_fields=incoming.form.filled if incoming.form else {},
        message_id=ident,
        in_reply_to=incoming.answered[0] if incoming.answered else "",
        references=" ".join(reversed(incoming.answered)),
        at=at,
        received_at=at,
    )
    if nature in (Nature.WRITTEN, Nature.FORWARDED):
        keep_files(message, incoming.files)
    return message


def log(message: Message) -> None:
    """They wrote: that is part of the lead's history, and somebody answers today."""
    lead = message.lead
    message.activity = Activity.log(lead, by=None, kind=Activity.Kind.MESSAGE, text=message.subject, at=message.at)
    asked = Activity.objects.planned().filter(to_answer__lead=lead).first()
    message.answer = asked or _plan_answer(message)
    message.save(update_fields=["activity", "answer"])


def _plan_answer(message: Message) -> Activity:
    """For whoever wrote to them last, while they work here; else for whoever is free."""
    last = Message.objects.outgoing().filter(lead=message.lead, by__is_active=True).order_by("-at").select_related("by").first()
    text = _("Answer their e-mail: %(subject)s") % {"subject": message.subject or _("no subject")}
    return Activity.plan(
        message.lead, by=None, on=timezone.localdate(), kind=Activity.Kind.MESSAGE, text=text, for_user=last.by if last else None
    )
