"""What a form's mail said, beside what its lead shows already: each value stands once on the page."""

import re

from accounts.models import Business
from leads.models import Lead, Message
from leads.phones import parse_phones

type Field = tuple[str, str]
"""Label and value."""


def fields_not_shown(message: Message, lead: Lead) -> list[Field]:
    """What was read in the mail and stands nowhere among the facts of the lead. No query on a lead loaded for its page."""
    return [(label, value) for label, value in message.fields_read if not _is_shown(value, lead)]


def words_not_shown(message: Message, lead: Lead) -> str:
    """What they wrote into the form, unless it is what the lead says they want."""
    words = message.text_fields.get("message", "")
    return "" if _alike(words, lead.interest) else words


def _is_shown(value: str, lead: Lead) -> bool:
    facts = [lead.interest, str(lead.source or ""), str(lead.campaign or ""), *_facts_of_person(lead)]
    in_notes = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", lead.notes, re.IGNORECASE)
    return bool(in_notes) or any(_alike(value, fact) for fact in facts) or _is_their_number(value, lead)


def _facts_of_person(lead: Lead) -> list[str]:
    contact = lead.contact
    return [contact.name, contact.company, *(email.address for email in contact.emails.all())] if contact else []


def _is_their_number(value: str, lead: Lead) -> bool:
    phones = lead.contact.phones.all() if lead.contact else []
    numbers = {phone.e164 for phone in phones if phone.e164}
    read = {phone.e164 for phone in parse_phones(value, country=Business.current().country)} if numbers else set()
    return any(_alike(value, phone.as_typed) for phone in phones) or bool(read & numbers)


def _alike(value: str, other: str) -> bool:
    return " ".join(value.split()).casefold() == " ".join(other.split()).casefold()
