"""ZIP files, as .xlsx and .ods are: what one is, and how much is really in it. Runs in a program of its own, and knows nothing of Django.

The directory of a ZIP file may say anything. What counts is what comes out.
"""

import re
import sys
import zipfile
import zlib
from dataclasses import dataclass, field

from leads.imports.files.limits import TooLarge

SHEET, DAMAGED, BINARY_SHEET, NUMBERS, DOCUMENT, PACKED = "sheet", "damaged", "binary sheet", "numbers", "document", "packed"
ZIP = b"PK\x03\x04"
OPEN_DOCUMENT_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
ERRORS = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error)
CHUNK = 256 * 1024
LONGEST_TAG = 400
DATE1904 = re.compile(rb'date1904\s*=\s*["\'](?:1|true)["\']')


@dataclass
class Marks:
    """Of an .xlsx: whether its days are counted from 1904, and whether any of its cells is of ISO dates, or of an error. Of an .xls:
    what cells with an error show, by sheet and by row and column from 0.
    """

    date1904: bool = False
    iso_cells: bool = False
    errors: bool = False
    error_cells: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)

    def see(self, name: str, data: bytes) -> None:
        if name == "xl/workbook.xml":
            self.date1904 |= bool(DATE1904.search(data))
        elif name.startswith("xl/worksheets/"):
            self.iso_cells = self.iso_cells or _has_type(b"d", data)
            self.errors = self.errors or _has_type(b"e", data)


def _has_type(letter: bytes, data: bytes) -> bool:
    """Whether cells are of this type. Most sheets do not even have the letter in quotes, which is known ten times sooner."""
    if b'"%s"' % letter not in data and b"'%s'" % letter not in data:
        return False
    return bool(re.search(rb"<c\b[^<>]*\bt\s*=\s*[\"']%s[\"']" % letter, data))


def is_zip(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(len(ZIP)) == ZIP


def is_open_document(path: str) -> bool:
    with zipfile.ZipFile(path) as parts:
        return "content.xml" in parts.namelist()


def kind_of(path: str) -> str:
    try:
        with zipfile.ZipFile(path) as parts:
            names = set(parts.namelist())
            mimetype = _mimetype(parts) if "mimetype" in names else b""
    except ERRORS:
        return DAMAGED
    if "xl/workbook.bin" in names:
        return BINARY_SHEET
    if "xl/workbook.xml" in names or mimetype.startswith(OPEN_DOCUMENT_SHEET):
        return SHEET
    if any(name.startswith("Index/") or name.endswith(".iwa") or name == "index.xml" for name in names):
        return NUMBERS
    if mimetype or any(name.startswith(("word/", "ppt/")) for name in names):
        return DOCUMENT
    return SHEET if any(name.casefold().startswith("xl/") for name in names) else PACKED


def _mimetype(parts: zipfile.ZipFile) -> bytes:
    with parts.open("mimetype") as part:
        return part.read(200)


def look_through(path: str, *, most: int) -> Marks:
    """Unpacks every part once and keeps none of it. Raises TooLarge when it is more than `most` bytes, or one of ERRORS."""
    marks, left = Marks(), most
    with zipfile.ZipFile(path) as parts:
        for part in parts.infolist():
            part.file_size = sys.maxsize  # else no more is read than the directory says
            end = b""
            with parts.open(part) as unpacked:
                while chunk := unpacked.read(CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise TooLarge
                    marks.see(part.filename, end + chunk)
                    end = chunk[-LONGEST_TAG:]
    return marks
