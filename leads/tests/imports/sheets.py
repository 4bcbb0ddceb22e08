"""Small spreadsheets, made while the tests run."""

import io
import zipfile
from collections.abc import Callable

import openpyxl


def xlsx(*rows: list, formats: dict[str, str] | None = None) -> bytes:
    """`formats`: the number format of a column, by its letter."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for letter, number_format in (formats or {}).items():
        for cell in book.active[letter]:
            cell.number_format = number_format
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def workbook(sheets: dict[str, list[list]]) -> bytes:
    """Several sheets, by their names."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def edited(data: bytes, part: str, edit: Callable[[bytes], bytes]) -> bytes:
    """The ZIP file with one of its parts changed, as another writer would have written it."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(held, "w") as after:
        for name in before.namelist():
            after.writestr(name, edit(before.read(name)) if name == part else before.read(name))
    return held.getvalue()
