"""Which column is what: by its header in several languages, by a likely misspelling of it, and by what stands in it."""

import datetime as dt
import re

from rapidfuzz.distance import OSA

from leads.importing.columns.others import other_of
from leads.importing.columns.own import is_own_export, own_columns
from leads.importing.dates import SERIAL, order_of, parse_moment
from leads.importing.fields import DATES, FIELDS
from leads.importing.kinds import LEADS, kinds
from leads.importing.table import Table
from leads.importing.words import shorter_spellings, spelled
from leads.phones import digits_of

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SAMPLE = 100
MOST = 0.6
SHORTEST_MISSPELT = 4
NOT_MISSPELT = {"state", "town", "city", "form", "form name", "male", "made", "page", "rate", "time"}
ALIKE = {"name": ("email", "phone"), "email": ("phone",), "phone": ("email",)}


def propose(table: Table, *, kind: str = LEADS) -> dict[str, str]:
    """A field for each header it can be told of; the others are left out. No field twice unless several columns may be it.

    A header read exactly goes before a misspelt one, and that before one told by its values only.
    """
    if is_own_export(table.headers) and kind == LEADS:
        return own_columns(table.headers, fields=kinds[kind].fields)
    found: dict[str, str] = {}
    taken: set[str] = set()
    phrases = kinds[kind].phrases
    for judge in (_by_word, _by_misspelling, _by_values):
        for header in table.headers:
            field = "" if header in found else judge(header, table.column(header)[:SAMPLE], phrases)
            if field and not _is_barred(header, field) and (FIELDS[field].many or field not in taken):
                found[header] = field
                taken.add(field)
    if {"first_name", "last_name"} <= taken and "name" in taken:
        found = {header: field for header, field in found.items() if field != "name"}
    return {header: found[header] for header in table.headers if header in found}


def _is_barred(header: str, field: str) -> bool:
    other = other_of(header)
    return other is not None and field in other.bars


def _by_word(header: str, cells: list[str], phrases: dict[str, str]) -> str:
    field = next((phrases[each] for each in shorter_spellings(_bare(header)) if each in phrases), "")
    return _held_against(field, cells)


def _by_misspelling(header: str, cells: list[str], phrases: dict[str, str]) -> str:
    """One letter wrong, missing or too many, or two swapped, in a header of four letters or more."""
    said = spelled(_bare(header))
    if len(said) < SHORTEST_MISSPELT or not said.isascii() or said in NOT_MISSPELT:
        return ""
    near = min(phrases, key=lambda phrase: (OSA.distance(said, phrase), phrase))
    close = OSA.distance(said, near) == 1 and len(near) >= SHORTEST_MISSPELT
    return _held_against(phrases[near], cells) if close else ""


def _by_values(header: str, cells: list[str], phrases: dict[str, str]) -> str:
    """Addresses are told by themselves. So are phones, where the header does not say that they are something else.

    A date has the digits of a phone: "date of contact" is not where to ring.
    """
    if _share(cells, _is_email) >= MOST:
        return "email"
    said = set(spelled(header).split())
    meant = said & {"contact", "number", "phone", "mobile", "whatsapp", "tel"} and _share(cells, _is_date) < MOST
    return "phone" if meant and _share(cells, _is_phone) >= MOST else ""


def _held_against(field: str, cells: list[str]) -> str:
    """A name that is full of addresses is an address; a date without one date in it is none."""
    if field in ALIKE and cells:
        told = {"email": _share(cells, _is_email), "phone": _share(cells, _is_phone)}
        other = next((kind for kind in ALIKE[field] if told[kind] >= MOST), "")
        return other or field
    if field in DATES and cells and _share(cells, _is_date) < MOST and order_of(cells) != SERIAL:
        return ""
    return field


def _bare(header: str) -> str:
    return re.sub(r" \(\d+\)$", "", header)


def _share(cells: list[str], test) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0


def _is_email(cell: str) -> bool:
    return bool(EMAIL.search(cell))


def _is_phone(cell: str) -> bool:
    return "@" not in cell and 6 <= len(digits_of(cell)) <= 18 and sum(c.isalpha() for c in cell) <= 1


def _is_date(cell: str) -> bool:
    try:
        parse_moment(cell, order="", zone=dt.UTC)
    except ValueError:
        return False
    return True
