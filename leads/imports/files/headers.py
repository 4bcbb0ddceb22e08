"""Which row has the headers. Many programs write titles, periods and notes above them, and some write none at all."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from leads.imports.columns.field_words import shorter_spellings
from leads.imports.columns.layouts import layout_of
from leads.imports.kinds import kinds
from leads.imports.values.dates import parse_moment
from leads.imports.values.typed_cells import MomentCell, NumberCell
from leads.phones import digits_of

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NUMBER = re.compile(r"[-+]?[\d.,\s]*\d%?")
AS_WIDE = 0.6
"""The share of the columns that a row of headers fills."""
CANDIDATES = 20
HEAD = 60
"""Records that are looked at."""

Record = tuple[int, list[str]]
"""Its number, as a spreadsheet numbers rows, and its cells."""


@dataclass(frozen=True)
class HeaderRow:
    """`is_doubtful`: the row looks like a person, so that the file may have no headers at all."""

    number: int
    is_doubtful: bool = False


def find_headers(head: list[Record]) -> HeaderRow:
    """`head`: the first records of the file that are not blank, at least one.

    The first row that is about as wide as most is it, unless a later one has the words for headers and nothing above that one
    looks like the rows below.
    """
    usual = _usual_width(head)
    words = [_words(head, at) for at in range(min(len(head), CANDIDATES))]
    first = next((at for at, (_number, cells) in enumerate(head[:CANDIDATES]) if _filled(cells) >= usual * AS_WIDE), 0)
    spoken = words.index(max(words))
    enough = words[spoken] >= 2 or (usual <= 2 and words[spoken] == _filled(head[spoken][1]))
    if enough and words[spoken] > words[first] and _has_no_row_above(head, spoken):
        return HeaderRow(head[spoken][0])
    return HeaderRow(head[first][0], is_doubtful=words[first] < 2 and _is_a_row(head, first))


def _usual_width(head: list[Record]) -> int:
    widths = Counter(_width(cells) for _number, cells in head)
    return max(widths.items(), key=lambda item: (item[1], item[0]))[0]


def _filled(cells: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _width(cells: list[str]) -> int:
    return max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _words(head: list[Record], at: int) -> int:
    """How many cells are words for columns: all, where a program is known to write them. One that other rows have in that column too
    is a value (`phone`, `website`).
    """
    own = head[at][1]
    if layout_of(tuple(own)):
        return len(own)
    others = [cells for _number, cells in head if cells != own]
    return sum(_is_word(cell) and not _is_in(cell, others, place) for place, cell in enumerate(own))


def _is_in(cell: str, rows: list[list[str]], place: int) -> bool:
    return any(_plain(cells[place]) == _plain(cell) for cells in rows if place < len(cells))


def _is_word(cell: str) -> bool:
    return len(cell) <= 80 and any(phrase in kind.phrases for phrase in shorter_spellings(cell) for kind in kinds.values())


def _plain(cell: str) -> str:
    return cell.strip().casefold()


def _has_no_row_above(head: list[Record], at: int) -> bool:
    """Whether nothing above is of the sort that stands below it in the same column."""
    below = [cells for _number, cells in head[at + 1 :]]
    return not any(_sorts(cells) & set().union(*map(_sorts, below)) for _number, cells in head[:at])


def _sorts(cells: list[str]) -> set[tuple[int, str]]:
    return {(place, sort) for place, cell in enumerate(cells) if (sort := _sort(cell))}


def _is_a_row(head: list[Record], at: int) -> bool:
    """An address, or a number or a day where the next rows have one too."""
    own = _sorts(head[at][1])
    below = set().union(*(_sorts(cells) for _number, cells in head[at + 1 :]))
    is_last = at + 1 == len(head)
    return any(sort == "email" or (sort in ("phone", "date") and (is_last or (place, sort) in below)) for place, sort in own)


def _sort(cell: str) -> str:
    """What a cell holds that no header is: an address, a day, a phone, a number; else nothing."""
    text = cell.strip()
    if EMAIL.fullmatch(text):
        return "email"
    if isinstance(cell, MomentCell) or _is_date(text):
        return "date"
    if sum(map(str.isalpha, text)) <= 1 and len(digits_of(text)) >= 7:
        return "phone"
    return "number" if isinstance(cell, NumberCell) or NUMBER.fullmatch(text) else ""


def _is_date(text: str) -> bool:
    try:
        parse_moment(text, order="", zone=dt.UTC)
    except (ValueError, OverflowError):
        return False
    return True
