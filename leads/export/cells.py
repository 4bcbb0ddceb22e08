"""Values as the cells of a file, and back.

A cell of several values has `; ` between them, and ` | ` between the parts of each: `2026-10-02 09:30:00 | Google search | phone`.
Empty parts at the end are left away. In a text of its own `;` `|` and `\\` have a `\\` before them, and a line break is `\\n`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal

from accounts.amounts import csv_text
from leads.export.columns import Column, Kind

type Item = Sequence[str]

ESCAPES = {"\\": "\\\\", ";": "\\;", "|": "\\|", "\n": "\\n", "\r": "\\r"}
ESCAPED = re.compile(r"[\\;|\n\r]")
PIECES = re.compile(r"((?:[^\\;|]|\\.|\\\Z)*)(; ?|\| ?|\Z)", re.DOTALL)
BACK = {"n": "\n", "r": "\r"}


def joined(items: Iterable[Item]) -> str:
    """The cell of these items."""
    return "; ".join(" | ".join(map(_escaped, _without_empty_end(item))) for item in items)


def items(cell: str) -> list[list[str]]:
    """The items of a cell, each with its parts. What somebody wrote by hand is read as well: spaces around parts do not count."""
    found: list[list[str]] = [[]]
    for part, mark in PIECES.findall(cell) if cell.strip() else ():
        found[-1].append(_plain(part))
        if mark.startswith(";"):
            found.append([])
        elif not mark:
            break
    return [item for item in found if any(item)]


def writers(columns: Sequence[Column], *, zone: tzinfo, currency: str) -> list[Callable]:
    """For each column, what makes a cell of its value for CSV: text, before any guard against formulas."""
    texts = {
        Kind.TEXT: lambda value: value or "",
        Kind.MOMENT: lambda value: local_text(value, zone) if value else "",
        Kind.DAY: lambda value: value.isoformat() if value else "",
        Kind.AMOUNT: lambda value: "" if value is None else csv_text(value, currency=currency),
        Kind.FLAG: str,
    }

    def of_list(column: Column) -> Callable:
        if not column.fields:
            return lambda values: joined([value] for value in values) if values else ""
        parts = [texts[kind] for kind in column.fields.values()]
        return lambda rows: joined([text(value) for text, value in zip(parts, row, strict=True)] for row in rows) if rows else ""

    return [of_list(column) if column.kind is Kind.LIST else texts[column.kind] for column in columns]


def local_text(moment: datetime, zone: tzinfo) -> str:
    """`2026-10-02 09:30:00`, where the business is: as every spreadsheet reads a date, and without an offset, which none reads."""
    return moment.astimezone(zone).replace(tzinfo=None).isoformat(" ", "seconds")


def plain(value, column: Column, *, zone: tzinfo):
    """The value as JSON has it: moments with the offset of the business, items as objects."""
    if column.kind is not Kind.LIST:
        return _plain_value(value, zone)
    if not column.fields:
        return joined([each] for each in value or ())
    return [{name: _plain_value(part, zone) for name, part in zip(column.fields, row, strict=True)} for row in value or ()]


def _plain_value(value, zone: tzinfo):
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _escaped(text: str) -> str:
    return ESCAPED.sub(lambda match: ESCAPES[match[0]], text)


def _plain(part: str) -> str:
    return re.sub(r"\\(.)", lambda match: BACK.get(match[1], match[1]), part.strip(" "), flags=re.DOTALL)


def _without_empty_end(item: Item) -> Item:
    end = len(item)
    while end > 1 and not item[end - 1]:
        end -= 1
    return item[:end]
