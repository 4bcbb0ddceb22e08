"""Run as a program of its own by `leads.importing.files.sheets`: a spreadsheet of a kilobyte can ask for more memory than there is
(one cell in the far corner of an empty sheet), and whoever reads it dies of that. Here nobody else does.

The arguments are the file, the most rows there may be, and the name of a sheet or nothing. Out goes a line of JSON about the
workbook, then one a row, of that sheet or else of the first that has anything in it; of one with more rows only how many there are
(TOO_LONG). A cell is text or true or false as it is, a number as a number, a day or a moment as a list of its ISO text. Knows
nothing of Django, so that it begins at once.
"""

import contextlib
import datetime as dt
import json
import re
import resource
import sys
import tempfile
import zipfile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

UNREADABLE, TOO_LONG = 3, 4
MOST_MEMORY = 2 * 1024 * 1024 * 1024
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
"""As SheetJS writes the local clock of a date cell (ISO 8601, `t="d"`): the Z means nothing there."""
CHUNK = 1024 * 1024
SPACE = re.compile(rb">\s+(?=</?table:)|(?<=table-cell)>\s+(?=<text:)")
BREAK, TAB = re.compile(rb"<text:line-break\s*/>"), re.compile(rb"<text:tab\b[^<>]*/>")
OPEN_DOCUMENT_PARTS = {"mimetype", "META-INF/manifest.xml", "content.xml"}


def main(path: str, most: int, wanted: str) -> int:
    with contextlib.suppress(ValueError, OSError):  # not every system takes a limit, or one above its own
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        book = _book(path)
        names = [wanted] if wanted in book.sheet_names else _in_order(book)
        return _write_first_filled(book, names, most, clock=_clock(path))
    except (CalamineError, zipfile.BadZipFile):
        return UNREADABLE


def _book(path: str) -> CalamineWorkbook:
    if not _is_open_document(path):
        return CalamineWorkbook.from_path(path)
    with tempfile.NamedTemporaryFile(suffix=".ods") as copy:
        _write_plainly(path, copy)
        copy.flush()
        return CalamineWorkbook.from_path(copy.name)


def _is_open_document(path: str) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as parts:
        return "content.xml" in parts.namelist()


def _write_plainly(path: str, copy) -> None:
    """An .ods as calamine reads it right: it refuses white space between cells (Gnumeric and SheetJS write it), and leaves out line
    breaks and tabs in a cell, so that two words become one.
    """
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as after:
        for name in OPEN_DOCUMENT_PARTS & set(before.namelist()):
            with before.open(name) as part, after.open(name, "w") as to:
                left = b""
                while chunk := part.read(CHUNK):
                    left += chunk
                    end = _end_of_whole_tags(left)
                    to.write(_plain(left[:end]))
                    left = left[end:]
                to.write(_plain(left))


def _end_of_whole_tags(xml: bytes) -> int:
    """Where it can be cut: before a tag that has no space before it."""
    at = len(xml)
    while (at := xml.rfind(b"<", 0, at)) > 0 and xml[at - 1 : at].isspace():
        pass
    return max(at, 0)


def _plain(xml: bytes) -> bytes:
    return TAB.sub(b" ", BREAK.sub(b"\n", SPACE.sub(b">", xml)))


def _in_order(book: CalamineWorkbook) -> list[str]:
    """Those that people see go first."""
    return [sheet.name for sheet in sorted(book.sheets_metadata, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)]


def _write_first_filled(book: CalamineWorkbook, names: list[str], most: int, *, clock: dict) -> int:
    for name in names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height > most:
            sys.stdout.write(json.dumps(sheet.total_height))
            return TOO_LONG
        if _is_filled(sheet):
            about = {"sheets": book.sheet_names, "sheet": name, "date1904": clock["date1904"]}
            sys.stdout.write(f"{json.dumps(about)}\n")
            _write(sheet, clock=clock)
            return 0
    return 0


def _is_filled(sheet: CalamineSheet) -> bool:
    return any(str(cell).strip() for record in sheet.iter_rows() for cell in record)


def _write(sheet: CalamineSheet, *, clock: dict) -> None:
    left = sheet.start[1]  # rows above the first filled one come as empty ones, columns before it do not come
    days = days_of(sheet.iter_rows(), iso_cells=clock["iso_cells"])
    for record in sheet.iter_rows():
        cells = [as_json(cell, is_day=at in days, iso_cells=clock["iso_cells"]) for at, cell in enumerate(record)]
        sys.stdout.write(f"{json.dumps([''] * left + cells)}\n")


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


def _clock(path: str) -> dict:
    """Of an .xlsx: whether its days are counted from 1904, and whether any of its cells is of ISO dates."""
    clock = {"date1904": False, "iso_cells": False}
    if not zipfile.is_zipfile(path):
        return clock
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name == "xl/workbook.xml":
                clock["date1904"] = _has(parts, name, rb'date1904\s*=\s*["\'](?:1|true)["\']')
            elif name.startswith("xl/worksheets/") and not clock["iso_cells"]:
                clock["iso_cells"] = _has(parts, name, rb'<c\b[^>]*\bt\s*=\s*["\']d["\']')
    return clock


def _has(parts: zipfile.ZipFile, name: str, pattern: bytes) -> bool:
    end = b""
    with parts.open(name) as part:
        while chunk := part.read(CHUNK):
            if re.search(pattern, end + chunk):
                return True
            end = chunk[-200:]
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
