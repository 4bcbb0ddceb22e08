"""Whether what stands in a column fits the field its header names. Each test takes the filled cells of a sample."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

from leads.imports.fields import AMOUNT, DATE, FIELDS
from leads.imports.questions.choices import Channels
from leads.imports.values.dates import SERIAL, EmptyDate, order_of, parse_moment
from leads.models.source import name_key
from leads.phones import digits_of

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SAMPLE = 100
MOST = 0.6
FEW, ENOUGH = 0.5, 6
"""Of this many cells, a column that repeats itself more often than this holds nobody's own number, address or name."""
LONGEST_NAME = 100
KINDS_OF_CONTACT = {*Channels.KNOWN, "cellular", "landline", "mobile", "unknown", "none", "yes", "no", "true", "false"}


def share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0


def is_email(cell: str) -> bool:
    return bool(EMAIL.search(cell))


def is_phone(cell: str) -> bool:
    return "@" not in cell and 6 <= len(digits_of(cell)) <= 18 and sum(c.isalpha() for c in cell) <= 1


def is_date(cell: str) -> bool:
    try:
        parse_moment(cell, order="", zone=dt.UTC)
    except EmptyDate:
        return True
    except (ValueError, OverflowError):
        return False
    return True


def has_digit(cell: str) -> bool:
    """As far as an amount can be told here: one in another currency is refused row by row, with the reason."""
    return any(c.isdigit() for c in cell)


def is_name(cell: str) -> bool:
    """Letters, and neither an address, a link nor a kind of contact (`cellular`)."""
    letters = sum(c.isalpha() for c in cell)
    is_text = letters > sum(c.isdigit() for c in cell) and "@" not in cell and "://" not in cell and "/" not in cell
    return is_text and len(cell) <= LONGEST_NAME and name_key(cell) not in KINDS_OF_CONTACT


def are_emails(cells: Sequence[str]) -> bool:
    return share(cells, is_email) >= MOST


def are_phones(cells: Sequence[str]) -> bool:
    return share(cells, is_phone) >= MOST


def are_dates(cells: Sequence[str]) -> bool:
    """The numbers a spreadsheet counts its days by are dates as well, where a header says so."""
    return share(cells, is_date) >= MOST or order_of(list(cells)) == SERIAL


def are_names(cells: Sequence[str]) -> bool:
    return share(cells, is_name) >= MOST


def are_of_persons(cells: Sequence[str]) -> bool:
    """Names, or ways to reach somebody."""
    return bool(cells) and (are_phones(cells) or are_emails(cells) or are_names(cells)) and not are_dates(cells)


def are_peoples_own(cells: Sequence[str]) -> bool:
    """Each row has another: a number or an address that stands in most rows is the business's own, or a colleague's."""
    return len(cells) < ENOUGH or len(set(cells)) / len(cells) >= FEW


def are_ids(cells: Sequence[str]) -> bool:
    return len(cells) < ENOUGH or len(set(cells)) / len(cells) >= 0.9


def contradict(field: str, cells: Sequence[str], *, sure: bool) -> bool:
    """Whether the cells show that the column is not this field. An empty column contradicts nothing. `sure`: the header says so
    plainly, as `Full name` does and `Contact` does not.
    """
    if not cells:
        return False
    if FIELDS[field].kind == DATE:
        return not are_dates(cells)
    if FIELDS[field].kind == AMOUNT:
        return share(cells, has_digit) < MOST
    if field == "external_id":
        return not are_ids(cells) or are_emails(cells)
    return field == "name" and not sure and not are_names(cells)


def confirm(field: str, cells: Sequence[str]) -> bool:
    """Whether the cells alone make it likely: asked where the header is misspelt. Of free text nothing can be told."""
    tests = {"email": are_emails, "phone": are_phones, "name": are_names, "first_name": are_names, "last_name": are_names}
    if FIELDS[field].kind in (DATE, AMOUNT):
        return bool(cells) and not contradict(field, cells, sure=False)
    return tests[field](cells) if field in tests else not are_phones(cells) and not are_emails(cells)
