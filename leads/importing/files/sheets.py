"""Spreadsheets (xlsx, xls, ods) through calamine: values only, so a formula is what it last showed and never runs."""

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO

from django.utils.translation import gettext as _

from leads.importing.files import cells
from leads.importing.files.source import Source, Unreadable, beginning_of
from leads.importing.typed_cells import MomentCell, NumberCell

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MAX_ROWS = 200_000
MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 1024 * 1024 * 1024
MOST_SECONDS = 50
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class SheetRecords:
    """The rows of a sheet, out of a temporary file that is gone with this object. `sheets`: the names of all."""

    file: IO[bytes]
    sheet: str
    sheets: tuple[str, ...]
    date1904: bool

    def __iter__(self) -> Iterator[list[str]]:
        lines = io.BufferedReader(_From(self.file.fileno()))
        next(lines)  # about the workbook
        for line in lines:
            yield [_cell(value, date1904=self.date1904) for value in json.loads(line)]


class _From(io.RawIOBase):
    """A file read from its beginning, however far others have read it."""

    def __init__(self, fd: int):
        self.fd, self.at = fd, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = os.pread(self.fd, len(buffer), self.at)
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)


def looks_like_a_sheet(source: Source) -> bool:
    return beginning_of(source, len(ZIP)).startswith((ZIP, OLE))


def read_sheet(source: Source, *, sheet: str | None = None) -> SheetRecords:
    """The sheet of that name, else the first that has anything in it. Raises Unreadable."""
    with tempfile.NamedTemporaryFile() as copy, source.open() as file:
        _copy(file, copy)
        _refuse_a_bomb(copy)
        return _read(copy.name, sheet=sheet or "")


def _copy(file: BinaryIO, copy: IO[bytes]) -> None:
    while chunk := file.read(CHUNK):
        copy.write(chunk)
        if copy.tell() > MAX_BYTES:
            said = _("This spreadsheet is larger than %(most)s MB. Save it as .csv, which may be of any size.")
            raise Unreadable(said % {"most": MAX_BYTES // 1024 // 1024})
    copy.flush()


def _read(path: str, *, sheet: str) -> SheetRecords:
    lines = tempfile.TemporaryFile()  # noqa: SIM115 (closed with whoever reads it)
    command = [sys.executable, "-I", cells.__file__, path, str(MAX_ROWS), sheet]
    try:
        done = subprocess.run(command, stdout=lines, stderr=subprocess.DEVNULL, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise _too_large() from error
    lines.seek(0)
    first = lines.readline()
    if done.returncode == cells.UNREADABLE:
        raise Unreadable(_("This is not a spreadsheet that can be read, or it has a password. Save it as .xlsx or .csv without one."))
    if done.returncode == cells.TOO_LONG:
        raise too_many_rows(json.loads(first))
    if done.returncode:
        raise _too_large()
    if not first:
        raise Unreadable(_("This file is empty."))
    about = json.loads(first)
    return SheetRecords(lines, about["sheet"], tuple(about["sheets"]), about["date1904"])


def too_many_rows(rows: int) -> Unreadable:
    said = _("This spreadsheet has %(rows)s rows; at most %(most)s are read. Save it as .csv, which may have any number.")
    return Unreadable(said % {"rows": rows, "most": MAX_ROWS})


def _refuse_a_bomb(file: IO[bytes]) -> None:
    file.seek(0)
    if file.read(len(ZIP)) != ZIP:
        return
    try:
        with zipfile.ZipFile(file) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise Unreadable(_("This file is damaged. Save it again, and choose the new one.")) from error
    if size > MAX_UNPACKED:
        raise _too_large()


def _too_large() -> Unreadable:
    return Unreadable(_("This spreadsheet is too large once unpacked. Save the sheet as .csv."))


def _cell(value: str | bool | float | list[str], *, date1904: bool) -> str:
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case [iso]:
            return MomentCell.of(iso)
    return NumberCell.of(value, date1904=date1904)
