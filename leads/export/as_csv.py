"""Blocks of rows as CSV."""

from collections.abc import Iterable, Iterator, Sequence

from accounts import csvsafe
from accounts.models import Business
from leads.export.cells import writers
from leads.export.columns import Column


def blocks(chunks: Iterable[list[list]], *, columns: Sequence[Column], business: Business) -> Iterator[str]:
    """The names of the columns, then a text a block."""
    texts = writers(columns, zone=business.zone, currency=business.currency)
    yield csvsafe.block([[column.name for column in columns]])
    for rows in chunks:
        yield csvsafe.block([text(value) for text, value in zip(texts, row, strict=True)] for row in rows)
