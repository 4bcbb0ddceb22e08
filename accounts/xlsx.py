"""Tables as a spreadsheet file (Office Open XML), sent while it is made. Text is text: no cell of ours is ever a formula, or a number
because it looks like one, whatever it begins with.

openpyxl makes the book around the rows: fonts, number formats, widths, how it prints. The rows themselves are written here, a
part at a time, so that a list of any length needs no more memory than a short one.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import batched, count
from math import inf, isfinite, nextafter

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from accounts.amounts import Amount, Share, decimals_of

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = "xl/worksheets/sheet1.xml"
WIDEST, NARROWEST = 48, 8
MOST_ROWS = 1_048_575
"""As many as a sheet has below the names of its columns."""
LONGEST_TEXT = 32_767
"""Of a cell. Programs say that a file with a longer one is broken."""
LONGEST_MARKED = 255
"""Older programs show ##### for a longer text in a cell that is marked as text."""
MILLISECOND, A_DAY = timedelta(milliseconds=1), 86_400_000
FIRST_DAY, DAY_ZERO = date(1900, 3, 1), datetime(1899, 12, 30)
"""Before the first, spreadsheets reckon with a day that never was."""
ROWS_AT_ONCE = 500
SPECIAL = re.compile(r"[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "_": "_x005F_"}
OF_XML = "&<>\r"


@dataclass(frozen=True)
class Book:
    """`names`: of the columns. `widths`: of each, in letters. `texts`: places of columns that hold text, also where somebody adds rows.

    `about`: what it is about, line by line, on a second sheet.
    """

    title: str
    names: Sequence[str]
    widths: Sequence[int]
    currency: str
    texts: Sequence[int] = ()
    about: Sequence[tuple[str, str]] = ()


def xlsx_response(
    rows: Sequence[Sequence], *, name: str, currency: str = "", title: str = "Report", about: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """A download named `name`: a short table, the names of its columns first."""
    book = Book(title, rows[0], widths_of(rows), currency, about=tuple(about))
    return _named(HttpResponse(b"".join(parts(book, rows[1:])), content_type=CONTENT_TYPE), name)


def streamed(book: Book, rows: Iterable[Sequence], *, name: str) -> StreamingHttpResponse:
    """A download of any number of rows."""
    return _named(StreamingHttpResponse(parts(book, rows), content_type=CONTENT_TYPE), name)


def parts(book: Book, rows: Iterable[Sequence]) -> Iterator[bytes]:
    """The file in pieces. Cells by the type of their value; moments as the clock reads in the zone in force."""
    frame = Frame(book)
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as archive:
        for name, data in frame.others.items():
            archive.writestr(name, data)
        with archive.open(SHEET, "w") as sheet:
            sheet.write(frame.before)
            numbers = count(2)
            for some in batched(rows, ROWS_AT_ONCE):
                sheet.write("".join(frame.row(next(numbers), row) for row in some).encode())
                yield pipe.take()
            sheet.write(frame.after)
    yield pipe.take()


class _Pipe:
    """A file that gives away what was written to it, and cannot go back."""

    def __init__(self):
        self.written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        written, self.written = b"".join(self.written), []
        return written


class Frame:
    """What stands around the rows: `others` are the files of the book by name, `before` and `after` the ends of the sheet."""

    def __init__(self, book: Book):
        workbook = Workbook()
        sheet = workbook.active
        self.styles = _styles(workbook, currency=book.currency)
        _lay_out(sheet, book)
        if book.about:
            _add_about(workbook, book.about)
        file = BytesIO()
        workbook.save(file)
        with zipfile.ZipFile(file) as archive:
            self.others = {name: archive.read(name) for name in archive.namelist() if name != SHEET}
            written = archive.read(SHEET)
        written = re.sub(rb"<dimension [^>]*/>", b"", written)  # how far it goes is not known yet
        self.before, end, after = written.partition(b"</sheetData>")
        self.after = end + after
        self.letters = [get_column_letter(at) for at in range(1, len(book.names) + 1)]

    def row(self, number: int, values: Sequence) -> str:
        cells = [self.cell(letter, number, value) for letter, value in zip(self.letters, values, strict=True) if value not in (None, "")]
        return f'<row r="{number}">{"".join(cells)}</row>'

    def cell(self, letter: str, number: int, value) -> str:
        place = f"{letter}{number}"
        if isinstance(value, str):
            style = f' s="{self.styles[str]}"' if len(value) <= LONGEST_MARKED else ""
            return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
        if isinstance(value, bool):
            return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
        if isinstance(value, int | float | Decimal):
            style = self.styles.get(type(value), 0)
            return f'<c r="{place}" s="{style}"><v>{value!s}</v></c>' if isfinite(value) else ""
        if isinstance(value, date) and (day := _serial(value)):
            return f'<c r="{place}" s="{self.styles[type(value)]}"><v>{day}</v></c>'
        return self.cell(letter, number, str(value))


def _styles(workbook: Workbook, *, currency: str) -> dict[type, int]:
    """The number of each style in the book, by the type of values it is for."""
    decimals = decimals_of(currency)
    money = f"#,##0.{'0' * decimals}".rstrip(".")
    formats = {str: "@", datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", Amount: money, Decimal: money}
    formats |= {Share: "0.0%", float: "#,##0.0##", int: "#,##0"}
    pattern, styles = workbook.create_sheet(), {}
    for row, (kind, number_format) in enumerate(formats.items(), 1):
        cell = pattern.cell(row, 1)
        cell.number_format = number_format
        styles[kind] = cell.style_id
    workbook.remove(pattern)
    return styles


def _serial(value: date) -> float | int | None:
    """Days as spreadsheets count them. None: it is before their calendar."""
    if not isinstance(value, datetime):
        return (value - DAY_ZERO.date()).days if value >= FIRST_DAY else None
    here = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    return _moment_serial(here) if here.date() >= FIRST_DAY else None


def _moment_serial(here: datetime) -> float:
    """Never a hair below the moment: who cuts what is less than a thousandth of a second (SheetJS) would read 10:05:59.999 for 10:06."""
    thousandths = (here - DAY_ZERO) // MILLISECOND
    serial = thousandths / A_DAY
    while int(serial * A_DAY) < thousandths:
        serial = nextafter(serial, inf)
    return serial


def _text(text: str) -> str:
    """As it stands in XML: without what that has no way to write, and what would be read as an escape (`_x0041_`) escaped itself.

    Source: ECMA-376 part 1, 22.9.2.19, ST_Xstring.
    """
    return SPECIAL.sub(lambda match: ESCAPES.get(match[0], ""), text[:LONGEST_TEXT])


def _text_for_openpyxl(text: str) -> str:
    """The same, for openpyxl, which escapes what XML asks for and nothing else."""
    return SPECIAL.sub(lambda match: match[0] if match[0] in OF_XML else ESCAPES.get(match[0], ""), text[:LONGEST_TEXT])


def _lay_out(sheet: Worksheet, book: Book) -> None:
    """Names on top, in view and on every page; A4 on its side, as wide as the page."""
    sheet.title = book.title
    strong = copy(DEFAULT_FONT)  # the book's own, or the names are set in another typeface
    strong.b = True
    for at, (name, width) in enumerate(zip(book.names, book.widths, strict=True), 1):
        cell = sheet.cell(1, at)
        cell.font, cell.value, cell.data_type = strong, _text_for_openpyxl(str(name)), "s"
        column = sheet.column_dimensions[get_column_letter(at)]
        column.width = width
        if at - 1 in book.texts:
            column.number_format = "@"
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _fit_page(sheet)


def _fit_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _add_about(workbook: Workbook, lines: Sequence[tuple[str, str]]) -> None:
    page = workbook.create_sheet("About")
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 20, WIDEST
    for row, line in enumerate(lines, 1):
        for at, text in enumerate(line, 1):
            cell = page.cell(row, at)
            cell.value, cell.data_type = _text_for_openpyxl(str(text)), "s"
    _fit_page(page)


def widths_of(rows: Sequence[Sequence]) -> list[int]:
    columns = zip(*rows, strict=True)
    return [max(NARROWEST, min(WIDEST, max(len(_shown(value)) for value in column) + 2)) for column in columns]


def _shown(value) -> str:
    """About as long as it is shown."""
    if isinstance(value, float | Decimal):
        return f"{value:,.2f}"
    return "" if value is None else str(value)


def _named(response: HttpResponse | StreamingHttpResponse, name: str):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
