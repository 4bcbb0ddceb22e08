"""CSV that a spreadsheet cannot be made to run, and that reads back to the letter.

A spreadsheet takes a cell that begins with = + - @ (also in full width), a tab or a line break for a formula, and a formula
can send the table to a stranger. Such text gets an apostrophe in front, which spreadsheets read as "this is text". Where a
cell begins depends on who reads: for a reader that cuts at semicolons, tabs, bars or line breaks, a text goes on as a cell of its own
behind each of them, so a sign there gets an apostrophe as well. Text that already has apostrophes there gets one more,
so that `undo(cell)` is exact for every text:

    undo(safe(text)) == text

Not touched: numbers, and telephone numbers, which begin with + and hold nothing a formula needs.

Every field stands in quotes. A program that guesses the separator of a file (Gnumeric) takes whatever follows the first quoted cell for it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import batched

from django.http import StreamingHttpResponse
from django.utils import timezone

from accounts.amounts import Amount, csv_text
from accounts.current_business import get_current_business

SIGNS = "=+\\-@＝＋－＠"
# Spaces and a byte order mark are skipped by some programs before they look for the sign.
DANGEROUS = re.compile(rf"'*(?:[\s\ufeff]*[{SIGNS}]|[\t\r\n])")
# A quotation mark is doubled in a field, and a reader that cuts within the field takes `""` for a cell that is empty so far.
SPACES = r"(?:[^\S\t\r\n]|\ufeff|\")*+"
# Behind a separator: + and - that go on with nothing ("; --") reckon nothing.
FORMULA = rf"{SPACES}(?:[=@＝＠]|[+\-＋－][+\-＋－ ]*[^\s;|+\-＋－])"
INSIDE = re.compile(rf"(?<=[;|\t\r\n])(?='*{FORMULA})")
GUARDED_INSIDE = re.compile(rf"(?<=[;|\t\r\n])'(?='*{FORMULA})")
RISKY = re.compile(rf"[;|\t\r\n]'*{FORMULA}")
PHONE = r"\+[0-9][0-9 ().\-]{4,24}(?: ?(?:x|ext\.?) ?[0-9]{1,12})?"
PHONES = re.compile(rf"{PHONE}(?:; {PHONE})*")
THOUSANDS = re.compile(r"-?\d+\.\d{3}")
ROWS_AT_ONCE = 500


def safe(text: str) -> str:
    """The text as it may stand in a cell."""
    if text[:1].isalnum():  # most cells
        return INSIDE.sub("'", text) if RISKY.search(text) else text
    if PHONES.fullmatch(text):
        return text
    start = "'" if DANGEROUS.match(text) else ""
    return start + INSIDE.sub("'", text)


def undo(cell: str) -> str:
    """The text that `safe` was given."""
    text = GUARDED_INSIDE.sub("", cell)
    return text[1:] if text.startswith("'") and DANGEROUS.match(text) else text


def lines(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells that are safe already, as lines."""
    return "".join(map(_line, rows))


def _line(cells: Sequence[str]) -> str:
    """As `csv.writer` with QUOTE_ALL has it, in a seventh of its time: long lists of leads are mostly that."""
    text = '","'.join(cells)
    if text.count('"') > 2 * (len(cells) - 1):
        text = '","'.join(cell.replace('"', '""') for cell in cells)
    return f'"{text}"\r\n'


def block(rows: Iterable[Sequence]) -> str:
    """The rows as lines. Numbers with a point and never three decimals, amounts as their currency is counted, moments as day and
    time here (the zone in force), None as nothing, anything else as its text made safe.

    A moment has no offset: no spreadsheet reads one that has, and whoever counts days by its first ten letters counts ours.
    """
    return lines([_cell(value) for value in row] for row in rows)


def write(rows: Iterable[Sequence]) -> Iterator[str]:
    """One line a row."""
    for row in rows:
        yield block([row])


def _cell(value) -> str:
    if isinstance(value, str):
        return safe(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None).isoformat(" ", "seconds")
    if isinstance(value, Amount):
        return csv_text(value, currency=get_current_business().currency)
    if isinstance(value, float | Decimal):
        return _number(value)
    return str(value) if isinstance(value, int | date) else safe(str(value))


def _number(value: float | Decimal) -> str:
    """Never with exactly three decimals: a German or Dutch spreadsheet takes the point of 21.738 for a mark of thousands."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return f"{text}0" if THOUSANDS.fullmatch(text) else text


def csv_response(rows: Iterable[Sequence], *, name: str) -> StreamingHttpResponse:
    """A download named `name`, sent while it is made."""
    return response((block(some) for some in batched(rows, ROWS_AT_ONCE)), name=name)


def response(blocks: Iterable[str], *, name: str) -> StreamingHttpResponse:
    """The same, of text that is CSV already. The mark in front tells spreadsheets that it is UTF-8."""

    def parts() -> Iterator[str]:
        yield "\ufeff"
        yield from blocks

    answer = StreamingHttpResponse(parts(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
