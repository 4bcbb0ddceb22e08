"""The error cells of a workbook of Excel 97 (.xls), which calamine gives as empty ones. Runs in a program of its own, and knows nothing
of Django.

Read from the records of its stream (MS-XLS 2.4.28 BoundSheet8, 2.4.24 BoolErr, 2.4.127 Formula).
"""

import struct
from collections.abc import Iterator

import olefile

CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA"}
BEGIN, END, SHEET, ERROR, FORMULA = 0x0809, 0x000A, 0x0085, 0x0205, 0x0006
NO_NUMBER = b"\xff\xff"
OF_AN_ERROR = 2

Place = tuple[int, int]
"""Row and column, from 0."""


def errors_of(path: str) -> dict[str, dict[Place, str]]:
    """What each cell with an error shows, by sheet. Empty of what is no workbook, or a damaged one."""
    try:
        with olefile.OleFileIO(path) as file:
            name = next((each for each in ("Workbook", "Book") if file.exists(each)), "")
            data = file.openstream(name).read() if name else b""
        return {sheet: dict(_errors(data, at)) for sheet, at in _sheets(data)}
    except (OSError, struct.error, IndexError, ValueError):
        return {}


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """To the end of the stream, or of what begins at `at`."""
    depth = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        depth += (kind == BEGIN) - (kind == END)
        yield kind, data[at + 4 : at + 4 + length]
        if not depth:
            return
        at += 4 + length


def _sheets(data: bytes) -> Iterator[tuple[str, int]]:
    """Names, and where each begins."""
    for kind, record in _records(data, 0):
        if kind == SHEET:
            (at,), length, is_wide = struct.unpack_from("<I", record), record[6], record[7] & 1
            yield record[8 : 8 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1"), at


def _errors(data: bytes, at: int) -> Iterator[tuple[Place, str]]:
    for kind, record in _records(data, at):
        if kind == ERROR and record[7]:
            yield struct.unpack_from("<HH", record), _shown(record[6])
        elif kind == FORMULA and record[12:14] == NO_NUMBER and record[6] == OF_AN_ERROR:
            yield struct.unpack_from("<HH", record), _shown(record[8])


def _shown(code: int) -> str:
    return CODES.get(code, "#VALUE!")
