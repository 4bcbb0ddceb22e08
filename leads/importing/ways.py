"""Phones and e-mail addresses out of cells that may hold several, or the other kind."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from leads.phones import digits_of, parse_phone

BETWEEN = re.compile(r"\s*(?:[;\n|,]|:::|\s/\s)\s*")
FEWEST_DIGITS = 5
LONGEST = 60


def read_ways(draft, texts: list[str], *, country: str) -> None:
    """Add every number and address to the draft. What is neither goes to the notes, with a warning: nothing is lost."""
    for text in texts:
        for part in _parts(text):
            if "@" in part:
                _add_email(draft, part)
            else:
                _add_phone(draft, part, country=country)


def _parts(text: str) -> list[str]:
    """One cell's numbers and addresses. Not taken apart when a part would be too short to be either."""
    parts = [part for part in BETWEEN.split(text) if part]
    whole = all("@" in part or len(digits_of(part)) >= FEWEST_DIGITS for part in parts)
    return parts if whole else [text]


def _add_email(draft, text: str) -> None:
    address = text.strip("<>").removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError:
        _keep(draft, text, _("“%(text)s” is not an e-mail address; it is kept in the notes."))
        return
    if address.lower() not in [each.lower() for each in draft.emails]:
        draft.emails.append(address)


def _add_phone(draft, text: str, *, country: str) -> None:
    if len(text) > LONGEST or not digits_of(text):
        _keep(draft, text, _("“%(text)s” is neither a phone number nor an address; it is kept in the notes."))
        return
    phone = parse_phone(text, country=country)
    if not phone.e164:
        draft.warnings.append(_("“%(text)s” is not a number that can be dialled; it is kept as typed.") % {"text": text[:60]})
    if (phone.e164, phone.extension, phone.digits) not in [(each.e164, each.extension, each.digits) for each in draft.phones]:
        draft.phones.append(phone)


def _keep(draft, text: str, warning: str) -> None:
    draft.warnings.append(warning % {"text": text[:60]})
    if text not in draft.notes:
        draft.notes = "\n".join(filter(None, (draft.notes, text)))
    draft.given.add("notes")
