"""What a column of the saved list is, and what a higher app adds to them. It registers itself when the apps are ready."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

BLANK = "(blank)"
"""How files of ours write that there is none: no source, no channel, no reason."""


class Kind(Enum):
    """What a cell says. Every cell is text, as it stands in CSV; empty: not known.

    TEXT may hold what somebody typed, KEY is an id or a word of ours. MOMENT is `2026-10-02 09:30:00`, DAY its first ten letters,
    AMOUNT digits with a point, FLAG `True` or `False`; for LIST see `leads.export.cells`.
    """

    TEXT = "text"
    KEY = "key"
    MOMENT = "moment"
    DAY = "day"
    AMOUNT = "amount"
    FLAG = "flag"
    LIST = "list"


@dataclass(frozen=True)
class Column:
    """`sql`: the cell, or None, over the tables of its part's `joins` and those below it.

    `fields`: of a LIST, the name and kind of each part of an item; without them its items are texts. `for_sellers`: only for those who
    see what is sold for how much, and what is noted about clients.
    """

    name: str
    sql: str
    kind: Kind = Kind.TEXT
    fields: Mapping[str, Kind] = field(default_factory=dict)
    for_sellers: bool = False


@dataclass(frozen=True)
class Part:
    """`joins` go on from `wanted`, the leads of a block, which its own queries may narrow themselves to. `queries`: what they
    read more than once, by name.

    A column of a higher part takes the place of the lower one of its name.
    """

    columns: tuple[Column, ...]
    joins: str
    queries: Mapping[str, str] = field(default_factory=dict)


parts: list[Part] = []


def register(part: Part) -> None:
    if part not in parts:
        parts.append(part)


def columns(*, sells: bool) -> tuple[Column, ...]:
    """Every column in the order it is written."""
    by_name = {column.name: column for part in parts for column in part.columns}
    return tuple(column for column in by_name.values() if sells or not column.for_sellers)
