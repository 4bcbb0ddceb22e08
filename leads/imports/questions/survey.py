"""What only whole columns show (the order of day and month, the decimal mark, words that have to be asked about, new names), found in
one reading of the file and in little memory: of each column only cells that differ in what matters are kept.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from leads.imports.fields import AMOUNT, ASKED, DATE, FIELDS
from leads.imports.plan import Plan
from leads.imports.questions.name_fields import NAMED
from leads.imports.table import Table
from leads.imports.values.date_shapes import YEAR_LAST
from leads.imports.values.dates import is_serial_day
from leads.imports.values.error_values import is_error
from leads.imports.values.typed_cells import NumberCell, stripped

MOST = 2000
"""Different cells of a column that are kept."""
LONGEST = 500
DIGIT = re.compile(r"\d")
LOOK_AT_THE_CLOCK = 5000


@dataclass
class Cells:
    """Cells of a column that differ in what matters, as they first stand there, and how often each kind does. `others`: how many
    more cells there are, of kinds beyond MOST or too long.
    """

    counts: dict[str, int] = field(default_factory=dict)
    others: int = 0

    def __iter__(self) -> Iterator[str]:
        return iter(self.counts)

    def __len__(self) -> int:
        """How many cells are filled."""
        return sum(self.counts.values()) + self.others

    @property
    def different(self) -> list[str]:
        return list(self.counts)

    @property
    def commonest(self) -> list[tuple[str, int]]:
        return sorted(self.counts.items(), key=lambda pair: -pair[1])


@dataclass
class Survey:
    """`columns`: of each column that matters. `filled`: how many cells of each other one are. `rows`: how many were looked at."""

    columns: dict[str, Cells]
    filled: dict[str, int]
    rows: int = 0

    @classmethod
    def of(cls, stored: Mapping) -> "Survey":
        columns = {header: Cells(dict(counts), others) for header, (counts, others) in stored["columns"].items()}
        return cls(columns, stored["filled"], stored["rows"])

    def as_json(self) -> dict:
        """Counts as pairs: PostgreSQL sorts the keys of objects."""
        columns = {header: [list(cells.counts.items()), cells.others] for header, cells in self.columns.items()}
        return {"columns": columns, "filled": self.filled, "rows": self.rows}


def surveyed(table: Table, plan: Plan, *, seconds: float | None = None) -> Survey:
    """Reads the file once for each choice of columns; the table remembers. `seconds`: how long it may take, if not to the end."""
    key = key_of(plan)
    if key not in table.surveys:
        table.surveys[key] = _read(table, plan, seconds=seconds)
    return table.surveys[key]


def key_of(plan: Plan) -> tuple:
    return tuple(sorted(plan.columns.items()))


class _Collector:
    """Takes the cells of one column. A kind that was seen is known by its first cell."""

    def __init__(self, kind_of: Callable[[str], str | None]):
        self.kind_of, self.cells = kind_of, Cells()
        self.firsts: dict[str, str] = {}

    def take(self, cell: str) -> None:
        counts = self.cells.counts
        if cell in counts and type(cell) is str:  # its own first
            counts[cell] += 1
            return
        kind = None if is_error(cell) else self.kind_of(cell)
        if kind is None:
            return
        if kind in self.firsts:
            counts[self.firsts[kind]] += 1
        elif len(self.firsts) < MOST and len(cell) <= LONGEST:
            self.firsts[kind] = cell
            counts[cell] = 1
        else:
            self.cells.others += 1


def _read(table: Table, plan: Plan, *, seconds: float | None) -> Survey:
    until = time.monotonic() + seconds if seconds is not None else float("inf")
    collectors = {header: _Collector(kind) for header, name in plan.columns.items() if (kind := _kind(name)) and header in table.headers}
    places = [(table.index(header), collector.take) for header, collector in collectors.items()]
    others = [at for at, header in enumerate(table.headers) if header not in plan.columns]
    filled, rows = dict.fromkeys(others, 0), 0
    for row in table.rows:
        if rows % LOOK_AT_THE_CLOCK == 0 and time.monotonic() > until:
            break
        rows += 1
        for at, take in places:
            if (cell := row.cells[at]) and not cell.isspace():
                take(stripped(cell))
        for at in others:
            if (cell := row.cells[at]) and not cell.isspace():
                filled[at] += 1
    columns = {header: collector.cells for header, collector in collectors.items()}
    return Survey(columns, {table.headers[at]: count for at, count in filled.items()}, rows)


def _kind(name: str) -> Callable[[str], str | None] | None:
    """What matters in a cell of this field. None: nothing that a whole column shows."""
    if name in NAMED:
        return _itself
    return {DATE: _date_kind, AMOUNT: _amount_kind, ASKED: _itself}.get(FIELDS[name].kind)


def _itself(cell: str) -> str:
    return str(cell)


def _date_kind(cell: str) -> str:
    if cell[:4].isdigit() and cell[4:5] == "-":  # most dates
        return "another"
    if match := YEAR_LAST.fullmatch(cell):
        return f"{match['one']}{match['mark']}{match['two']}"
    return "serial" if is_serial_day(cell) else "another"


def _amount_kind(cell: str) -> str | None:
    """Digits are like one another; marks, signs and the places between them are not. A number of a spreadsheet has none."""
    return None if isinstance(cell, NumberCell) else DIGIT.sub("0", cell)
