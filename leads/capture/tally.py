"""What the Log shows of today: how many enquiries, from which source, and when. Counts are of valid leads, see METRICS."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.db.models.functions import TruncMinute
from django.utils import timezone

from leads.models import Lead, Source

HINTS = "123456789abcdefghijklmopqrstvwxyz"
"""The key of each source on a keyboard. Without n, which logs from every page, and u, which takes the last tick back."""
FIRST_HOUR, LAST_HOUR = 8, 18
"""What the ruler of the day shows at least."""
JUST_LOGGED = 6
STEPS = 200
"""Places for a stroke on the ruler of the day: a pixel or two apart on a phone."""


@dataclass(frozen=True)
class Key:
    """One source button. `is_newest`: the last enquiry came from here."""

    source: Source
    hint: str
    count: int
    is_newest: bool


@dataclass(frozen=True)
class Ruler:
    """The day as a line from `start` to `end`; `strokes` and `marks` are places on it between 0 and 100."""

    start: datetime
    end: datetime
    strokes: list[str]
    marks: list[tuple[str, bool]]
    hours: list[int]
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True)
class Counts:
    """`by_source` is keyed by source id; `total` counts the other enquiries of today too."""

    total: int
    by_source: dict[int, int]

    def as_json(self) -> dict:
        return {"total": self.total, "sources": {str(pk): count for pk, count in self.by_source.items()}}


def received_on(business, day):
    """Valid leads of a day. `listed_at` is `received_at` where there is one, and has the index that this reads."""
    start, end = business.day_bounds(day)
    return Lead.objects.valid().filter(listed_at__gte=start, listed_at__lt=end, received_at__isnull=False)


def counts(business, *, day=None) -> Counts:
    """One query."""
    rows = received_on(business, day or business.today()).order_by().values_list("source").annotate(n=Count("pk"))
    by_source = dict(rows)
    return Counts(total=sum(by_source.values()), by_source={pk: n for pk, n in by_source.items() if pk})


def just_logged(business) -> list[Lead]:
    """The newest of today, with who they are. One query."""
    return list(received_on(business, business.today()).select_related("contact", "source").order_by("-listed_at", "-id")[:JUST_LOGGED])


def keys(today: Counts, *, newest: Lead | None) -> list[Key]:
    """The buttons in the admin's order. One query."""
    latest = newest.source_id if newest else None
    sources = list(Source.objects.in_use())
    hints = HINTS.ljust(len(sources))
    return [
        Key(source, hint.strip(), today.by_source.get(source.pk, 0), is_newest=source.pk == latest)
        for source, hint in zip(sources, hints, strict=False)
    ]


def ruler(business) -> Ruler:
    """Every minute of today in which somebody asked. One query, and at most a row a minute."""
    day = business.today()
    minutes = list(
        received_on(business, day).order_by().annotate(minute=TruncMinute("received_at")).values_list("minute", flat=True).distinct()
    )
    minutes.sort()
    local = [timezone.localtime(minute, business.zone) for minute in minutes]
    first = min([FIRST_HOUR, *(minute.hour for minute in local)])
    last = max([LAST_HOUR, *(minute.hour + 1 for minute in local)])
    last += (last - first) % 2 if last < 24 else 0
    midnight = datetime.combine(day, datetime.min.time())
    start = (midnight + timedelta(hours=first)).replace(tzinfo=business.zone)
    end = (midnight + timedelta(hours=last)).replace(tzinfo=business.zone)
    return Ruler(
        start=start,
        end=end,
        strokes=_strokes(minutes, start, end),
        marks=_marks(last - first),
        hours=list(range(first, last + 1, _step(last - first))),
        first=local[0] if local else None,
        last=local[-1] if local else None,
    )


def _step(hours: int) -> int:
    """From one number under the ruler to the next: at most eight of them, where that comes out even."""
    return next((step for step in (2, 3, 4) if hours % step == 0 and hours <= 7 * step), 1 if hours % 2 else 2)


def place(moment: datetime, start: datetime, end: datetime) -> str:
    """With a point whatever the language, as SVG wants it."""
    share = (moment.timestamp() - start.timestamp()) / (end.timestamp() - start.timestamp())
    return f"{min(max(share, 0), 1) * 100:.2f}"


def _strokes(minutes: list[datetime], start: datetime, end: datetime) -> list[str]:
    """One for each of STEPS at most, the newest of it: a busy day is no heavier page."""
    places = [place(minute, start, end) for minute in minutes]
    return list({round(float(each) * STEPS / 100): each for each in places}.values())


def _marks(hours: int) -> list[tuple[str, bool]]:
    """Quarter hours, the full ones longer."""
    quarters = hours * 4
    return [(f"{n * 100 / quarters:.2f}", n % 4 == 0) for n in range(quarters + 1)]
