"""The moment a report looks back from: as people type it, and as files tell it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from accounts.models import Business
from reports.core.periods import FIRST_DAY, LAST_DAY, PeriodError


def parse_moment(text: str, *, business: Business) -> datetime | None:
    """A typed moment (ISO 8601); a bare day means its end, so that everything of that day counts; nothing typed is None.

    It is told in the business's zone, and one typed without a zone is in it. PeriodError says what is wrong with anything else.
    """
    text = text.strip()
    if not text:
        return None
    day, moment = _read(text)
    if moment is None or not FIRST_DAY <= moment.date() <= LAST_DAY:
        message = _("“%(text)s” is neither a day (2026-05-31) nor a moment (2026-05-31T17:00).")
        raise PeriodError(message % {"text": text[:40]})
    if day:
        return business.day_bounds(day)[1]
    # Told in our own zone: PostgreSQL reads no clock that is a day ahead of UTC, and people may type one.
    return moment.astimezone(business.zone) if timezone.is_aware(moment) else moment.replace(tzinfo=business.zone)


def clock_text(moment: datetime, *, zone: str) -> str:
    """For people: as the clock reads where the business is, to the minute, `2026-11-28 00:22 (Europe/Berlin)`."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"


def iso_text(moment: datetime, *, zone: str) -> str:
    """For programs: to the second, with the offset of the business."""
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def _read(text: str) -> tuple[date | None, datetime | None]:
    """The day, where that is all there is, and the moment; (None, None) for neither."""
    try:
        day = parse_date(text)
        return day, datetime.combine(day, datetime.min.time()) if day else parse_datetime(text)
    except ValueError:  # well formed, and not on any calendar: 2026-02-30
        return None, None
