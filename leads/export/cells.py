r"""Cells of several values, and cells as values of other formats.

A cell of several values has `; ` between them, and ` | ` between the parts of each: `2026-10-02 09:30:00 | Google search | phone`.
Empty parts at the end are left away. In a text of its own `;` is `\;`, `|` is `\/`, `\` is `\\` and a line break is `\n`.
(`leads.export.sql` writes such cells.)
"""

import re
from datetime import UTC, datetime, tzinfo

from leads.export.columns import Column, Kind

PIECES = re.compile(r"((?:[^\\;|]|\\.|\\\Z)*)(; ?|\| ?|\Z)", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
MEANT = {"n": "\n", "r": "\r", "/": "|"}


def items(cell: str) -> list[list[str]]:
    """The items of a cell, each with its parts. What somebody wrote by hand is read as well: spaces around parts do not count."""
    found: list[list[str]] = [[]]
    for part, mark in PIECES.findall(cell):
        found[-1].append(ESCAPED.sub(lambda match: MEANT.get(match[1], match[1]), part.strip(" ")))
        if mark.startswith(";"):
            found.append([])
        elif not mark:
            break
    return [item for item in found if any(item)]


def plain(cell: str, column: Column, *, zone: tzinfo):
    """The value of a cell as JSON has it, whose moments were asked for in UTC: they get the offset of `zone`."""
    if column.kind is not Kind.LIST or not column.fields:
        return _plain(cell, column.kind, zone)
    return [
        {name: _plain(part, kind, zone) for (name, kind), part in zip(column.fields.items(), _filled(item, column), strict=True)}
        for item in items(cell)
    ]


def _filled(item: list[str], column: Column) -> list[str]:
    return item + [""] * (len(column.fields) - len(item))


def _plain(cell: str, kind: Kind, zone: tzinfo) -> str | float | bool | None:
    if kind in (Kind.TEXT, Kind.KEY, Kind.LIST):
        return cell
    if not cell:
        return None
    if kind is Kind.MOMENT:
        return datetime.fromisoformat(cell).replace(tzinfo=UTC).astimezone(zone).isoformat(timespec="seconds")
    if kind is Kind.FLAG:
        return cell == "True"
    return float(cell) if kind is Kind.AMOUNT else cell
