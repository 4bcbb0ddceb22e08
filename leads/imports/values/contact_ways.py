"""Phones and e-mail addresses out of cells that may hold several, or the other kind."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from leads.phones import Phone, digits_of, parse_phones
from leads.phones.number import LONGEST
from leads.phones.plain import plain_number

BETWEEN = re.compile(r"\s*(?:[;\n|,]|:::|\s/\s)\s*")
MAY_BE_BETWEEN = re.compile(r"[;\n|,/]|:::")
"""A tenth of the time of BETWEEN, for the cells that hold one number or address."""
FEWEST_DIGITS = 5
LONGEST_ADDRESS = 254
ADDRESS = re.compile(r"(?:mailto:)?([^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:?\"]+)(?:\?\S*)?", re.IGNORECASE)
PLAIN_ADDRESS = re.compile(
    r"[a-z0-9_+]+(?:[.-][a-z0-9_+]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE | re.ASCII
)
"""An address alone, of the sort that nearly all are; what fits is one by Django's own rule too, so that nothing else has to be asked."""
FAX = re.compile(r"\b(?:tele|télé)?(?:fax|copie)\b", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*\.?(?:[\s-]+[^\W\d_][^\W\d_.'’-]*\.?)+")


def read_ways(draft, texts: list[str], *, country: str) -> None:
    """Add every number and address to the draft. What is neither goes to the notes, with a warning: nothing is lost."""
    for text in texts:
        for part in _parts(text):
            if "@" in part:
                _add_emails(draft, part, country=country)
            else:
                _add_phone(draft, part, country=country)


def _parts(text: str) -> list[str]:
    """One cell's numbers and addresses. Not taken apart when a part would be too short to be either."""
    if not MAY_BE_BETWEEN.search(text) or not BETWEEN.search(text):
        return [text]
    parts = [part for part in BETWEEN.split(text) if part]
    whole = all("@" in part or len(digits_of(part)) >= FEWEST_DIGITS for part in parts)
    return parts if whole else [text]


def _add_emails(draft, text: str, *, country: str) -> None:
    """`Ann Miller (ann@firm.example)`, `Ann Miller <ann@firm.example>`, `mailto:ann@firm.example`, and a number beside them."""
    if len(text) <= LONGEST_ADDRESS and PLAIN_ADDRESS.fullmatch(text):
        _add_address(draft, text)
        return
    addresses = [address for address in map(str.rstrip, ADDRESS.findall(text)) if _is_email(address)]
    if not addresses:
        _keep(draft, text, _("“%(text)s” is not an e-mail address; it is kept in the notes."))
        return
    for address in addresses:
        _add_address(draft, address)
    rest = ADDRESS.sub(" ", text).strip(" <>()[],;:\"'\n\t")
    if len(digits_of(rest)) >= FEWEST_DIGITS:
        _add_phone(draft, rest, country=country)
    elif NAME.fullmatch(rest):
        draft.called = draft.called or rest


def _add_address(draft, address: str) -> None:
    if not draft.emails or address.lower() not in [each.lower() for each in draft.emails]:
        draft.emails.append(str(address))


def _is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def _add_phone(draft, text: str, *, country: str) -> None:
    if e164 := _plain(text, country=country):
        _add(draft, Phone(text.strip(), e164))
        return
    if len(text) > LONGEST or not digits_of(text):
        _keep(draft, text, _("“%(text)s” is neither a phone number nor an address; it is kept in the notes."))
        return
    if FAX.search(text):
        _keep(draft, text, _("“%(text)s” is a fax number; it is kept in the notes."))
        return
    for phone in parse_phones(text, country=country):
        if warning := phone.warning:
            draft.warnings.append(warning)
        _add(draft, phone)


def _plain(text: str, *, country: str) -> str:
    """What `parse_phones` makes of most numbers, in E.164; nothing for the others."""
    return "" if len(text) > LONGEST or "/" in text else plain_number(text.strip(), country=country)


def _add(draft, phone: Phone) -> None:
    if not draft.phones or _key(phone) not in map(_key, draft.phones):
        draft.phones.append(phone)


def _key(phone: Phone) -> tuple[str, str, str]:
    return phone.e164, phone.extension, phone.digits


def _keep(draft, text: str, warning: str) -> None:
    draft.warnings.append(warning % {"text": text[:60]})
    if text not in draft.notes:
        draft.notes = "\n".join(filter(None, (draft.notes, text)))
    draft.given.add("notes")
