"""CSV that a spreadsheet cannot be made to run, and that reads back to the letter.

A spreadsheet takes a cell that begins with = + - @ (also in full width), a tab or a line break for a formula, and a formula
can send the table to a stranger. Such text gets an apostrophe in front, which spreadsheets read as "this is text". Text that
already has apostrophes there gets one more, so that `undo(cell)` is exact for every text:

    undo(safe(text)) == text

Not touched: numbers, and telephone numbers, which begin with + and hold nothing a formula needs.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from django.http import StreamingHttpResponse
from django.utils import timezone

# Spaces and a byte order mark are skipped by some programs before they look for the sign.
DANGEROUS = re.compile(r"'*(?:[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])")
PHONE = r"\+[0-9][0-9 ().\-]{4,24}(?: ?(?:x|ext\.?) ?[0-9]{1,12})?"
PHONES = re.compile(rf"{PHONE}(?:; {PHONE})*")


def safe(text: str) -> str:
    """The text as it may stand in a cell."""
    return f"'{text}" if DANGEROUS.match(text) and not PHONES.fullmatch(text) else text


def undo(cell: str) -> str:
    """The text that `safe` was given."""
    return cell[1:] if cell.startswith("'") and DANGEROUS.match(cell) else cell


class _Echo:
    def write(self, line: str) -> str:
        return line


def write(rows: Iterable[Sequence]) -> Iterator[str]:
    """One line a row. Numbers as they are, None as nothing, moments as day and time here (the zone in force), anything else
    as its text made safe.

    A moment has no offset: no spreadsheet reads one that has, and whoever counts days by its first ten letters counts ours.
    """
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_MINIMAL)
    for row in rows:
        yield writer.writerow([_cell(value) for value in row])


def _cell(value) -> str | int | float | Decimal:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    return value if isinstance(value, int | float | Decimal) else safe(str(value))


def csv_response(rows: Iterable[Sequence], *, name: str) -> StreamingHttpResponse:
    """A download named `name`, sent while it is made. The mark in front tells spreadsheets that it is UTF-8."""

    def lines():
        yield "\ufeff"
        yield from write(rows)

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
