"""Blocks of rows as one JSON array of objects."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from leads.export.cells import plain
from leads.export.columns import Column
from leads.export.reading import Row


def blocks(chunks: Iterable[list[Row]], *, columns: Sequence[Column], zone: tzinfo) -> Iterator[str]:
    """A text a block; together they are the array. The moments of `chunks` are in UTC, those of the text in `zone`."""
    before = "[\n"
    for rows in chunks:
        objects = ({column.name: plain(cell, column, zone=zone) for column, cell in zip(columns, row, strict=True)} for row in rows)
        yield before + ",\n".join(json.dumps(one, ensure_ascii=False) for one in objects)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"
