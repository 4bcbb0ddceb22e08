"""Tables as a spreadsheet file (Office Open XML). Text is text: no cell of ours is ever a formula, whatever it begins with."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 48


def xlsx_response(rows: Sequence[Sequence], *, name: str, about: Iterable[tuple[str, str]] = ()) -> HttpResponse:
    """A download named `name`: the rows, their names first, on one sheet; on a second what they are about, line by line."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Report")
    sheet.freeze_panes = "A2"
    for column, width in enumerate(_widths(rows), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, strong=number == 0) for value in row])
    lines = list(about)
    if lines:
        page = book.create_sheet("About")
        page.column_dimensions["A"].width, page.column_dimensions["B"].width = 20, WIDEST
        for line in lines:
            page.append([_cell(page, value) for value in line])
    file = BytesIO()
    book.save(file)
    return HttpResponse(file.getvalue(), content_type=CONTENT_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _cell(sheet, value, *, strong: bool = False) -> WriteOnlyCell:
    is_plain = value is None or (isinstance(value, int | float | Decimal | date) and not isinstance(value, datetime))
    plain = value if is_plain else _text(value)
    cell = WriteOnlyCell(sheet, value=plain)
    if isinstance(plain, str):
        cell.data_type = "s"  # or openpyxl takes what begins with "=" for a formula
    if strong:
        cell.font = Font(bold=True)
    return cell


def _text(value) -> str:
    """Without the control characters that the format has no way to write."""
    return ILLEGAL_CHARACTERS_RE.sub("", str(value))


def _widths(rows: Sequence[Sequence]) -> list[int]:
    columns = zip(*rows, strict=False)
    return [min(WIDEST, max((len(str(value)) for value in column if value is not None), default=0) + 2) for column in columns]
