"""Spreadsheets (xlsx, xls, ods) through calamine, values only, so that a formula is what it last showed and never runs; and tables of
web pages that are called .xls.
"""

import json
import zipfile
from typing import IO

from django.utils.translation import gettext as _

from leads.importing.files import cells, webpage
from leads.importing.files.children import SheetRecords, copy_of, records_in, run, too_large
from leads.importing.files.signatures import OLE, ZIP
from leads.importing.files.source import Source, Unreadable

MAX_ROWS = 200_000
MAX_UNPACKED = 1024 * 1024 * 1024


def read_sheet(source: Source, *, sheet: str | None = None) -> SheetRecords:
    """The sheet of that name, else the first that has anything in it. Raises Unreadable."""
    with copy_of(source) as file:
        _refuse_a_bomb(file)
        status, lines = run(cells, file.name, str(MAX_ROWS), sheet or "")
        if status == cells.UNREADABLE:
            raise Unreadable(_why(file))
    if status == cells.TOO_LONG:
        raise too_many_rows(json.loads(lines.readline()))
    if status:
        raise too_large()
    return records_in(lines)


def read_page(source: Source, *, table: str | None = None) -> SheetRecords:
    """The table of that number, else the one with most in it. Raises Unreadable."""
    with copy_of(source) as file:
        status, lines = run(webpage, file.name, table or "")
    if status == webpage.EMPTY:
        raise Unreadable(_("This is a web page without a table. Save the table itself as .xlsx or .csv."))
    if status:
        raise too_large()
    return records_in(lines)


def _why(file: IO[bytes]) -> str:
    """What a workbook of Excel 97 that cannot be read is instead: its streams are named in UTF-16 (MS-CFB)."""
    file.seek(0)
    data = file.read()
    if not data.startswith(OLE):
        return _("This is not a spreadsheet that can be read. Open it in a spreadsheet program and save it as .xlsx.")
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("This spreadsheet has a password. Save it without one.")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return _("This spreadsheet is damaged or has a password. Save it as .xlsx without one.")
    return _("This is no spreadsheet, but a document, a message or a database. Save its table as .xlsx or .csv.")


def too_many_rows(rows: int) -> Unreadable:
    said = _("This spreadsheet has %(rows)s rows; at most %(most)s are read. Save it as .csv, which may have any number.")
    return Unreadable(said % {"rows": rows, "most": MAX_ROWS})


def _refuse_a_bomb(file: IO[bytes]) -> None:
    file.seek(0)
    if file.read(len(ZIP)) != ZIP:
        return
    with zipfile.ZipFile(file) as parts:
        size = sum(part.file_size for part in parts.infolist())
    if size > MAX_UNPACKED:
        raise too_large()
