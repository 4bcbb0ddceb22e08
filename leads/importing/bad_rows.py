"""The rows of a file that did not go in, to be mended in a spreadsheet or by a program and brought in again."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from accounts import csvsafe
from leads.importing.typed_cells import MomentCell, NumberCell

NUMBER, MOMENT = "number", "moment"
READERS: dict[str, Callable] = {NUMBER: float, MOMENT: datetime.fromisoformat}


@dataclass(frozen=True)
class BadRows:
    """`names` of the columns, and the rows below them; the last two are the row's number in the file and the reason."""

    names: tuple[str, ...]
    rows: Sequence[tuple]

    @classmethod
    def of(cls, text: str, *, types: Mapping[str, str]) -> "BadRows":
        """From `as_csv` and `types`. What a spreadsheet held as numbers and dates are numbers and dates again."""
        read = [[csvsafe.undo(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
        names, rows = read[0] if read else [], read[1:]
        readers = [(int(at), READERS[kind]) for at, kind in types.items()]
        for row in rows:
            for at, value_of in readers:
                row[at] = value_of(row[at]) if row[at] else ""
        return cls(tuple(names), [tuple(row) for row in rows])

    def as_csv(self) -> str:
        """Numbers of a spreadsheet are written as numbers: never with three decimals, which some programs take for thousands."""
        return csvsafe.block([self.names, *([_plain(cell) for cell in row] for row in self.rows)])

    def types(self) -> dict[str, str]:
        """What a column holds, by its place, where that is nothing but numbers, or nothing but moments, of a spreadsheet."""
        kinds = {NUMBER: NumberCell, MOMENT: MomentCell}
        found = {}
        for at, column in enumerate(zip(*self.rows, strict=True)):
            filled = [cell for cell in column if cell != ""]
            found |= {str(at): name for name, kind in kinds.items() if filled and all(isinstance(cell, kind) for cell in filled)}
        return found


def _plain(cell) -> str | Decimal | int:
    return cell.number if isinstance(cell, NumberCell) else cell
