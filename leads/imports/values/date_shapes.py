"""How a day and a time are written, in text: shapes, names of months in several languages, and zones."""

import datetime as dt
import re
import unicodedata
import zoneinfo

HOUR = r"(?P<hour>\d{1,2})\s?[:.h]\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?\s?[Mm]\b\.?)?"
OFFSET = r"[+-]\d{1,2}(?::?\d{2})?"
ZONE = rf"(?:\s*[(\[]?(?P<zone>(?:Z|UTC|GMT|UT)?{OFFSET}|[A-Z]{{1,5}}|[A-Z][A-Za-z_]+/[A-Za-z_/]+)[)\]]?(?:\s*[(\[][^()\[\]]+[)\]])?)?"
TIME = rf"(?:(?:,?\s+(?:at|um|à|alle|a las|às|om)\s+|[T\s,]+){HOUR}{ZONE}|(?P<day_zone>Z|[+-]\d{{2}}:\d{{2}}))?"
WEEKDAY = r"(?:(?:mo|tu|we|th|fr|sa|su|di|mi|do|so|lu|ma|me|je|ve|ju|vi|gi|se|te|qu|wo|vr|za|zo)[^\W\d_]*(?:[-\s]feira)?\.?,?\s+)?"
BETWEEN, YEAR = r"(?:[-\s.]+(?:de |of |di )?)", r"(?P<year>\d{4}|\d{2})"
ORDINAL = r"(?:st|nd|rd|th|er|º|°|\.|e)?"
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + TIME)
COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})" + TIME)
COMPACT_TIME = re.compile(
    rf"(?P<year>(?:19|20)\d{{2}})(?P<month>\d{{2}})(?P<day>\d{{2}})T(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?P<second>\d{{2}})?(?P<half>)?{ZONE}"
)
YEAR_LAST = re.compile(r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)" + YEAR + TIME)
WORDED = re.compile(
    WEEKDAY + r"(?P<day>\d{1,2})" + ORDINAL + BETWEEN + r"(?P<word>[^\W\d_]{3,})\.?,?" + BETWEEN + YEAR + TIME, re.IGNORECASE
)
WORD_FIRST = re.compile(WEEKDAY + r"(?P<word>[^\W\d_]{3,})\.?[-\s]+(?P<day>\d{1,2})" + ORDINAL + r",?[-\s]+" + YEAR + TIME, re.IGNORECASE)
YEAR_AT_THE_END = re.compile(WEEKDAY + rf"(?P<word>[^\W\d_]{{3,}})\s+(?P<day>\d{{1,2}})\s+{HOUR}{ZONE}\s+(?P<year>\d{{4}})", re.IGNORECASE)
"""As `date` and many logs write it: Thu Mar  5 09:14:02 CET 2026."""
SHAPES = (YEAR_FIRST, YEAR_LAST, COMPACT, COMPACT_TIME, WORDED, WORD_FIRST, YEAR_AT_THE_END)
SIGNS = str.maketrans({"\u2212": "-", "\u200e": "", "\u200f": ""})
FURTHEST_ZONE = dt.timedelta(hours=15, minutes=59)
"""PostgreSQL takes no clock further from UTC; the furthest there is, is 14 hours ahead (IANA, Pacific/Kiritimati)."""
MONTHS = (
    ("jan", "jän", "ene", "gen"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mrz", "mrt", "maa"),
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
HOURS_AHEAD = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), 0),
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},  # RFC 2822, 4.3
    **{"BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3},
}


def tidied(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(SIGNS)


def parts_of(text: str) -> dict[str, str | None]:
    """year; month and day, or one and two and the mark between them, or day and word; and what there is of a time. Raises ValueError."""
    match = next((match for match in (shape.fullmatch(text) for shape in SHAPES) if match), None)
    if match is None:
        raise ValueError(text)
    return match.groupdict()


def month_called(word: str) -> int:
    word = word.casefold()
    for number, beginnings in enumerate(MONTHS, 1):
        if word.startswith(beginnings):
            return number
    raise ValueError(word)


def year_of(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def time_of(parts: dict[str, str | None]) -> dt.timedelta:
    """Since midnight; 24:00 is the next one."""
    if parts["hour"] is None:
        return dt.timedelta()
    hour, half = int(parts["hour"]), (parts["half"] or "").casefold()[:1]
    if half and not 1 <= hour <= 12:
        raise ValueError(hour)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute, second = int(parts["minute"]), int(parts["second"] or 0)
    if (hour, minute, second) == (24, 0, 0):
        return dt.timedelta(days=1)
    if second == 60:  # a leap second, which no clock of ours has
        second = 59
    return dt.datetime.combine(dt.date.min, dt.time(hour, minute, second)) - dt.datetime.min


def zone_of(parts: dict[str, str | None], moment: dt.datetime, *, home: dt.tzinfo) -> dt.tzinfo:
    """The zone that the text names, else `home`. `moment` is naive: the short name of a zone is home's when it is called so then."""
    name = parts["zone"] or parts.get("day_zone")
    if name is None:
        return home
    if name.upper() in HOURS_AHEAD and home.tzname(moment) != name:
        return dt.timezone(dt.timedelta(hours=HOURS_AHEAD[name.upper()]))
    if name[-1].isdigit():
        return _offset(name.lstrip("ZUTCGMzutcgm"))
    if "/" in name:
        return _named(name)
    if home.tzname(moment) != name:
        raise ValueError(name)
    return home


def _offset(text: str) -> dt.tzinfo:
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    ahead = dt.timedelta(hours=hours, minutes=minutes)
    if ahead > FURTHEST_ZONE or minutes > 59:
        raise ValueError(text)
    return dt.timezone(-ahead if text[0] == "-" else ahead)


def _named(name: str) -> dt.tzinfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(name) from error
