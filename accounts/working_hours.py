"""When the business works: its week, its holidays, and time counted only while it is open.

Everything is reckoned on the business's own clock and added up in UTC, so that a day with 23 or 25 hours is as long as it was.
Each function takes the business, or the `Hours` of it when asked in a loop (`Hours.of(business)` costs two queries).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models.business import Business
from accounts.models.hours import MIDNIGHT, Holiday, OpeningHours

NINE_TO_FIVE = ((time(9), time(17)),)
USUAL_WEEK = {weekday: NINE_TO_FIVE for weekday in range(5)}
"""Monday to Friday, for a business that set nothing."""


@dataclass(frozen=True)
class Hours:
    """The week of a business (0 is Monday), its holidays and its zone. A week has at least one span."""

    zone: ZoneInfo
    week: dict[int, tuple[tuple[time, time], ...]]
    holidays: frozenset[date] = frozenset()
    _known: dict[date, tuple[tuple[datetime, datetime], ...]] = field(default_factory=dict, compare=False, repr=False)
    """The spans of the days asked for so far: a report asks for the same few days a hundred thousand times."""

    @classmethod
    def of(cls, business: "Business | Hours") -> "Hours":
        if isinstance(business, Hours):
            return business
        week: dict[int, tuple] = {}
        for weekday, opens, closes in OpeningHours.objects.values_list("weekday", "opens", "closes"):
            week[weekday] = (*week.get(weekday, ()), (opens, closes))
        return cls(business.zone, week or USUAL_WEEK, frozenset(Holiday.objects.kept().values_list("day", flat=True)))

    def spans_of(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The half-open spans of a day in UTC; none on a holiday."""
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = tuple(self._spans_of(day))
        return found

    def _spans_of(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if day in self.holidays:
            return
        for opens, closes in self.week.get(day.weekday(), ()):
            last = day + timedelta(days=1) if closes == MIDNIGHT else day
            start, end = (datetime.combine(on, clock, tzinfo=self.zone).astimezone(UTC) for on, clock in ((day, opens), (last, closes)))
            if start < end:  # a clock put forward may leave nothing of a short span
                yield start, end

    def spans_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of the spans after `moment`, in order and without end."""
        day = moment.astimezone(self.zone).date()
        moment = moment.astimezone(UTC)
        while True:
            for start, end in self.spans_of(day):
                if end > moment:
                    yield max(start, moment), end
            day += timedelta(days=1)

    def spans_until(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What there was of the spans before `moment`, the latest first and without end."""
        day = moment.astimezone(self.zone).date()
        moment = moment.astimezone(UTC)
        while True:
            for start, end in reversed(self.spans_of(day)):
                if start < moment:
                    yield start, min(end, moment)
            day -= timedelta(days=1)


def is_working(business: Business | Hours, moment: datetime) -> bool:
    hours = Hours.of(business)
    return any(start <= moment < end for start, end in hours.spans_of(moment.astimezone(hours.zone).date()))


def next_working(business: Business | Hours, moment: datetime) -> datetime:
    """The same moment when the business works then, otherwise its next opening."""
    hours = Hours.of(business)
    start, _end = next(hours.spans_from(moment))
    return start.astimezone(hours.zone)


def add_working(business: Business | Hours, moment: datetime, duration: timedelta) -> datetime:
    """The moment by which the business has worked for `duration` since `moment`.

    It may be a closing time ("by 17:00"): eight hours from nine are five o'clock, not nine the next day.

    Raises:
        ValueError: the duration is negative.
    """
    if duration < timedelta():
        raise ValueError(f"cannot add {duration} of working time")
    hours, left = Hours.of(business), duration
    for start, end in hours.spans_from(moment):
        if left <= end - start:
            return (start + left).astimezone(hours.zone)
        left -= end - start
    raise AssertionError("a week has working hours")


def working_before(business: Business | Hours, moment: datetime, duration: timedelta) -> datetime:
    """The moment since which the business has worked for `duration` until `moment`: what came before it has waited longer."""
    hours, left = Hours.of(business), duration
    for start, end in hours.spans_until(moment):
        if left < end - start:
            return (end - left).astimezone(hours.zone)
        left -= end - start
    raise AssertionError("a week has working hours")


def working_between(business: Business | Hours, start: datetime, end: datetime) -> timedelta:
    """How long the business worked in `[start, end)`; nothing when it ends before it starts."""
    total = timedelta()
    for opens, closes in Hours.of(business).spans_from(start):
        if opens >= end:
            return total
        total += min(closes, end) - opens
    return total
