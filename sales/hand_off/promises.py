"""By when a lead is to be spoken to first: the promise of its source, in working time since it came."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.models import Business
from accounts.working_hours import Hours, add_working, working_before
from sales.models import NO_PROMISE, HandOffRules, SourceRules


@dataclass(frozen=True)
class Promises:
    """`by_source`: by the key of each source that has its own, and under None the business's; None: nothing is promised."""

    hours: Hours
    by_source: dict[int | None, timedelta | None]

    @classmethod
    def of(cls, business: Business | Hours) -> "Promises":
        """As they are set now. Two queries, and two more for the hours of a business."""
        own = SourceRules.objects.exclude(respond_minutes=None).values_list("source_id", "respond_minutes")
        minutes = {None: HandOffRules.current().respond_minutes} | dict(own)
        by_source = {source: None if wait == NO_PROMISE else timedelta(minutes=wait) for source, wait in minutes.items()}
        return cls(Hours.of(business), by_source)

    def due_at(self, source_id: int | None, received_at: datetime | None) -> datetime | None:
        """None: nothing is promised, or nobody knows when they came."""
        promise = self.by_source.get(source_id, self.by_source[None])
        return add_working(self.hours, received_at, promise) if promise and received_at else None

    def late(self, moment: datetime) -> Q:
        """Of leads: past the promise at `moment`. No query; one moment is reckoned for each promise, however many leads there are."""
        own = [source for source in self.by_source if source is not None]
        others = Q(source=None) | ~Q(source__in=own)
        conditions = [(Q(source=source) if source else others, promise) for source, promise in self.by_source.items() if promise]
        late = Q(pk__in=[])
        for of_source, promise in conditions:
            late |= of_source & Q(received_at__lt=working_before(self.hours, moment, promise))
        return late
