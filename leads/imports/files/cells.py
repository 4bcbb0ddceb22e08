"""Run as a program of its own by `leads.imports.files.sheets`: a spreadsheet of a kilobyte can ask for more memory than there is
(one cell in the far corner of an empty sheet), and whoever reads it dies of that. Here nobody else does.

The arguments are the file, the most rows there may be, the most bytes it may unpack to, and the name of a sheet or nothing. Out goes a
line of JSON about the workbook, then one a row, of that sheet or else of the first that has anything in it; of one with more rows only
how many there are (TOO_LONG); of a ZIP file that is no spreadsheet what it is (FOREIGN). A cell is text or true or false as it is, a
number as a number, a day or a moment as a list of its ISO text, an error as the text it shows. Knows nothing of Django, so that it
begins at once.
"""

import contextlib
import datetime as dt
import re
import tempfile
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from leads.imports.files import archive, plainly
from leads.imports.files.archive import Marks
from leads.imports.files.limits import Lines, TooLarge
from leads.imports.files.workbook97 import errors_of

UNREADABLE, TOO_LONG, TOO_LARGE, FOREIGN = 3, 4, 6, 7
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
"""As SheetJS writes the local clock of a date cell (ISO 8601, `t="d"`): the Z means nothing there."""


def main(path: str, most_rows: str, unpacked: str, wanted: str) -> int:
    lines = Lines(int(unpacked))
    try:
        if not archive.is_zip(path):
            marks = Marks(error_cells=errors_of(path))
            return _write_book(CalamineWorkbook.from_path(path), lines, wanted, most=int(most_rows), marks=marks)
        if (kind := archive.kind_of(path)) != archive.SHEET:
            lines.write(kind)
            return FOREIGN
        marks = archive.look_through(path, most=int(unpacked))
        with _opened(path, marks) as book:
            return _write_book(book, lines, wanted, most=int(most_rows), marks=marks)
    except (CalamineError, *archive.ERRORS):
        return UNREADABLE
    except TooLarge:
        return TOO_LARGE


@contextlib.contextmanager
def _opened(path: str, marks: Marks) -> Iterator[CalamineWorkbook]:
    is_open_document = archive.is_open_document(path)
    if not (is_open_document or marks.errors):
        yield CalamineWorkbook.from_path(path)
        return
    write = plainly.write_open_document if is_open_document else plainly.write_workbook
    with tempfile.NamedTemporaryFile(suffix=".ods" if is_open_document else ".xlsx") as copy:
        write(path, copy)
        copy.flush()
        yield CalamineWorkbook.from_path(copy.name)


def _write_book(book: CalamineWorkbook, lines: Lines, wanted: str, *, most: int, marks: Marks) -> int:
    names = [wanted] if wanted in book.sheet_names else _in_order(book)
    for name in names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height > most:
            lines.write(sheet.total_height)
            return TOO_LONG
        if _is_filled(sheet):
            lines.write({"sheets": book.sheet_names, "sheet": name, "date1904": marks.date1904})
            _write(sheet, lines, marks=marks)
            return 0
    return 0


def _in_order(book: CalamineWorkbook) -> list[str]:
    """Those that people see go first."""
    return [sheet.name for sheet in sorted(book.sheets_metadata, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)]


def _is_filled(sheet: CalamineSheet) -> bool:
    return any(str(cell).strip() for record in sheet.iter_rows() for cell in record)


def _write(sheet: CalamineSheet, lines: Lines, *, marks: Marks) -> None:
    left = sheet.start[1]  # rows above the first filled one come as empty ones, columns before it do not come
    days = days_of(sheet.iter_rows(), iso_cells=marks.iso_cells)
    errors: dict[int, dict[int, str]] = {}
    for (row, column), shown in marks.error_cells.get(sheet.name, {}).items():
        errors.setdefault(row, {})[column - left] = shown
    for row, record in enumerate(sheet.iter_rows()):
        cells = [as_json(cell, is_day=at in days, iso_cells=marks.iso_cells) for at, cell in enumerate(record)]
        for at, shown in errors.get(row, {}).items():
            if 0 <= at < len(cells) and cells[at] == "":
                cells[at] = shown
        lines.write_row([""] * left + cells)


def days_of(records, *, iso_cells: bool = False) -> set[int]:
    """Columns whose moments are all within a minute of midnight: days, written by a program whose clock was seconds off."""
    days: dict[int, bool] = {}
    for record in records:
        for at, cell in enumerate(record):
            if days.get(at, True) and (moment := moment_of(cell, iso_cells=iso_cells)):
                days[at] = abs(moment - _nearest_day(moment)) < MINUTE
    return {at for at, is_day in days.items() if is_day}


def as_json(cell, *, is_day: bool = False, iso_cells: bool = False):
    """A cell as JSON tells its type."""
    moment = moment_of(cell, iso_cells=iso_cells)
    if moment and is_day:
        return [_nearest_day(moment).date().isoformat()]
    if moment:
        moment = _nearest_second(moment)
        return [moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat()]
    if isinstance(cell, dt.timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return cell if isinstance(cell, bool | int | float) else str(cell).replace("\0", "")


def moment_of(cell, *, iso_cells: bool) -> dt.datetime | None:
    if isinstance(cell, dt.datetime):
        return cell
    if isinstance(cell, dt.date):
        return dt.datetime.combine(cell, dt.time())
    if iso_cells and isinstance(cell, str) and ZONED.fullmatch(cell):
        with contextlib.suppress(ValueError):
            return dt.datetime.fromisoformat(cell.removesuffix("Z"))
    return None


def _nearest_day(moment: dt.datetime) -> dt.datetime:
    day = dt.datetime.combine(moment.date(), dt.time())
    return day + DAY if moment - day > DAY / 2 and day.year < dt.MAXYEAR else day


def _nearest_second(moment: dt.datetime) -> dt.datetime:
    """A serial number is a fraction of a day, and never quite a second."""
    late = moment.microsecond >= 500_000 and moment.year < dt.MAXYEAR
    return moment.replace(microsecond=0) + dt.timedelta(seconds=late)
