"""Spreadsheets as calamine reads them right, written anew before it does. Runs in a program of its own, and knows nothing of Django."""

import re
import zipfile
from collections.abc import Callable

from leads.imports.files.archive import CHUNK

SPACE = re.compile(rb">\s+(?=</?table:)|(?<=table-cell)>\s+(?=<text:)")
BREAK, TAB = re.compile(rb"<text:line-break\s*/>"), re.compile(rb"<text:tab\b[^<>]*/>")
NO_TEXT = re.compile(rb"(<table:(?:covered-)?table-cell\b[^<>]*?)\s+office:string-value=(?:\"\"|'')")
ERROR = re.compile(rb"(<c\b[^<>]*\bt\s*=\s*)([\"'])e\2")
OPEN_DOCUMENT_PARTS = {"mimetype", "META-INF/manifest.xml", "content.xml"}


def write_open_document(path: str, copy) -> None:
    """calamine refuses white space between cells (Gnumeric and SheetJS write it), leaves out line breaks and tabs in a cell, so that
    two words become one, and takes an error for nothing (LibreOffice says that its text is empty, and shows #N/A).
    """
    _write(path, copy, keep=OPEN_DOCUMENT_PARTS.__contains__, edit=_plain)


def write_workbook(path: str, copy) -> None:
    """calamine takes an error cell of an .xlsx for an empty one. As text its error is kept."""
    _write(path, copy, keep=lambda name: True, edit=lambda xml: ERROR.sub(rb"\1\2str\2", xml), only="xl/worksheets/")


def _write(path: str, copy, *, keep: Callable[[str], bool], edit: Callable[[bytes], bytes], only: str = "") -> None:
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as after:
        for name in filter(keep, dict.fromkeys(before.namelist())):
            change = edit if name.startswith(only) else bytes
            with before.open(name) as part, after.open(name, "w", force_zip64=True) as to:
                left = b""
                while chunk := part.read(CHUNK):
                    left += chunk
                    end = _end_of_whole_tags(left)
                    to.write(change(left[:end]))
                    left = left[end:]
                to.write(change(left))


def _end_of_whole_tags(xml: bytes) -> int:
    """Where it can be cut: before a tag that has no space before it."""
    at = len(xml)
    while (at := xml.rfind(b"<", 0, at)) > 0 and xml[at - 1 : at].isspace():
        pass
    return max(at, 0)


def _plain(xml: bytes) -> bytes:
    return NO_TEXT.sub(rb"\1", TAB.sub(b" ", BREAK.sub(b"\n", SPACE.sub(b">", xml))))
