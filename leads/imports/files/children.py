"""Files that may ask for more memory or time than there is are read by programs of their own, and come back as lines of JSON."""

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import IO, BinaryIO

from django.utils.translation import gettext as _

from leads.imports.files import limits
from leads.imports.files.limits import Limits
from leads.imports.files.source import Source, Unreadable
from leads.imports.values.typed_cells import MomentCell, NumberCell

MAX_BYTES = 50 * 1024 * 1024
MOST_SECONDS = 100
"""On the clock. A busy machine takes its time; what is too much work is told by `limits.SECONDS`."""
CHUNK = 1024 * 1024
ROOT = str(Path(__file__).parents[3])
BEGIN = f"""
import sys
sys.path.insert(0, sys.argv[1])
from importlib import import_module
import_module({limits.__name__!r}).hold(int(sys.argv[2]))
sys.exit(import_module(sys.argv[3]).main(*sys.argv[4:]))
"""
"""A program of ours, held to its limits before it begins."""


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


def copy_of(source: Source) -> IO[bytes]:
    """A temporary file that a program can open by its name. Raises Unreadable when it is too large for a spreadsheet."""
    copy = tempfile.NamedTemporaryFile()  # noqa: SIM115 (closed by whoever asked for it)
    with source.open() as file:
        _copy(file, copy)
    return copy


def _copy(file: BinaryIO, copy: IO[bytes]) -> None:
    while chunk := file.read(CHUNK):
        copy.write(chunk)
        if copy.tell() > MAX_BYTES:
            said = _("This spreadsheet is larger than %(most)s MB. Save it as .csv, which may be of any size.")
            raise Unreadable(said % {"most": MAX_BYTES // 1024 // 1024})
    copy.flush()


def run(program: ModuleType, *arguments: str, limits: Limits) -> tuple[int, IO[bytes]]:
    """What it ended with, and what it wrote. Raises Unreadable when it takes too long or dies of the size of what it reads."""
    lines = tempfile.TemporaryFile()  # noqa: SIM115 (closed with whoever reads it)
    command = [sys.executable, "-I", "-c", BEGIN, ROOT, str(limits.memory), program.__name__, *arguments]
    try:
        done = subprocess.run(command, stdout=lines, stderr=subprocess.DEVNULL, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise too_large() from error
    lines.seek(0)
    return done.returncode, lines


def records_in(lines: IO[bytes]) -> SheetRecords:
    first = lines.readline()
    if not first:
        raise Unreadable(_("This file is empty."))
    about = json.loads(first)
    return SheetRecords(lines, about["sheet"], tuple(about["sheets"]), about["date1904"])


def too_large() -> Unreadable:
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
