"""What mail adds to the timeline of a lead."""

from django.utils.translation import gettext as _

from leads.models import Lead, Message
from leads.timeline import Entry, person

ICONS = {
    Message.Status.QUEUED: "hourglass",
    Message.Status.SENDING: "send",
    Message.Status.SENT: "send",
    Message.Status.UNCERTAIN: "circle-question-mark",
    Message.Status.FAILED: "mail-x",
    Message.Status.BOUNCED: "mail-x",
    Message.Status.STOPPED: "ban",
}


def messages(lead: Lead) -> list[Entry]:
    """One query."""
    return [_entry(one) for one in lead.messages.select_related("by")]


def _entry(message: Message) -> Entry:
    return Entry(
        at=message.at,
        icon="mail" if message.is_incoming else ICONS[message.status],
        title=_title(message),
        text=message.text,
        said=_said(message),
        mail=message,
        struck=message.status == Message.Status.STOPPED,
    )


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
