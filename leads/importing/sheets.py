"""Spreadsheets (xlsx, xls, ods) through calamine: values only, so a formula is what it last showed and never runs."""

import io
import json
import subprocess
import sys
import zipfile

from django.utils.translation import gettext as _

from leads.importing import cells
from leads.importing.table import MAX_ROWS, Unreadable, too_many_rows
from leads.importing.typed_cells import MomentCell, NumberCell

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MAX_UNPACKED = 1024 * 1024 * 1024
MOST_SECONDS = 50


def looks_like_a_sheet(data: bytes) -> bool:
    return data.startswith((ZIP, OLE))


def read_sheet(data: bytes) -> list[list[str]]:
    """The first sheet that has anything in it."""
    _refuse_a_bomb(data)
    command = [sys.executable, "-I", cells.__file__, str(MAX_ROWS + 1000)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise _too_large() from error
    if done.returncode == cells.UNREADABLE:
        raise Unreadable(_("This is not a spreadsheet that can be read, or it has a password. Save it as .xlsx or .csv without one."))
    if done.returncode == cells.TOO_LONG:
        raise too_many_rows(json.loads(done.stdout))
    if done.returncode:
        raise _too_large()
    return _records(done.stdout.splitlines())


def _records(lines: list[bytes]) -> list[list[str]]:
    """The first line tells of the workbook, each other one is a row."""
    if not lines:
        return []
    date1904 = json.loads(lines[0])["date1904"]
    return [[_cell(value, date1904=date1904) for value in json.loads(line)] for line in lines[1:]]


def _cell(value: str | bool | float | list[str], *, date1904: bool) -> str:
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case [iso]:
            return MomentCell.of(iso)
    return NumberCell.of(value, date1904=date1904)


def _refuse_a_bomb(data: bytes) -> None:
    if not data.startswith(ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise Unreadable(_("This file is damaged. Save it again, and choose the new one.")) from error
    if size > MAX_UNPACKED:
        raise _too_large()


def _too_large() -> Unreadable:
    return Unreadable(_("This spreadsheet is too large once unpacked. Save the sheet as .csv."))
