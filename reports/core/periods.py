"""Which days a figure is about: named periods, typed dates, and where a day begins in the business time zone."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Self

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

EVERYTHING = "everything"
BETWEEN = "between"
BEFORE, YEAR = "before", "year"
USUAL, LATELY = "last_12_months", "last_90_days"
"""Where nobody chose: a report is about the last twelve months, so that all tell of the same leads; Overview and Hand-off, which are
about what goes on now, of the last 90 days; Sources, where every lead helps to tell them apart, and Over time, which follows leads as they
age, of all there were."""
AGAINST = [(BEFORE, gettext_lazy("the period before")), (YEAR, gettext_lazy("the same days a year before"))]
"""What a period can be compared with."""
ONE_DAY = timedelta(days=1)
# Far enough for any business, and a year short of where calendars and time zones overflow.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


class PeriodError(ValueError):
    """What was typed is no period; the message is translated and says what to do."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from `start` up to, not including, `end`; None is an open side.

    `name` is the preset it came from, so that a saved "last month" still means last month later. Periods of the same
    days are equal whatever their name. ValueError unless start is before end.
    """

    start: date | None = None
    end: date | None = None
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError("a period starts before it ends")

    @classmethod
    def parse(cls, from_text: str = "", to_text: str = "") -> Self:
        """The period of two typed days, YYYY-MM-DD, *both inside it*; an empty one leaves that side open.

        People say "1 to 31 May" and mean the 31st too, so `end` is the day after the one typed. PeriodError for what is
        no date, a day outside 1900 to 2999, or a first day after the last.
        """
        first, last = _day(from_text), _day(to_text)
        if first and last and first > last:
            raise PeriodError(_("The first day comes after the last day. Swap them or change one."))
        return cls(first, last + ONE_DAY if last else None)

    @classmethod
    def named(cls, name: str, *, today: date) -> Self:
        """The preset of that name as it stands on `today`, a day in the business time zone. PeriodError for an unknown one."""
        if name not in PRESETS:
            raise PeriodError(_("There is no period called “%(name)s”. Choose one from the list.") % {"name": _short(name)})
        start, end = PRESETS[name](today)
        return cls(start, end, name)

    @property
    def first_day(self) -> date | None:
        return self.start

    @property
    def last_day(self) -> date | None:
        """The last day inside, as people write it; `end` is the day after."""
        return self.end - ONE_DAY if self.end else None

    @property
    def is_everything(self) -> bool:
        return self.start is None and self.end is None

    def bounds(self, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
        """The moments [start, end) when these days begin in `zone`, aware; None for an open side.

        Where a clock change skips midnight, the day begins at the change; where it repeats midnight, at the first of
        the two.
        """
        return _midnight(self.start, zone), _midnight(self.end, zone)

    def previous(self) -> Self | None:
        """The period just before, as long as this one; None where a side is open.

        Whole months are followed back by as many months (before the quarter, the quarter), whole years by whole years;
        anything else by its number of days.
        """
        if self.start is None or self.end is None:
            return None
        months = _whole_months(self.start, self.end)
        start = shift_months(self.start, -months) if months else self.start - (self.end - self.start)
        return type(self)(start, self.start)

    def compared(self, against: str) -> Self | None:
        """What it is held against: the period just before, or with YEAR the same days a year before. None where a side is open."""
        if against == YEAR and self.start is not None and self.end is not None:
            return type(self)(shift_months(self.start, -12), shift_months(self.end, -12))
        return self.previous()

    def label(self) -> str:
        """The days in words, both named days inside: "October 2026", "1 January to 31 March 2026", "Everything"."""
        first, last = self.first_day, self.last_day
        if first and last and first.day == 1 and self.end == shift_months(first, 1):
            return date_format(first, pgettext("date format, e.g. March 2026", "F Y"))
        if first and last:
            return _from_to(first, last)
        if first:
            return _("From %(day)s") % {"day": _in_full(first)}
        if last:
            return _("Until %(day)s") % {"day": _in_full(last)}
        return _("Everything")

    def as_query(self) -> dict[str, str]:
        """The address part that `from_request` reads back to this period; a named one stays named and moves with the days."""
        return {"period": self.name} if self.name else self.as_dates()

    def as_dates(self) -> dict[str, str]:
        """The address part that pins these very days, whenever it is opened."""
        if self.is_everything:
            return {"period": EVERYTHING}
        days = {"from": self.first_day, "to": self.last_day}
        return {key: day.isoformat() for key, day in days.items() if day}


def from_request(query: Mapping[str, str], *, today: date | None = None, default: str = EVERYTHING) -> Period:
    """The period an address asks for: ?period=name, or ?from=&to= as in Period.parse; `default` where it asks for none.

    A name wins over dates left in the form, except "between", which stands for the dates. `today` is the business's
    day, else the day in Django's current time zone. PeriodError, a ValueError, carries the message to show.
    """
    name = query.get("period", "").strip()
    dates = query.get("from", "").strip(), query.get("to", "").strip()
    if name == BETWEEN or (not name and any(dates)):
        return Period.parse(*dates)
    return Period.named(name or default, today=today or timezone.localdate())


def calendar_days(start: datetime, end: datetime, zone: tzinfo) -> int:
    """Days between two moments as a wall calendar in `zone` counts them; negative when `end` is the earlier day.

    A minute across midnight is 1, 23 hours inside one day are 0. ValueError for a moment without a time zone.
    """
    if timezone.is_naive(start) or timezone.is_naive(end):
        raise ValueError("a moment needs its time zone")
    return (end.astimezone(zone).date() - start.astimezone(zone).date()).days


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _day(text: str) -> date | None:
    text = (text or "").strip()
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # a day on a calendar has no zone
    except ValueError as error:
        message = _("“%(text)s” is not a date. Write it as year, month, day: 2026-12-31.")
        raise PeriodError(message % {"text": _short(text)}) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PeriodError(_("“%(text)s” is too far away. Choose a year from 1900 to 2999.") % {"text": _short(text)})
    return day


def _midnight(day: date | None, zone: tzinfo) -> datetime | None:
    # fold=0 reads a skipped midnight by the offset before the change (which is the moment of the change) and a
    # repeated one as the first: both are where the day begins.
    return datetime.combine(day, time.min, tzinfo=zone) if day else None


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or the last day of a shorter one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _whole_months(start: date, end: date) -> int:
    """How many calendar months fill [start, end): any number from a first of a month, else only full years; 0 for none."""
    if start.day != end.day:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if start.day == 1 or months % 12 == 0 else 0


def _in_full(day: date) -> str:
    return date_format(day, pgettext("date format, e.g. 31 March 2026", "j F Y"))


def _from_to(first: date, last: date) -> str:
    """What both days share is said once."""
    if first == last:
        return _in_full(last)
    if (first.year, first.month) == (last.year, last.month):
        start = date_format(first, pgettext("date format, the 1 of “1 to 31 March 2026”", "j"))
    elif first.year == last.year:
        start = date_format(first, pgettext("date format, the 1 January of “1 January to 31 March 2026”", "j F"))
    else:
        start = _in_full(first)
    return _("%(first)s to %(last)s") % {"first": start, "last": _in_full(last)}


type Days = tuple[date | None, date | None]


def _week(today: date) -> Days:
    """Monday to Sunday, as ISO 8601 has it."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=7)


