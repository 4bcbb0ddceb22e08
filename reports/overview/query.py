"""This period against an earlier one: leads, new clients, conversion, revenue, cost per lead, and where leads went missing."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils import timezone

from accounts.models import Business
from leads.models import Lead, State
from reports.core.periods import BEFORE, ONE_DAY, Period
from reports.metrics import counting
from reports.metrics.counting import Row, Tally
from reports.metrics.decided import Decided
from reports.metrics.months import Month, month_by_month
from reports.metrics.spend import spend_by
from reports.models import Goal
from reports.sources import query as sources
from reports.statistics.changes import CountChange, RateChange, compare_all_counts, compare_counts, compare_rates
from sales.models import Client, Sale

DECIDED = (State.WON, State.LOST)


@dataclass(frozen=True)
class Reading(Decided):
    """What happened in one period. `clients` are those won in it; `revenue` None: nobody knows the amount of anything sold.

    Of the new-business leads that sales won or lost in it, whenever they came, `decided`, `won` were won.
    """

    period: Period
    leads: Row
    clients: int
    revenue: Decimal | None
    amount_unknown: int
    decided: int = 0
    won: int = 0


@dataclass(frozen=True)
class SourceChange:
    key: str | None
    label: str
    now: int
    before: int
    verdict: CountChange

    @property
    def change(self) -> int:
        return self.now - self.before


@dataclass(frozen=True)
class Conversion:
    """The latest leads old enough to judge, as many days of them as the period has, and those of the days before.

    The last three are None where there is nothing to compare with.
    """

    period: Period
    now: Row
    period_before: Period | None = None
    before: Row | None = None
    change: RateChange | None = None


@dataclass(frozen=True)
class Overview:
    """`before` and what compares with it are None where there is nothing to compare with; `first_day` is that of the oldest lead."""

    as_of: datetime
    within_days: int
    first_day: date | None
    now: Reading
    before: Reading | None
    leads: CountChange | None
    clients: CountChange | None
    win_rate: RateChange | None
    conversion: Conversion | None
    sources: tuple[SourceChange, ...]
    months: tuple[Month, ...]
    first_sale: date | None = None
    """The day since when sales are on record, where earlier ones are probably missing: conversion is not compared with before it."""
    against: str = BEFORE
    """What it is compared with (`periods.AGAINST`)."""
    goals: dict[str, Decimal] = field(default_factory=dict)
    """What was wanted of the days of `now`, by kind of goal."""

    @property
    def has_fewer_leads(self) -> bool:
        return self.leads is not None and self.leads.kind == "fewer"

    @property
    def is_empty(self) -> bool:
        """Whether the business has no lead at all yet."""
        return self.first_day is None and not self.now.leads.leads


def overview(period: Period, *, business: Business, as_of: datetime | None = None, against: str = BEFORE) -> Overview:
    """A fixed number of queries, however many leads and sources.

    A period under way is cut after today, and the one it is compared with at the same length, so that like is compared with
    like. One that begins before the first lead is not compared with: its missing leads were never written down.
    """
    moment = as_of or timezone.now()
    params = {"business": business, "as_of": moment}
    first_day, today = counting.first_day(**params), moment.astimezone(business.zone).date()
    now_period, before_period = comparable(period, today=today, first_day=first_day, against=against)
    first_sale = counting.sales_on_record_since(first_day, **params)
    now, now_tally = read(now_period, **params)
    before, before_tally = read(before_period, **params) if before_period else (None, None)
    spans = {"days_now": _days(now_period), "days_before": _days(before_period)} if before else {}
    return Overview(
        as_of=moment,
        within_days=business.within_days,
        first_day=first_day,
        now=now,
        before=before,
        leads=compare_counts(now.leads.leads, before.leads.leads, **spans) if before else None,
        clients=compare_counts(now.clients, before.clients, **spans) if before else None,
        win_rate=compare_rates(now.won, now.decided, before.won, before.decided) if before else None,
        conversion=_conversion(now_period, first_day=first_sale or first_day, against=against, **params),
        sources=_source_changes(now_tally, before_tally, spans=spans) if before else (),
        months=month_by_month(first_day, **params),
        first_sale=first_sale,
        against=against,
        goals=_goals(now_period),
    )


def _goals(period: Period) -> dict[str, Decimal]:
    """The goals that hold at the end of a period with two ends, each for all of its days."""
    if period.start is None or period.end is None:
        return {}
    return {kind: goal.over(period) for kind, goal in Goal.objects.in_force(period.last_day).items() if kind != Goal.Kind.CONVERSION}


def comparable(period: Period, *, today: date, first_day: date | None, against: str = BEFORE) -> tuple[Period, Period | None]:
    """The period as far as it has come, and as long a piece of the one it is compared with, or None."""
    so_far = counting.until(period, today) if period.end else period
    before = period.compared(against)
    if so_far is None or before is None or first_day is None or before.start < first_day:
        return so_far or period, None
    if so_far == period:
        return period, before
    return so_far, Period(before.start, min(before.end, before.start + timedelta(days=_days(so_far))))


def read(period: Period, *, business: Business, as_of: datetime) -> tuple[Reading, Tally]:
    """Five queries: leads, spend, clients, sales, decisions; each summed on its own."""
    tally = counting.tally(period, business=business, by="source", as_of=as_of)
    past = counting.until(period, as_of.astimezone(business.zone).date())
    spend = spend_by("source", past) if past else {}
    sold = Sale.objects.standing().filter(_within("sold_at", period, business=business, as_of=as_of))
    money = sold.aggregate(revenue=Sum("net"), amount_unknown=Count("pk", filter=Q(amount=None)))
    money["revenue"] = money["revenue"] if money["amount_unknown"] else money["revenue"] or Decimal(0)
    clients = Client.objects.filter(_within("client_since", period, business=business, as_of=as_of)).count()
    total = replace(tally.total, spend=sum(spend.values(), Decimal(0)) if spend else None)
    return Reading(period, total, clients, **money, **_decided(period, business=business, as_of=as_of)), tally


def _decided(period: Period, *, business: Business, as_of: datetime) -> dict[str, int]:
    closed = Lead.objects.new_business().filter(_within("closed_at", period, business=business, as_of=as_of))
    return closed.filter(state__in=DECIDED).aggregate(decided=Count("pk"), won=Count("pk", filter=Q(state=State.WON)))


def _conversion(period: Period, *, first_day: date | None, against: str, business: Business, as_of: datetime) -> Conversion | None:
    """Conversion needs time: the cohort ends where leads are old enough, at the latest. Two queries; None without two ends."""
    if period.start is None or period.end is None:
        return None
    youngest = as_of.astimezone(business.zone).date() - timedelta(days=business.within_days)
    length = period.end - period.start
    cohort = period if period.end <= youngest else Period(youngest - length, youngest)
    before = cohort.compared(against)
    now, then = (counting.tally(period, business=business, by="channel", as_of=as_of).total for period in (cohort, before))
    if first_day is None or before.start < first_day:
        return Conversion(cohort, now)
    change = compare_rates(now.converted_within, now.mature_leads, then.converted_within, then.mature_leads)
    return Conversion(cohort, now, before, then, change)


def _source_changes(now: Tally, before: Tally, *, spans: dict[str, int]) -> tuple[SourceChange, ...]:
    """Every source that brought leads in either period, the largest loss first. One query for the names."""
    keys = list(now.rows | before.rows)
    pairs = [(_leads(now, key), _leads(before, key)) for key in keys]
    verdicts = compare_all_counts(pairs, **spans)
    names = sources.labels("source")
    changes = [
        SourceChange(key, names.get(key, str(key)), *pair, verdict) for key, pair, verdict in zip(keys, pairs, verdicts, strict=True)
    ]
    return tuple(sorted(changes, key=lambda change: (change.change, -change.before, change.label)))


def _leads(tally: Tally, key: str | None) -> int:
    return tally.rows[key].leads if key in tally.rows else 0


def _within(name: str, period: Period, *, business: Business, as_of: datetime) -> Q:
    """A moment inside the period and before as_of; one that nobody knows belongs to "everything" alone."""
    start, end = period.bounds(business.zone)
    inside = Q(**{f"{name}__lt": as_of})
    if start:
        inside &= Q(**{f"{name}__gte": start})
    if end:
        inside &= Q(**{f"{name}__lt": end})
    return inside | Q(**{name: None}) if period.is_everything else inside


def _days(period: Period) -> int:
    return (period.end - period.start) // ONE_DAY
