"""Rows as a spreadsheet: phones and ids are text, moments are dates, amounts are numbers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain

from accounts.amounts import Amount
from accounts.xlsx import Book
from leads.export.columns import Column, Kind
from leads.export.reading import Row

WIDTHS = {Kind.TEXT: 20, Kind.KEY: 14, Kind.MOMENT: 17, Kind.DAY: 12, Kind.AMOUNT: 13, Kind.FLAG: 11, Kind.LIST: 28}
OF_AN_ID = 38
TYPES: dict[Kind, Callable] = {
    Kind.MOMENT: datetime.fromisoformat,
    Kind.DAY: date.fromisoformat,
    Kind.AMOUNT: Amount,
    Kind.FLAG: lambda cell: cell == "True",
}
"""The others are text."""


def book(columns: Sequence[Column], *, title: str, currency: str) -> Book:
    widths = [max(OF_AN_ID if column.name == "id" else WIDTHS[column.kind], len(column.name) + 2) for column in columns]
    texts = [at for at, column in enumerate(columns) if column.kind not in TYPES]
    return Book(title, [column.name for column in columns], widths, currency, texts)


def rows(chunks: Iterable[list[Row]], *, columns: Sequence[Column]) -> Iterator[list]:
    """Cells as values."""
    types = [(at, TYPES[column.kind]) for at, column in enumerate(columns) if column.kind in TYPES]
    for row in chain.from_iterable(chunks):
        cells: list = list(row)
        for at, read in types:
            if cells[at]:
                cells[at] = read(cells[at])
        yield cells
