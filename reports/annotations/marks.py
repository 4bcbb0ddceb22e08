"""What happened when, beside what the numbers did: the dates of a period as marks for any chart with a time axis.

`page.dates = annotations.of(period, as_of=as_of, only=only)` is one query. Then, in the template,

* under any chart, for everybody and on paper: `{% include "reports/_dates.html" with dates=page.dates %}`;
* after the row of a month: `{% include "reports/_month_dates.html" with marks=row.marks span=4 %}`, where
  `row.marks = dates.in_month(first_day)`;
* at a chart that runs from day to day: `{% include "reports/_flags.html" with flags=page.flags %}` beside the chart's svg in a
  box of class `dated`, where `page.flags = dates.along(first_day, end)`, or `dates.at_months(months)` for a point a month.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formatting import when
from reports.core.drilldown import BLANK
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import ONE_DAY, Period, shift_months
from reports.models import Annotation

APART = 4
"""Of 100: nearer than this, two numbers would lie on each other."""


@dataclass(frozen=True)
class Mark:
    """`number` is written at the chart and before the text. Both days inside; `source` empty: about all of them."""

    number: int
    text: str
    first_day: date
    last_day: date
    source: str = ""

    @property
    def days(self) -> str:
        if self.first_day == self.last_day:
            return when(self.first_day)
        return _("%(first)s to %(last)s") % {"first": when(self.first_day), "last": when(self.last_day)}

    @property
    def end(self) -> date:
        return self.last_day + ONE_DAY

    def as_dict(self) -> dict:
        days = {"from": self.first_day.isoformat(), "to": self.last_day.isoformat()}
        return {"text": self.text, **days, "source": self.source or None}


@dataclass(frozen=True)
class Flag:
    """A mark at a time axis from 0 to 100; `to` is None for a single day, which is a line and no band.

    `label`: its number, and those of the ones too near to have their own.
    """

    mark: Mark
    x: float
    to: float | None = None
    label: str = ""

    @property
    def width(self) -> float | None:
        return None if self.to is None else round(self.to - self.x, 2)

    @property
    def is_late(self) -> bool:
        """Whether its number has to stand before it, since the chart ends."""
        return self.x > 92


@dataclass(frozen=True)
class Dates:
    """The marks of a period that begins with `start`, earliest first."""

    marks: tuple[Mark, ...] = ()
    start: date | None = None

    def __bool__(self) -> bool:
        return bool(self.marks)

    def __iter__(self):
        return iter(self.marks)

    def in_month(self, first_day: date) -> tuple[Mark, ...]:
        """Those to be told beside that month: each once, where it began, or with the first month when it began before."""
        end = shift_months(first_day, 1)
        return tuple(mark for mark in self.marks if first_day <= max(mark.first_day, self.start or mark.first_day) < end)

    def along(self, first_day: date, end: date) -> tuple[Flag, ...]:
        """Where they lie on an axis that runs from the first day up to, not including, `end`; those outside are left out."""
        length = (end - first_day) / ONE_DAY
        return _labelled(_flag(mark, first_day, length) for mark in self.marks if mark.first_day < end and mark.end > first_day)

    def at_months(self, months: list[date]) -> tuple[Flag, ...]:
        """Where they lie on an axis with one point a month, the first at 0 and the last at 100."""
        step = 100 / (len(months) - 1) if len(months) > 1 else 0
        result = [(months.index(mark.first_day.replace(day=1)), mark) for mark in self.marks if mark.first_day.replace(day=1) in months]
        return _labelled(Flag(mark, round(place * step, 2)) for place, mark in result)

    def as_list(self) -> list[dict]:
        return [mark.as_dict() for mark in self.marks]


def of(period: Period, *, as_of: datetime | None = None, only: LeadFilters = ALL_LEADS) -> Dates:
    """What happened in the period and not after `as_of`; narrowed to a source, what is about it or about all. One query."""
    end = period.end
    if as_of:
        until = timezone.localdate(as_of) + ONE_DAY
        end = min(end, until) if end else until
    queryset = Annotation.objects.between(period.start, end)
    if only.source:
        queryset = queryset.filter(Q(source=None) | Q(source=None if only.source == BLANK else int(only.source)))
    marks = (Mark(number, date.text, date.first_day, date.last_day, str(date.source or "")) for number, date in enumerate(queryset, 1))
    return Dates(tuple(marks), period.start)


def _flag(mark: Mark, first_day: date, length: float) -> Flag:
    x = max((mark.first_day - first_day) / ONE_DAY / length * 100, 0)
    to = min((mark.end - first_day) / ONE_DAY / length * 100, 100)
    return Flag(mark, round(x, 2), None if mark.first_day == mark.last_day else round(to, 2))


def _labelled(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Each with its number, and no two numbers on top of each other."""
    result: list[Flag] = []
    at = 0  # the last one with a label
    for flag in sorted(flags, key=lambda flag: (flag.x, flag.mark.number)):
        number = str(flag.mark.number)
        if result and flag.x - result[at].x < APART:
            result[at] = replace(result[at], label=f"{result[at].label}, {number}")
        else:
            at, flag = len(result), replace(flag, label=number)
        result.append(flag)
    return tuple(result)
