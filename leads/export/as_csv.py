"""Blocks of rows as CSV."""

from collections.abc import Iterable, Iterator, Sequence

from accounts import csvsafe
from leads.export.columns import Column, Kind
from leads.export.reading import Row

FREE = (Kind.TEXT, Kind.LIST)
"""Kinds whose cells may hold what somebody typed."""


def blocks(chunks: Iterable[list[Row]], *, columns: Sequence[Column]) -> Iterator[str]:
    """The names of the columns, then a text a block."""
    free = [at for at, column in enumerate(columns) if column.kind in FREE]
    yield csvsafe.lines([[column.name for column in columns]])
    for rows in chunks:
        yield csvsafe.lines(_guarded(row, free) for row in rows)


def _guarded(row: Row, free: Sequence[int]) -> list[str]:
    cells = list(row)
    for at in free:
        if cells[at]:
            cells[at] = csvsafe.safe(cells[at])
    return cells
