"""What a change of a lead says to a person: which field, what it was, what it is."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from leads.models import Contact, Lead, LeadChange
from leads.models.contact import ADDRESS

NONE = "–"


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


def differences(changes: list[LeadChange]) -> list[list[Difference]]:
    """For each change its fields, in words. No query: a change remembers names, not keys."""
    return [[_difference(name, change.before.get(name), after) for name, after in change.after.items()] for change in changes]


def _difference(name: str, before, after) -> Difference:
    return Difference(label=field_label(name), before=_words(name, before), after=_words(name, after))


def field_label(name: str) -> str:
    if name in ("phones", "emails", "contact"):
        return {"phones": _("Phones"), "emails": _("E-mails"), "contact": _("Contact")}[name]
    model = Lead if name in LEAD_FIELDS else Contact
    label = str(model._meta.get_field(name).verbose_name) if name in LEAD_FIELDS | CONTACT_FIELDS else name
    return label[:1].upper() + label[1:]


LEAD_FIELDS = {"source", "campaign", "channel", "how_known", "received_at", "interest", "notes", "owner_text", "referred_by"}
CONTACT_FIELDS = {"name", "company", "client_type", *ADDRESS}


def _words(name: str, value) -> str:
    if value in (None, "", []):
        return NONE
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if name == "received_at":
        return _moment(value)
    if name in ("channel", "how_known"):
        return str(dict(Lead._meta.get_field(name).choices).get(value, value))
    return str(value)


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return formats.date_format(timezone.localtime(moment) if timezone.is_aware(moment) else moment, "j F Y, H:i")
