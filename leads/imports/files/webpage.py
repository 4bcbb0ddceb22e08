"""Run as a program of its own by `leads.imports.files.children`, like `cells`: the tables of a web page, as programs write them and
call them .xls.

The arguments are the file, the most bytes that may come out, and the name of a table or nothing. Out goes a line of JSON about the page,
then one a row of that table, or else of the one with most cells. Where a program says which number a cell holds beside how it shows it,
that is the number.
"""

import codecs
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from leads.imports.files.limits import Lines, TooLarge

EMPTY, TOO_LARGE = 5, 6
MOST_CELLS = 2_000_000
MOST_SPAN = 500
LONGEST_CELL, LONGEST_NUMBER = 100_000, 60
CHUNK = 256 * 1024
CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
NUMBERS = ("sdval", "x:num")
"""As LibreOffice and Excel say what a cell holds."""
SHOWN_NUMBER = re.compile(r"[^\w]*[-+(]?[^\w]*\d[\d.,'’\s\u00a0\u202f]*(?:\D{0,4})")
BREAKS = {"br", "p", "div", "li"}


@dataclass
class Rows:
    """A table as it grows. `below`: cells of rows above that reach down, by their place: how many rows more."""

    rows: list[list] = field(default_factory=list)
    row: list | None = None
    below: dict[int, int] = field(default_factory=dict)

    def begin(self) -> None:
        self.end()
        self.row = []

    def end(self) -> None:
        if self.row is not None:
            self._fill()
            self.rows.append(self.row)
        self.row = None

    def add(self, value, *, across: int, down: int) -> None:
        self.row = [] if self.row is None else self.row
        self._fill()
        for place in range(across):
            if down > 1:
                self.below[len(self.row)] = down - 1
            self.row.append("" if place else value)

    def _fill(self) -> None:
        """The places that a cell above takes."""
        while self.below.get(len(self.row), 0) > 0:
            self.below[len(self.row)] -= 1
            self.row.append("")

    @property
    def filled(self) -> int:
        return sum(value != "" for row in self.rows for value in row)


class Tables(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables: list[Rows] = []
        self.open: list[Rows] = []
        self.cell: dict | None = None
        self.text: list[str] = []
        self.length = self.cells = 0
        self.quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.quiet += 1
        elif tag == "table":
            self._end_cell()
            self.open.append(Rows())
            self.tables.append(self.open[-1])
        elif self.open and tag == "tr":
            self._end_cell()
            self.open[-1].begin()
        elif self.open and tag in ("td", "th"):
            self._end_cell()
            self.cell, self.text, self.length = dict(attrs), [], 0
        elif tag in BREAKS:
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.quiet = max(0, self.quiet - 1)
        elif self.open and tag in ("td", "th", "tr", "table"):
            self._end_cell()
            if tag != "td" and tag != "th":
                self.open[-1].end()
            if tag == "table":
                self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self._add(data.replace("\n", " "))  # a line break of the source is none of the page

    def _add(self, text: str) -> None:
        if self.cell is not None and self.length < LONGEST_CELL:
            self.text.append(text)
            self.length += len(text)

    def close(self) -> None:
        super().close()
        while self.open:
            self.handle_endtag("table")

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        value = _value(self.cell, "".join(self.text)[:LONGEST_CELL])
        across, down = _span(self.cell.get("colspan")), _span(self.cell.get("rowspan"))
        self.cells += across * down
        if self.cells > MOST_CELLS:
            raise TooLarge
        self.open[-1].add(value, across=across, down=down)
        self.cell = None


def _value(attributes: dict, text: str) -> str | float:
    """The number a cell says that it holds, where it is shown as one (not as a day); else its text, spaces folded, lines kept."""
    lines = (" ".join(line.split()) for line in text.replace("\0", "").split("\n"))
    shown = "\n".join(line for line in lines if line)
    for name in NUMBERS:
        if attributes.get(name) and len(shown) < LONGEST_NUMBER and SHOWN_NUMBER.fullmatch(shown):
            try:
                number = float(attributes[name])
            except ValueError:
                continue
            return number if abs(number) < 1e300 else shown
    return shown


def _span(text: str | None) -> int:
    return max(1, min(int(text), MOST_SPAN)) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1


def encoding_of(path: str) -> str:
    """By its mark, else as it says, else UTF-8 where all of it is, else what Windows writes in the West."""
    with open(path, "rb") as file:
        head = file.read(CHUNK)
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        if (named := CHARSET.search(head)) and _is_known(named[1].decode()):
            return named[1].decode()
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while head:
                decoder.decode(head)
                head = file.read(CHUNK)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _is_known(name: str) -> bool:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return name.casefold() != "utf-16"  # it says so in eight bits a letter


def main(path: str, most: str, wanted: str) -> int:
    try:
        return _write(_read(path), Lines(int(most)), wanted)
    except TooLarge:
        return TOO_LARGE


def _read(path: str) -> Tables:
    page = Tables()
    with open(path, encoding=encoding_of(path), errors="replace") as file:
        while chunk := file.read(CHUNK):
            page.feed(chunk)
    page.close()
    return page


def _write(page: Tables, lines: Lines, wanted: str) -> int:
    tables = {f"{number}": table for number, table in enumerate((each for each in page.tables if each.filled), 1)}
    if not tables:
        return EMPTY
    name = wanted if wanted in tables else max(tables, key=lambda name: tables[name].filled)
    lines.write({"sheets": list(tables), "sheet": name, "date1904": False})
    for row in tables[name].rows:
        lines.write_row(row)
    return 0