def _months(length: int, *, ago: int) -> Callable[[date], Days]:
    """The month, quarter or year (1, 3 or 12 months, counted from January) that holds today, or the one `ago` before it."""

    def days(today: date) -> Days:
        first = date(today.year, (today.month - 1) // length * length + 1, 1)
        start = shift_months(first, -length * ago)
        return start, shift_months(start, length)

    return days


def _last_12_months(today: date) -> Days:
    tomorrow = today + ONE_DAY
    return shift_months(tomorrow, -12), tomorrow


# In the order of the picker. Periods under way run to their end; the rolling ones end with today.
PRESETS: dict[str, Callable[[date], Days]] = {
    "today": lambda today: (today, today + ONE_DAY),
    "this_week": _week,
    "this_month": _months(1, ago=0),
    "last_month": _months(1, ago=1),
    "this_quarter": _months(3, ago=0),
    "last_quarter": _months(3, ago=1),
    "this_year": _months(12, ago=0),
    "last_year": _months(12, ago=1),
    "last_30_days": lambda today: (today - timedelta(days=29), today + ONE_DAY),
    "last_90_days": lambda today: (today - timedelta(days=89), today + ONE_DAY),
    "last_12_months": _last_12_months,
    EVERYTHING: lambda today: (None, None),
}

# For a select: every preset, then the two date fields.
CHOICES = [
    ("today", gettext_lazy("Today")),
    ("this_week", gettext_lazy("This week")),
    ("this_month", gettext_lazy("This month")),
    ("last_month", gettext_lazy("Last month")),
    ("this_quarter", gettext_lazy("This quarter")),
    ("last_quarter", gettext_lazy("Last quarter")),
    ("this_year", gettext_lazy("This year")),
    ("last_year", gettext_lazy("Last year")),
    ("last_30_days", gettext_lazy("Last 30 days")),
    ("last_90_days", gettext_lazy("Last 90 days")),
    ("last_12_months", gettext_lazy("Last 12 months")),
    (EVERYTHING, gettext_lazy("Everything")),
    (BETWEEN, gettext_lazy("Between two days")),
]
