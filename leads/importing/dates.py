"""Dates as files have them. Whether 03/04 is March or April is decided once for a whole column."""

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from leads.importing.typed_cells import MomentCell, NumberCell

DAY_FIRST, MONTH_FIRST, SERIAL = "dmy", "mdy", "serial"
SERIAL_DAY = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
SERIAL_DAYS = range(20_000, 80_000)
"""Days since 30 December 1899, as spreadsheets count them (ECMA-376, 18.17.4.1): from 1954 to 2119."""
FROM_1900, FROM_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
TIME = r"(?:[T\s,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
ZONE = r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + TIME + ZONE)
COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})" + TIME + ZONE)
YEAR_LAST = re.compile(r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})" + TIME + ZONE)
WEEKDAY, YEAR = r"(?:[A-Za-z]+day,?\s+)?", r"[-\s]+(?P<year>\d{4}|\d{2})"
WORDED = re.compile(WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[-\s]+(?P<word>[^\W\d_]{3,})\.?,?" + YEAR + TIME + ZONE)
WORD_FIRST = re.compile(WEEKDAY + r"(?P<word>[^\W\d_]{3,})\.?[-\s]+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?" + YEAR + TIME + ZONE)
FURTHEST_ZONE = dt.timedelta(hours=15, minutes=59)
"""PostgreSQL takes no clock further from UTC; the furthest there is, is 14 hours ahead (IANA, Pacific/Kiritimati)."""
MONTHS = (
    ("jan", "ene", "gen"),
    ("feb", "fév", "fev", "feb"),
    ("mar", "mär", "mrz", "maa"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "out", "ott"),
    ("nov",),
    ("dec", "dez", "dic", "déc"),
)


def order_of(cells: list[str]) -> str:
    """`dmy` or `mdy` when the column shows it (13/01 cannot be a month first), `serial` when all of it is days as spreadsheets
    count them, else nothing: somebody has to be asked.

    Nothing comes back as well when no cell could be read both ways; `is_ambiguous` tells the two apart.
    """
    if cells and all(map(is_serial_day, cells)):
        return SERIAL
    pairs = {(int(m["one"]), int(m["two"])) for m in map(YEAR_LAST.fullmatch, cells) if m and m["mark"] != "."}
    if any(one > 12 for one, _ in pairs):
        return DAY_FIRST
    return MONTH_FIRST if any(two > 12 for _, two in pairs) else ""


def is_ambiguous(cells: list[str]) -> bool:
    return not order_of(cells) and any(m["mark"] != "." and m["one"] != m["two"] for m in map(YEAR_LAST.fullmatch, cells) if m)


def is_serial_day(cell: str) -> bool:
    return bool(SERIAL_DAY.fullmatch(cell)) and int(cell[:5]) in SERIAL_DAYS


def parse_moment(cell: str, *, order: str, zone: dt.tzinfo) -> dt.datetime:
    """An aware moment. Without a zone of its own it is read in `zone`; a day without a time begins at midnight there.

    A number of a spreadsheet may be a day as spreadsheets count them, text only where the whole column is (`order`).
    Raises ValueError when it is no date.
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
    if not dt.MINYEAR < moment.year < dt.MAXYEAR:  # another zone has no such moment
        raise ValueError(moment)
    return moment.replace(tzinfo=zone)


@lru_cache(maxsize=4096)
def _parse_text(text: str, *, order: str, zone: dt.tzinfo) -> dt.datetime:
    found = next((m for m in (shape.fullmatch(text) for shape in (YEAR_FIRST, COMPACT, YEAR_LAST, WORDED, WORD_FIRST)) if m), None)
    if found is None:
        raise ValueError(text)
    parts = found.groupdict()
    day = dt.date(_year(parts["year"]), *_month_and_day(parts, order))
    return _in_zone(dt.datetime.combine(day, _time(parts)), _zone(parts["zone"]) or zone)


def _month_and_day(parts: dict, order: str) -> tuple[int, int]:
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        # With dots the day is first everywhere. A cell that cannot be read in the column's order is read in the other.
        month_first = order == MONTH_FIRST and parts["mark"] != "."
        if (one if month_first else two) > 12:
            month_first = not month_first
        return (one, two) if month_first else (two, one)
    return int(parts["month"]) if "month" in parts else _month(parts["word"]), int(parts["day"])


def _month(word: str) -> int:
    word = word.casefold()
    for number, beginnings in enumerate(MONTHS, 1):
        if word.startswith(beginnings):
            return number
    raise ValueError(word)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _time(parts: dict) -> dt.time:
    if parts["hour"] is None:
        return dt.time()
    hour, half = int(parts["hour"]), (parts["half"] or "").casefold()[:1]
    if half and not 1 <= hour <= 12:
        raise ValueError(hour)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, int(parts["minute"]), int(parts["second"] or 0))


def _zone(text: str | None) -> dt.tzinfo | None:
    if text is None:
        return None
    if text in ("Z", "UTC", "GMT"):
        return dt.UTC
    ahead = dt.timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    if ahead > FURTHEST_ZONE:
        raise ValueError(text)
    return dt.timezone(-ahead if text[0] == "-" else ahead)
