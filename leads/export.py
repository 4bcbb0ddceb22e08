"""The lead list as a file: one dict a lead, the same for CSV and JSON."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from leads.models import Lead

CHUNK = 1000
"""Leads read at a time: two queries more for their phones and e-mails each."""
COLUMNS = (
    *("id", "external_id", "received_at", "source", "channel", "campaign", "how_known"),
    *("name", "company", "client_type", "phone", "other_phones", "email", "other_emails"),
    *("interest", "notes", "state", "disqualified_for", "closed_at", "is_client", "logged_by", "logged_at", "owner"),
)


def records(found) -> Iterator[dict]:
    """A dict of COLUMNS for each lead of a queryset, newest first. Read in chunks, so that any number fits in memory."""
    for lead in found.for_list().order_by("-listed_at", "-pk").iterator(chunk_size=CHUNK):
        yield _record(lead)


def _record(lead: Lead) -> dict:
    contact = lead.contact
    phones = [_dialled(phone) for phone in contact.phones.all()] if contact else []
    emails = [email.address for email in contact.emails.all()] if contact else []
    return {
        "id": str(lead.pk),
        "external_id": lead.external_id or "",
        "received_at": _moment(lead.received_at),
        "source": lead.source.name if lead.source else "(blank)",
        "channel": lead.channel,
        "campaign": lead.campaign.name if lead.campaign else "",
        "how_known": lead.how_known,
        "name": contact.name if contact else "",
        "company": contact.company if contact else "",
        "client_type": contact.client_type if contact else "",
        "phone": phones[0] if phones else "",
        "other_phones": "; ".join(phones[1:]),
        "email": emails[0] if emails else "",
        "other_emails": "; ".join(emails[1:]),
        "interest": lead.interest,
        "notes": lead.notes,
        "state": lead.state,
        "disqualified_for": lead.disqualified_for,
        "closed_at": _moment(lead.closed_at),
        "is_client": bool(contact and contact.is_client),
        "logged_by": str(lead.logged_by) if lead.logged_by else "",
        "logged_at": _moment(lead.logged_at),
        "owner": lead.owner_text,
    }


def _dialled(phone) -> str:
    number = phone.e164 or phone.as_typed
    return f"{number} x{phone.extension}" if phone.e164 and phone.extension else number


def _moment(moment: datetime | None) -> datetime | None:
    """In the zone of the business: whoever writes it needs no other."""
    return moment and timezone.localtime(moment)
