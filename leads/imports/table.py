"""A file as rows of text, whatever it was before. Cells of a spreadsheet are text that knows its type (`typed_cells`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count, islice, takewhile
from typing import Protocol, overload

from django.utils.translation import gettext as _

from leads.imports.files.below import Below, left_out
from leads.imports.files.headers import HEAD, Record, find_headers
from leads.imports.files.layout import UNKNOWN, Layout, LeftOut
from leads.imports.files.source import Unreadable
from leads.imports.values.error_values import is_error
from leads.imports.values.typed_cells import stripped

MAX_COLUMNS = 500
NAMED_AGAIN, LINES = 20, 8
SAMPLE, SAMPLED_ROWS = 200, 5000
LOOKED_AT = 500
"""Characters of a cell that tell what sort of cell it is."""
AT_ONCE = 4_000_000
"""Characters of rows that are held together."""

__all__ = ["LeftOut", "Row", "Rows", "Table", "Unreadable"]


class Records(Protocol):
    """Records of a file from its first, blank ones included; each time it is iterated, from the beginning."""

    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True)
class Row:
    """`number` is the row's place in the file, as a spreadsheet numbers it: the first record is 1, blank ones count."""

    number: int
    cells: tuple[str, ...]

    @property
    def size(self) -> int:
        """In characters."""
        return sum(map(len, self.cells))


@dataclass(frozen=True)
class Rows:
    """The rows of a table, read from the file each time; none of them is kept. `len` costs nothing, `rows[0]` reads up to it."""

    records: Records
    layout: Layout
    head: list[str]
    """The cells of the header row as they stand in the file; empty where there is none."""

    def __iter__(self) -> Iterator[Row]:
        layout, apart = self.layout, {each.row for each in self.layout.apart}
        for number, cells in _filled(self.records, after=layout.header_row):
            if number not in apart and not (layout.again and cells == self.head):
                yield Row(number, _fit(cells, layout.width))

    def batches(self, most: int) -> Iterator[list[Row]]:
        """So many at a time, and fewer where they are long: what is held is bounded."""
        batch: list[Row] = []
        size = 0
        for row in self:
            batch.append(row)
            size += row.size
            if len(batch) == most or size > AT_ONCE:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def __len__(self) -> int:
        return self.layout.rows

    def __bool__(self) -> bool:
        return self.layout.rows > 0

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at):
        """One row, or some of the first; not from the end."""
        return list(islice(self, at.start, at.stop, at.step)) if isinstance(at, slice) else next(islice(self, at, None))


