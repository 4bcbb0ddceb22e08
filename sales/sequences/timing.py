"""When the next step is due: in working days or hours from the one before, never outside the hours of the business."""

from datetime import datetime, timedelta

from accounts.working_hours import Hours, add_working, is_working, next_working
from sales.models import SequenceStep

LATE = timedelta(hours=1)


def due(hours: Hours, since: datetime, step: dict) -> datetime:
    """When a step (of an approved plan) comes, counted from `since`."""
    start = next_working(hours, since)
    if step["unit"] == SequenceStep.Unit.HOURS:
        return next_working(hours, add_working(hours, start, timedelta(hours=step["wait"])))
    return _working_days_later(hours, start, step["wait"])


def after(hours: Hours, steps: list[dict], number: int, since: datetime) -> datetime | None:
    """When the step with that number comes; None where there is none any more."""
    return due(hours, since, steps[number]) if number < len(steps) else None


def counted_from(was_due: datetime | None, now: datetime) -> datetime:
    """A step done on time counts from its own time, so that minutes do not add up; a late one from when it was done."""
    return was_due if was_due and now - was_due < LATE else now


def _working_days_later(hours: Hours, start: datetime, days: int) -> datetime:
    """The same time on the clock so many working days on, or that day's opening where it is shut at this time."""
    local = start.astimezone(hours.zone)
    day, clock = local.date(), local.time()
    while days:
        day += timedelta(days=1)
        days -= any(True for _span in hours.spans_of(day))
    moment = datetime.combine(day, clock, tzinfo=hours.zone)
    if is_working(hours, moment):
        return moment
    return next_working(hours, datetime.combine(day, datetime.min.time(), tzinfo=hours.zone))
