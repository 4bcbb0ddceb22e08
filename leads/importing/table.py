"""A file as rows of text, whatever it was before. Cells of a spreadsheet are text that knows its type (`typed_cells`)."""

from dataclasses import dataclass
from itertools import count

from django.utils.translation import gettext as _

from leads.importing.typed_cells import stripped

MAX_ROWS = 200_000
MAX_BYTES = 50 * 1024 * 1024
MAX_COLUMNS = 500


class Unreadable(Exception):
    """The file cannot be read; the message says why and what to do."""


def too_many_rows(rows: int) -> Unreadable:
    return Unreadable(_("This file has %(rows)s rows; at most %(most)s go in at once. Split it.") % {"rows": rows, "most": MAX_ROWS})


@dataclass(frozen=True)
class Row:
    """`number` is the row's place in the file, as a spreadsheet numbers it: the first record is 1, blank ones count."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Every header is filled and unique; every row is as wide as the headers. Blank rows are left out."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    records: int
    """Records in the file, header and blank ones included."""
    encoding: str = ""
    delimiter: str = ""

    def index(self, header: str) -> int:
        return self.headers.index(header)

    def column(self, header: str) -> list[str]:
        """The filled cells of a column, without spaces round them."""
        at = self.index(header)
        return [stripped(row.cells[at]) for row in self.rows if row.cells[at].strip()]

    def find(self, name: str) -> str | None:
        """The header called `name`, else the only one called so but for case and spaces."""
        if name in self.headers:
            return name
        alike = [header for header in self.headers if _plain(header) == _plain(name)]
        return alike[0] if len(alike) == 1 else None

    @classmethod
    def of(cls, records: list[list[str]], *, encoding: str = "", delimiter: str = "") -> "Table":
        """The first record that is not blank has the headers. Raises Unreadable when there is none, or there is too much."""
        filled = [Row(number, tuple(cells)) for number, cells in enumerate(records, 1) if any(cell.strip() for cell in cells)]
        if not filled:
            raise Unreadable(_("This file is empty."))
        head, *rows = filled
        if len(rows) > MAX_ROWS:
            raise too_many_rows(len(rows))
        width = max(len(head.cells), *(_width(row.cells) for row in rows)) if rows else len(head.cells)
        if width > MAX_COLUMNS:
            raise Unreadable(_("This file has %(columns)s columns; at most %(most)s are read.") % {"columns": width, "most": MAX_COLUMNS})
        return cls(
            headers=_unique(head.cells, width),
            rows=tuple(Row(row.number, _fit(row.cells, width)) for row in rows),
            records=len(records),
            encoding=encoding,
            delimiter=delimiter,
        )


def _plain(header: str) -> str:
    return " ".join(header.casefold().split())


def _width(cells: tuple[str, ...]) -> int:
    """Up to the last filled cell: commas at the end of a line are no columns."""
    return max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))[:width]


def _unique(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """An empty header is called by its place; one that was there before gets a number."""
    headers: list[str] = []
    for at, cell in enumerate(_fit(cells, width), 1):
        name = " ".join(cell.replace("\ufeff", "").split()) or _("Column %(number)s") % {"number": at}
        spare = (f"{name} ({number})" for number in count(2))
        headers.append(name if name not in headers else next(each for each in spare if each not in headers))
    return tuple(headers)
