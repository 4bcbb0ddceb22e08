"""What mail adds to the timeline of a lead."""

import re

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
        text=own_words(message.text) if message.is_incoming else message.text,
        said=_said(message),
        mail=message,
        struck=message.status == Message.Status.STOPPED,
    )


QUOTED = re.compile(r"^(>|On .{5,200} wrote:|Am .{5,200} schrieb|-{2,} ?(Original|Forwarded) )", re.IGNORECASE | re.MULTILINE)
LONGEST = 2000


def own_words(text: str) -> str:
    """What they wrote themselves, without the earlier mail that programs put below; all of it where that would leave nothing."""
    found = QUOTED.search(text)
    words = (text[: found.start()] if found else text).strip() or text
    return words if len(words) <= LONGEST else f"{words[:LONGEST]} …"


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
