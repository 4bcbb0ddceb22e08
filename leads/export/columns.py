"""What a column of the saved list is, and what a higher app adds to them. It registers itself when the apps are ready."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.db.models import Expression


class Kind(Enum):
    """What stands in a cell: `str`, aware `datetime`, `date`, `Decimal`, `bool`, or tuples of these for rows of rows. None: empty."""

    TEXT = "text"
    MOMENT = "moment"
    DAY = "day"
    AMOUNT = "amount"
    FLAG = "flag"
    LIST = "list"


@dataclass(frozen=True)
class Column:
    """`of`: the values of the query it is made of by `read`; without them, the one of its name.

    `fields`: of a LIST, the name and kind of each part of an item. `is_money`: only for those who see what is sold for how much.
    """

    name: str
    kind: Kind = Kind.TEXT
    of: tuple[str, ...] = ()
    read: Callable | None = None
    fields: Mapping[str, Kind] = field(default_factory=dict)
    is_money: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        return self.of or (self.name,)


@dataclass(frozen=True)
class Part:
    """`values`: what to ask of a query over leads. A column of a higher part takes the place of a lower one of its name."""

    columns: tuple[Column, ...]
    values: Mapping[str, Expression]


parts: list[Part] = []


def register(part: Part) -> None:
    if part not in parts:
        parts.append(part)


def columns(*, with_money: bool) -> tuple[Column, ...]:
    """Every column in the order it is written."""
    by_name = {column.name: column for part in parts for column in part.columns}
    return tuple(column for column in by_name.values() if with_money or not column.is_money)


def values() -> dict[str, Expression]:
    return {name: expression for part in parts for name, expression in part.values.items()}
