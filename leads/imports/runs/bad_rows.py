"""The rows of a file that did not go in, to be mended in a spreadsheet or by a program and brought in again."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice

from django.utils.translation import gettext as _

from accounts import csvsafe
from leads.imports.files.text import LONGEST_CELL
from leads.imports.table import Row
from leads.imports.values.typed_cells import MomentCell, NumberCell

NUMBER, MOMENT = "number", "moment"
TYPES: dict[type, str] = {NumberCell: NUMBER, MomentCell: MOMENT}
READERS: dict[str, Callable] = {NUMBER: float, MOMENT: datetime.fromisoformat}


class BadRows:
    """Hands on each batch of them as CSV in UTF-8, the headers before the first, and behind each row its number in the file and the
    reason. `put` is not called while there are none. None of them is kept.
    """

    def __init__(self, headers: Sequence[str], put: Callable[[bytes], object]):
        self.headers, self.put, self.count = headers, put, 0
        self.kinds: dict[int, set[str]] = {}

    def add(self, rows: Iterable[tuple[Row, str]]) -> None:
        lines = [(*row.cells, row.number, reason) for row, reason in sorted(rows, key=lambda pair: pair[0].number)]
        if not lines:
            return
        names = [] if self.count else [(*self.headers, _("Row"), _("Reason"))]
        self.count += len(lines)
        self._note_kinds(lines)
        self.put(csvsafe.block([*names, *([_plain(cell) for cell in line] for line in lines)]).encode())

    def _note_kinds(self, lines: list[tuple]) -> None:
        for line in lines:
            for at, cell in enumerate(line):
                if cell != "":
                    self.kinds.setdefault(at, set()).add(TYPES.get(type(cell), ""))

    def as_json(self) -> dict:
        return {"count": self.count, "kinds": {at: sorted(kinds) for at, kinds in self.kinds.items()}}

    def go_on(self, progress: Mapping) -> None:
        """Behind what an earlier run handed on, which ended with this `as_json`."""
        self.count = progress["count"]
        self.kinds = {int(at): set(kinds) for at, kinds in progress["kinds"].items()}

    def types(self) -> dict[str, str]:
        """What a column holds, by its place, where that is nothing but numbers, or nothing but moments, of a spreadsheet."""
        return {str(at): min(kinds) for at, kinds in sorted(self.kinds.items()) if len(kinds) == 1 and kinds != {""}}


def read_back(pieces: Iterable[bytes], *, types: Mapping[str, str]) -> Iterator[tuple]:
    """The names of the columns, then the rows, of what BadRows handed on. What a spreadsheet held as numbers and moments is that again.

    Each piece ends with a row.
    """
    csv.field_size_limit(2 * LONGEST_CELL)  # what makes a cell harmless makes it longer
    lines = chain.from_iterable(io.StringIO(piece.decode(), newline="") for piece in pieces)
    readers = [(int(at), READERS[kind]) for at, kind in types.items()]
    for number, record in enumerate(csv.reader(lines)):
        row: list = [csvsafe.undo(cell) for cell in record]
        for at, value_of in readers if number else ():
            row[at] = value_of(row[at]) if row[at] else ""
        yield tuple(row)


def numbers_in(pieces: Iterable[bytes]) -> Iterator[int]:
    """The numbers of the rows in what BadRows handed on."""
    return (int(row[-2]) for row in islice(read_back(pieces, types={}), 1, None))


def _plain(cell) -> str | Decimal | int:
    """Numbers of a spreadsheet are written as numbers: never with three decimals, which some programs take for thousands."""
    return cell.number if isinstance(cell, NumberCell) else cell
