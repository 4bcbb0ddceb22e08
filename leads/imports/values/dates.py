"""Dates as files have them. Whether 03/04 is March or April is decided once for a whole column."""

import datetime as dt
import re
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache

from leads.imports.values.date_shapes import YEAR_LAST, month_called, parts_of, tidied, time_of, year_of, zone_of
from leads.imports.values.typed_cells import MomentCell, NumberCell

DAY_FIRST, MONTH_FIRST, MONTH_FIRST_DOTS, SERIAL, MIXED = "dmy", "mdy", "m.d.y", "serial", "mixed"
SERIAL_DAY = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
SERIAL_DAYS = range(20_000, 80_000)
"""Days since 30 December 1899, as spreadsheets count them (ECMA-376, 18.17.4.1): from 1954 to 2119."""
FROM_1900, FROM_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
EMPTY_DAYS = {dt.date(*day) for day in ((1, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (1904, 1, 1), (1970, 1, 1))}
"""What programs make of a day that nobody entered: .NET, spreadsheets, old Macs, Unix."""
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
"""The way of nearly all programs, which Python reads by itself. What it refuses may still say that there is no date."""
NO_DAY = re.compile(r"0000-00-00.*|1900-01-00.*|(?:0?0[./-]0?[01]|0?1[./-]0?0)[./-](?:1900|0000)")


class EmptyDate(ValueError):
    """How a program writes that there is no date."""


class WrongOrder(ValueError):
    """A day that cannot be read in the order of its column."""


def order_of(cells: list[str]) -> str:
    """`dmy` or `mdy` when the column shows it (13/01 cannot be a month first), `m.d.y` when it shows that behind dots, `serial`
    when all of it is days as spreadsheets count them, `mixed` when it contradicts itself; else nothing: somebody has to be asked.

    Nothing comes back as well when no cell could be read both ways; `is_ambiguous` tells the two apart.
    """
    if cells and all(map(is_serial_day, cells)):
        return SERIAL
    slashes, dots = _shown(cells, dots=False), _shown(cells, dots=True)
    if len(slashes) > 1 or len(dots) > 1:
        return MIXED
    return next(iter(slashes), "") or (MONTH_FIRST_DOTS if MONTH_FIRST in dots else "")


def _shown(cells: list[str], *, dots: bool) -> Counter[str]:
    """How many cells can be read in one order only, by that order."""
    shown: Counter[str] = Counter()
    for match in map(YEAR_LAST.fullmatch, cells):
        if match and (match["mark"] == ".") == dots and (int(match["one"]) > 12) != (int(match["two"]) > 12):
            shown[DAY_FIRST if int(match["one"]) > 12 else MONTH_FIRST] += 1
    return shown


def is_ambiguous(cells: list[str]) -> bool:
    """Whether somebody has to say what the order is. With dots the day is first everywhere, unless the column shows otherwise."""
    order = order_of(cells)
    if order == MIXED:
        return True
    return not order and any(map(can_be_both, cells))


def can_be_both(cell: str) -> bool:
    match = YEAR_LAST.fullmatch(cell)
    return match is not None and match["mark"] != "." and match["one"] != match["two"] and max(int(match["one"]), int(match["two"])) <= 12


def contradicting(cells: list[str], order: str) -> int:
    """How many cells cannot be read in that order."""
    shown = _shown(cells, dots=False) + _shown(cells, dots=True)
    return shown.total() - shown[order]


def settled(cells: list[str], answer: str) -> str:
    """The order of a column that somebody was asked about."""
    return MONTH_FIRST_DOTS if answer == MONTH_FIRST and MONTH_FIRST in _shown(cells, dots=True) else answer


def is_serial_day(cell: str) -> bool:
    return bool(SERIAL_DAY.fullmatch(cell)) and int(cell[:5]) in SERIAL_DAYS


def parse_moment(cell: str, *, order: str, zone: dt.tzinfo) -> dt.datetime:
    """An aware moment. Without a zone of its own it is read in `zone`; a day without a time begins at midnight there.

    A number of a spreadsheet may be a day as spreadsheets count them, text only where the whole column is (`order`).
    Raises ValueError when it is no date: EmptyDate and WrongOrder where more is known of why.
    """
    if isinstance(cell, MomentCell):
        return _in_zone(cell.moment, zone)
    if is_serial_day(cell) and (order == SERIAL or isinstance(cell, NumberCell)):
        return _in_zone(_counted(cell), zone)
    return _parse_text(str(cell), order=order, zone=zone)


def _counted(cell: str) -> dt.datetime:
    begin = FROM_1904 if isinstance(cell, NumberCell) and cell.date1904 else FROM_1900
    seconds = round(Decimal(cell.replace(",", ".")) * 86_400)
    return begin + dt.timedelta(seconds=seconds)


def _in_zone(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """A time that a clock change skips is as long after it as it was before; one that comes twice is the first of the two."""
    if moment.date() in EMPTY_DAYS:
        raise EmptyDate(moment)
    if not dt.MINYEAR < moment.year < dt.MAXYEAR:  # another zone has no such moment
        raise ValueError(moment)
    return moment.replace(tzinfo=zone)


@lru_cache(maxsize=4096)
def _parse_text(text: str, *, order: str, zone: dt.tzinfo) -> dt.datetime:
    if ISO.fullmatch(text):
        with suppress(ValueError):
            return _in_zone(dt.datetime.fromisoformat(text), zone)
    text = tidied(text)
    if NO_DAY.fullmatch(text):
        raise EmptyDate(text)
    parts = parts_of(text)
    day = dt.date(year_of(parts["year"]), *_month_and_day(parts, order))
    moment = dt.datetime.combine(day, dt.time()) + time_of(parts)
    return _in_zone(moment, zone_of(parts, moment, home=zone))


def _month_and_day(parts: dict[str, str], order: str) -> tuple[int, int]:
    if "one" not in parts:
        return int(parts["month"]) if "month" in parts else month_called(parts["word"]), int(parts["day"])
    one, two = int(parts["one"]), int(parts["two"])
    is_open = order in ("", MIXED)
    if order == MIXED and one != two and max(one, two) <= 12:
        raise WrongOrder(parts)
    month_first = order == MONTH_FIRST_DOTS or (order == MONTH_FIRST and parts["mark"] != ".")
    if (one if month_first else two) > 12 >= (two if month_first else one):
        if not is_open:
            raise WrongOrder(parts)
        month_first = not month_first
    return (one, two) if month_first else (two, one)