@dataclass(frozen=True)
class Table:
    """Every header is filled and unique; every row is as wide as the headers. Blank rows are left out.

    `layout` says how the file was read, whole. `above`: the rows before the headers, and what the reader left out.
    `looks_headless`: the first row looks like a person, and nobody has said yet whether it is one. `sheets`: the names of all that
    the file has.
    """

    headers: tuple[str, ...]
    rows: Rows
    layout: Layout
    above: tuple[LeftOut, ...] = ()
    looks_headless: bool = False
    sheets: tuple[str, ...] = ()
    surveys: dict = field(default_factory=dict, compare=False, repr=False)
    """What `leads.imports.questions.survey` found out of whole columns."""

    @property
    def encoding(self) -> str:
        return self.layout.encoding or ""

    @property
    def delimiter(self) -> str:
        return self.layout.delimiter or ""

    @property
    def has_headers(self) -> bool:
        """Else the columns are called by their places."""
        return self.layout.header_row != 0

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is filled in the file and no row of the table, and why. Where the headers stand again, the first few times."""
        return (*self.above, *self.layout.apart)

    @property
    def left_out_count(self) -> int:
        return len(self.left_out) + max(0, self.layout.again - NAMED_AGAIN)

    @property
    def layout_to_keep(self) -> Layout:
        """What need not be found again. Where the first row looks like a person, somebody has to say so first."""
        return self.layout.corrected(header_row=None) if self.looks_headless else self.layout

    @cached_property
    def lines(self) -> list[Record]:
        """The first lines of the file as they are."""
        return [(number, shortened(cells)) for number, cells in islice(_filled(self.rows.records), LINES)]

    def index(self, header: str) -> int:
        return self.headers.index(header)

    def sample(self, header: str, most: int = SAMPLE) -> list[str]:
        """The first filled cells of a column, of the first rows: read once for all columns."""
        return self._samples[self.index(header)][:most]

    @cached_property
    def _samples(self) -> list[list[str]]:
        samples: list[list[str]] = [[] for _header in self.headers]
        for row in islice(self.rows, SAMPLED_ROWS):
            for sample, cell in zip(samples, row.cells, strict=True):
                if len(sample) < SAMPLE and cell.strip() and not is_error(text := stripped(cell)):
                    sample.append(text[:LOOKED_AT] if len(text) > LOOKED_AT else text)
        return samples

    def find(self, name: str) -> str | None:
        """The header called `name`, else the only one called so but for case and spaces."""
        if name in self.headers:
            return name
        alike = [header for header in self.headers if _plain(header) == _plain(name)]
        return alike[0] if len(alike) == 1 else None

    @classmethod
    def of(cls, records: Records, *, layout: Layout = UNKNOWN, sheets: tuple[str, ...] = (), other: tuple[LeftOut, ...] = ()) -> "Table":
        """What `layout` leaves open is found. `other`: what the reader left out, blank here.

        Raises Unreadable when there is no row at all, or there are too many columns.
        """
        head = [(number, shortened(cells)) for number, cells in islice(_filled(records), HEAD)]
        if not head:
            raise Unreadable(_("This file is empty."))
        is_doubtful = False
        if layout.header_row is None:
            found = find_headers(head)
            layout, is_doubtful = replace(layout, header_row=found.number), found.is_doubtful
        cells = _headers_in(records, layout.header_row)
        layout = _counted(records, layout, cells)
        if layout.width > MAX_COLUMNS:
            told = {"columns": layout.width, "most": MAX_COLUMNS}
            raise Unreadable(_("This file has %(columns)s columns; at most %(most)s are read.") % told)
        return cls(
            headers=_unique(cells, layout.width),
            rows=Rows(records, layout, cells),
            layout=layout,
            above=(*_above(records, layout.header_row), *other),
            looks_headless=is_doubtful,
            sheets=sheets,
        )


def _filled(records: Iterable[list[str]], *, after: int = 0) -> Iterator[Record]:
    """Those with anything in them, and their numbers."""
    for number, cells in enumerate(records, 1):
        if number > after and (text := "".join(cells)) and not text.isspace():
            yield number, cells


def shortened(cells: list[str]) -> list[str]:
    """As much of a record as tells what it is."""
    return [cell[:LOOKED_AT] if len(cell) > LOOKED_AT else cell for cell in cells[: 2 * MAX_COLUMNS]]


def _headers_in(records: Records, row: int) -> list[str]:
    """Raises Unreadable when the file has no such row."""
    if row == 0:
        return []
    cells = next(islice(records, row - 1, None), None)
    if cells is None:
        raise Unreadable(_("This file has no row %(row)s for the headers.") % {"row": row})
    return cells


def _above(records: Records, row: int) -> tuple[LeftOut, ...]:
    before = takewhile(lambda record: record[0] < row, _filled(records))
    return tuple(left_out(number, cells, _("above the headers")) for number, cells in before)


def _counted(records: Records, layout: Layout, head: list[str]) -> Layout:
    """With what only the whole file shows: how wide it is, which rows are none of the table's, and how many are left."""
    if None not in (layout.width, layout.rows, layout.apart, layout.again):
        return layout
    rows, width, again, repeats = 0, len(head), 0, []
    is_head, below = _width(head) > 1 and layout.apart is None, Below(columns=_width(head) or 2)
    for number, cells in _filled(records, after=layout.header_row):
        if is_head and cells == head:  # as programs repeat them on each page
            again += 1
            if again <= NAMED_AGAIN:
                repeats.append(left_out(number, cells, _("the headers again")))
            continue
        rows += 1
        width = max(width, _width(cells)) if len(cells) > width else width
        below.see(number, cells)
    ends = below.left_out() if layout.apart is None else layout.apart
    return replace(layout, width=width, rows=rows - len(ends), apart=(*repeats, *ends), again=again)


def _plain(header: str) -> str:
    return " ".join(header.casefold().split())


def _width(cells: Iterable[str]) -> int:
    """Up to the last filled cell: commas at the end of a line are no columns."""
    return max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _fit(cells: list[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))[:width]


def _unique(cells: list[str], width: int) -> tuple[str, ...]:
    """An empty header is called by its place; one that was there before gets a number."""
    headers: list[str] = []
    for at, cell in enumerate(_fit(cells, width), 1):
        name = " ".join(cell.replace("\ufeff", "").split()) or _("Column %(number)s") % {"number": at}
        spare = (f"{name} ({number})" for number in count(2))
        headers.append(name if name not in headers else next(each for each in spare if each not in headers))
    return tuple(headers)
