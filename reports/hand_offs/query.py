"""How leads pass from marketing to sales: who answers, how soon, and what comes back. METRICS.md, "Hand-off" and "Speed to lead".

Two queries, one of hand-overs and one of leads; working time is reckoned here, with the working hours as they are set now.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Business
from accounts.working_hours import Hours, working_between
from leads.export.columns import BLANK
from leads.follow_ups.response_time import CONTACTED_ON_ARRIVAL
from leads.models import Activity, HandOff, Lead, Message, Source, State
from reports.core.base import CountedReport
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from sales.hand_off.promises import Promises

MINUTE = timedelta(minutes=1)


class Waits:
    """Of a row that counts how long people waited, for us and for sales."""

    @property
    def in_time_share(self) -> float | None:
        return self.in_time / self.promised if self.promised else None

    @property
    def contact_took(self) -> timedelta | None:
        return None if self.minutes_to_contact is None else self.minutes_to_contact * MINUTE

    @property
    def contact_took_90(self) -> timedelta | None:
        return None if self.minutes_to_contact_90 is None else self.minutes_to_contact_90 * MINUTE


@dataclass(frozen=True)
class Row(Waits):
    """One source (key None: none recorded), or all (""). Times in minutes; None where they lie among those still without a contact."""

    key: str | None
    label: str
    handed_over: int = 0
    accepted: int = 0
    returned: int = 0
    waiting: int = 0
    late: int = 0
    promised: int = 0
    in_time: int = 0
    minutes_to_accept: float | None = None
    to_contact: int = 0
    contacted: int = 0
    minutes_to_contact: float | None = None
    minutes_to_contact_90: float | None = None
    contact_promised: int = 0
    contact_in_time: int = 0

    @property
    def contact_share(self) -> float | None:
        return self.contact_in_time / self.contact_promised if self.contact_promised else None

    @property
    def took(self) -> timedelta | None:
        return None if self.minutes_to_accept is None else self.minutes_to_accept * MINUTE


COLUMNS = tuple(Row.__dataclass_fields__)


class Made(NamedTuple):
    """What is counted of a hand-over: no more is read of it, since there may be a hundred thousand."""

    source_id: int | None
    at: datetime
    due_at: datetime | None
    decided_at: datetime | None
    returned_for: str


@dataclass
class Tally:
    """What is gathered for one row. Durations; `never`: those still without a first contact."""

    counts: Counter = field(default_factory=Counter)
    took: list[timedelta] = field(default_factory=list)
    contact: list[timedelta] = field(default_factory=list)
    never: int = 0

    @classmethod
    def of(cls, several: Iterable["Tally"]) -> "Tally":
        """All of them together."""
        together = cls()
        for tally in several:
            together.counts.update(tally.counts)
            together.took += tally.took
            together.contact += tally.contact
            together.never += tally.never
        return together

    def count(self, made: Made, *, hours: Hours, as_of: datetime) -> None:
        """One more hand-over, as it stood at `as_of`."""
        decided = made.decided_at is not None and made.decided_at < as_of
        run_out = made.due_at is not None and made.due_at < as_of
        self.counts["handed_over"] += 1
        self.counts["returned" if made.returned_for else "accepted"] += decided
        self.counts["waiting"] += not decided
        self.counts["late"] += run_out and not decided
        if made.due_at is not None and (decided or run_out):
            self.counts["promised"] += 1
            self.counts["in_time"] += decided and made.decided_at <= made.due_at
        if decided and not made.returned_for:
            self.took.append(working_between(hours, made.at, made.decided_at))

    def count_contact(self, received_at: datetime, first: datetime | None) -> None:
        """One more lead; `first` None: nobody was in touch yet."""
        if first is None:
            self.never += 1
        else:
            self.contact.append(first - received_at)

    def row(self, key: str | None, label: str) -> Row:
        times = {
            "minutes_to_accept": minutes_at(self.took, 0, 0.5),
            "minutes_to_contact": minutes_at(self.contact, self.never, 0.5),
            "minutes_to_contact_90": minutes_at(self.contact, self.never, 0.9),
        }
        to_contact = {"to_contact": len(self.contact) + self.never, "contacted": len(self.contact)}
        return Row(key, label, **{name: self.counts[name] for name in COLUMNS if name in self.counts}, **to_contact, **times)


@dataclass(frozen=True, kw_only=True)
class Report(CountedReport):
    """`rows` by hand-overs, most first; `reasons`: why sales returned what it did; `left_out`: what is in no row, and why."""

    name = "handoffs"

    rows: tuple[Row, ...]
    total: Row
    reasons: dict[str, int]

    @property
    def columns(self) -> tuple[str, ...]:
        return COLUMNS

    def table(self) -> list[list]:
        return [list(COLUMNS), *([getattr(row, name) for name in COLUMNS] for row in (*self.rows, self.total))]

    def as_dict(self) -> dict:
        return {
            **self.head(),
            "rows": [asdict(row) for row in self.rows],
            "total": asdict(self.total),
            "returned_for": self.reasons,
            "left_out": self.left_out,
        }


def report(period: Period, *, business: Business, as_of: datetime | None = None, only: LeadFilters = ALL_LEADS) -> Report:
    """The hand-overs made in `period`, and the first contact of the leads received in it, as things stood at `as_of` (now)."""
    moment = as_of or timezone.now()
    tallies: dict[int | None, Tally] = defaultdict(Tally)
    hours, reasons = Hours.of(business), Counter()
    made = made_in(period, business=business, as_of=moment, only=only).select_related(None).order_by()
    for hand_off in map(Made._make, made.values_list("lead__source_id", "at", "due_at", "decided_at", "returned_for").iterator()):
        tallies[hand_off.source_id].count(hand_off, hours=hours, as_of=moment)
        if hand_off.returned_for and hand_off.decided_at < moment:
            reasons[hand_off.returned_for] += 1
    left_out = _first_contacts(tallies, period, business=business, hours=hours, as_of=moment, only=only)
    labels = dict(Source.objects.values_list("pk", "name")) | {None: BLANK}
    rows = [tally.row(None if key is None else str(key), labels.get(key, "")) for key, tally in tallies.items()]
    rows.sort(key=lambda row: (-row.handed_over, -row.to_contact, row.key is None, row.label))
    taken_back = _within(
        HandOff.objects.exclude(taken_back_at=None).filter(only.q("lead__")), "at", period, business=business, as_of=moment
    ).count()
    return Report(
        period=period,
        as_of=moment,
        zone=business.time_zone,
        rows=tuple(rows),
        total=Tally.of(tallies.values()).row("", _("All")),
        reasons={str(value): reasons[value] for value in HandOff.Returned if reasons[value]},
        left_out=left_out | {"taken_back": taken_back},
        only=only,
    )


def made_in(period: Period, *, business: Business, as_of: datetime, only: LeadFilters = ALL_LEADS) -> QuerySet[HandOff]:
    """The hand-overs of the period that stand, of leads that stand; the latest first."""
    queryset = HandOff.objects.standing().filter(lead__merged_into=None).exclude(lead__state=State.WITHDRAWN).filter(only.q("lead__"))
    return _within(queryset.select_related("lead"), "at", period, business=business, as_of=as_of).order_by("-at", "-pk")


def _within(query_set: QuerySet, name: str, period: Period, *, business: Business, as_of: datetime) -> QuerySet:
    start, end = period.bounds(business.zone)
    query_set = query_set.filter(**{f"{name}__lt": min(end, as_of) if end else as_of})
    return query_set.filter(**{f"{name}__gte": start}) if start else query_set


def first_contacts(period: Period, *, business: Business, as_of: datetime, only: LeadFilters = ALL_LEADS) -> QuerySet[Lead]:
    """New business received in the period, each with the moment somebody was `first` in touch; what they wrote themselves is no answer."""
    talked = Q(activities__kind__in=Activity.CONTACTS, activities__done_at__gte=F("received_at"), activities__done_at__lt=as_of)
    talked &= Q(activities__mail=None) | Q(activities__mail__direction=Message.Direction.OUT)
    leads = _within(Lead.objects.new_business().filter(only.q()), "received_at", period, business=business, as_of=as_of)
    return leads.annotate(first=Min("activities__done_at", filter=talked)).order_by()


def _first_contacts(
    tallies: dict, period: Period, *, business: Business, hours: Hours, as_of: datetime, only: LeadFilters
) -> dict[str, int]:
    """Adds how soon somebody was in touch with the leads received. Returns how many were left out, and why."""
    promises, on_arrival = Promises.of(hours), 0
    result = first_contacts(period, business=business, as_of=as_of, only=only)
    for source, channel, received_at, first in result.values_list("source_id", "channel", "received_at", "first"):
        if channel in CONTACTED_ON_ARRIVAL:
            on_arrival += 1
            continue
        due_at = promises.due_at(source, received_at)
        tallies[source].count_contact(received_at, first)
        if due_at is not None and (first is not None or due_at < as_of):
            tallies[source].counts["contact_promised"] += 1
            tallies[source].counts["contact_in_time"] += first is not None and first <= due_at
    return {"contacted_on_arrival": on_arrival}


def minutes_at(times: Iterable[timedelta], never: int, share: float) -> float | None:
    """The time below which `share` of them lie, in minutes; the `never` last ones are longer than all, and None where it falls on them.

    Between two times by straight line, as `stats.quantile` has it.
    """
    ordered = sorted(time / MINUTE for time in times)
    place = round((len(ordered) + never - 1) * share, 9)
    if not ordered or ceil(place) > len(ordered) - 1:
        return None
    below, above = ordered[int(place)], ordered[ceil(place)]
    return below + (above - below) * (place - int(place))
