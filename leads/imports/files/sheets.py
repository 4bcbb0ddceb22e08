"""Spreadsheets (xlsx, xls, ods) through calamine, values only, so that a formula is what it last showed and never runs; and tables of
web pages that are called .xls.
"""

import json
import mmap
import os
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leads.imports.files import archive, cells, webpage
from leads.imports.files.children import SheetRecords, copy_of, records_in, run, too_large
from leads.imports.files.limits import Limits
from leads.imports.files.signatures import OLE, PACKED
from leads.imports.files.source import Source, Unreadable

MAX_ROWS = 200_000
FOREIGN: dict[str, Promise] = {
    archive.DAMAGED: gettext_lazy("This file is damaged. Save it again, and choose the new one."),
    archive.BINARY_SHEET: gettext_lazy("This is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx."),
    archive.NUMBERS: gettext_lazy("This is a document of Apple Numbers or Pages. Open it there and export it as Excel or CSV."),
    archive.DOCUMENT: gettext_lazy("This is a document, not a spreadsheet. Copy its table into a spreadsheet and save that as .xlsx."),
    archive.PACKED: PACKED,
}


def read_sheet(source: Source, *, sheet: str | None = None) -> SheetRecords:
    """The sheet of that name, else the first that has anything in it. Raises Unreadable."""
    with copy_of(source) as file:
        limits = Limits.of(os.path.getsize(file.name))
        status, lines = run(cells, file.name, str(MAX_ROWS), str(limits.unpacked), sheet or "", limits=limits)
        if status == cells.UNREADABLE:
            raise Unreadable(_why(file))
    if status == cells.TOO_LONG:
        raise too_many_rows(json.loads(lines.readline()))
    if status == cells.FOREIGN:
        raise Unreadable(str(FOREIGN[json.loads(lines.readline())]))
    if status:
        raise too_large()
    return records_in(lines)


def read_page(source: Source, *, table: str | None = None) -> SheetRecords:
    """The table of that number, else the one with most in it. Raises Unreadable."""
    with copy_of(source) as file:
        limits = Limits.of(os.path.getsize(file.name))
        status, lines = run(webpage, file.name, str(limits.unpacked), table or "", limits=limits)
    if status == webpage.EMPTY:
        raise Unreadable(_("This is a web page without a table. Save the table itself as .xlsx or .csv."))
    if status:
        raise too_large()
    return records_in(lines)


def _why(file: IO[bytes]) -> str:
    """What a workbook of Excel 97 that cannot be read is instead: its streams are named in UTF-16 (MS-CFB)."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:

        def has(name: str) -> bool:
            return data.find(name.encode("utf-16-le")) >= 0

        if data[: len(OLE)] != OLE:
            return _("This is not a spreadsheet that can be read. Open it in a spreadsheet program and save it as .xlsx.")
        if has("EncryptedPackage"):
            return _("This spreadsheet has a password. Save it without one.")
        if has("Workbook") or has("Book"):
            return _("This spreadsheet is damaged or has a password. Save it as .xlsx without one.")
    return _("This is no spreadsheet, but a document, a message or a database. Save its table as .xlsx or .csv.")


def too_many_rows(rows: int) -> Unreadable:
    said = _("This spreadsheet has %(rows)s rows; at most %(most)s are read. Save it as .csv, which may have any number.")
    return Unreadable(said % {"rows": rows, "most": MAX_ROWS})
