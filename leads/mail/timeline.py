"""What mail adds to the timeline of a lead."""

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from leads.mail.fields_shown import fields_not_shown, words_not_shown
from leads.mail.outbound.composition import body
from leads.mail.parsing.quotations import own_words
from leads.models import Lead, Message
from leads.timeline import Entry, Leads, person

ICONS = {
    Message.Status.QUEUED: "hourglass",
    Message.Status.SENDING: "send",
    Message.Status.SENT: "send",
    Message.Status.UNCERTAIN: "circle-question-mark",
    Message.Status.FAILED: "mail-x",
    Message.Status.BOUNCED: "mail-x",
    Message.Status.STOPPED: "ban",
}

MOST_EARLIER = 10
"""Mails before an answer that it may quote without a mark."""


def messages(leads: Leads) -> list[Entry]:
    """Two queries. Of a form's mail what its lead does not show already, with the whole behind it."""
    rows = Message.objects.filter(lead__in=leads).select_related("by").prefetch_related("files").order_by("at", "pk")
    by_lead: dict[UUID, list[Message]] = {}
    for message in rows:
        by_lead.setdefault(message.lead_id, []).append(message)
    return [entry for lead in leads for entry in _of_lead(lead, by_lead.get(lead.pk, []))]


def _of_lead(lead: Lead, rows: list[Message]) -> list[Entry]:
    return [
        _of_form(message, lead) if message.fields_read else _entry(message, before=rows[:number]) for number, message in enumerate(rows)
    ]


def _of_form(message: Message, lead: Lead) -> Entry:
    entry = _entry(message, before=[])
    return replace(entry, text=words_not_shown(message, lead), whole=message.text, read=fields_not_shown(message, lead))


def _entry(message: Message, *, before: list[Message]) -> Entry:
    text = own_words(message.text, earlier=map(_as_sent, before[-MOST_EARLIER:])) if message.is_incoming else message.text
    return Entry(
        at=message.at,
        icon="mail" if message.is_incoming else ICONS[message.status],
        title=_title(message),
        text=text,
        said=_said(message),
        mail=message,
        struck=message.status == Message.Status.STOPPED,
        whole=message.text if message.text.strip() != text else "",
        lead_id=message.lead_id,
    )


def _as_sent(message: Message) -> str:
    return message.text if message.is_incoming else body(message)


def _title(message: Message) -> str:
    subject = message.subject or _("no subject")
    if message.nature == Message.Nature.BOUNCE:
        return _("Delivery report, %(subject)s") % {"subject": subject}
    if message.nature == Message.Nature.AUTOMATIC:
        return _("Automatic reply, %(subject)s") % {"subject": subject}
    said = _("E-mail from them, %(subject)s") if message.is_incoming else _("E-mail, %(subject)s")
    return said % {"subject": subject}


def _said(message: Message) -> str:
    """Who wrote it, to or from which address."""
    if message.is_incoming:
        return " · ".join(filter(None, (message.name, message.address)))
    who = person(message.by) if message.by else _("By itself")
    return _("%(person)s to %(address)s") % {"person": who, "address": message.address}
