"""Spreadsheets (xlsx, xls, ods) through calamine: values only, so a formula is what it last showed and never runs."""

import datetime as dt
import io
import zipfile

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from leads.importing.table import MAX_ROWS, Unreadable, too_many_rows

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MAX_UNPACKED = 1024 * 1024 * 1024


def looks_like_a_sheet(data: bytes) -> bool:
    return data.startswith((ZIP, OLE))


def read_sheet(data: bytes) -> list[list[str]]:
    """The first sheet that has anything in it."""
    _refuse_a_bomb(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MAX_ROWS + 1000:
                raise too_many_rows(sheet.total_height)
            records = [[as_text(value) for value in record] for record in sheet.to_python(skip_empty_area=False)]
            if any(cell.strip() for record in records for cell in record):
                return records
    except (CalamineError, zipfile.BadZipFile) as error:
        said = _("This is not a spreadsheet that can be read, or it has a password. Save it as .xlsx or .csv without one.")
        raise Unreadable(said) from error
    return []


def as_text(value) -> str:
    """A cell as its CSV would have it. Whole numbers lose the decimals that spreadsheets add to phones and ids."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return str(value)


def _refuse_a_bomb(data: bytes) -> None:
    if not data.startswith(ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise Unreadable(_("This file is damaged. Save it again, and choose the new one.")) from error
    if size > MAX_UNPACKED:
        raise Unreadable(_("This spreadsheet is too large once unpacked. Save the sheet as .csv."))
