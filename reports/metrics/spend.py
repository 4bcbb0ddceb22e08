"""Marketing spend of a period. It is entered by the month; a month cut by the period counts by its share of days."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from accounts.current_business import to_the_cent
from leads.lead_list.filters import BLANK
from leads.models import Spend
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period


@dataclass(frozen=True)
class Spent:
    """`amount` in the currency of the business; `since`: the first day of the period in a month with an entry."""

    amount: Decimal
    since: date


def spent_by(by: str, period: Period, *, only: LeadFilters = ALL_LEADS) -> dict[str | None, Spent]:
    """What was spent per source or campaign id (as text; None: no campaign), and since when. None is known per channel.

    `only` counts by its source and campaign; spend is entered by nothing else (`LeadFilters.spares_spend`).

    One query, a row a month and group at most.
    """
    if by == "channel":
        return {}
    sums: dict[str | None, Spent] = {}
    for key, month, amount in _entries(by, period, only=only):
        share = _share(month, period)
        if share:
            name, since = None if key is None else str(key), max(month, period.start or month)
            there = sums.get(name)
            sums[name] = Spent(there.amount + amount * share, min(there.since, since)) if there else Spent(amount * share, since)
    return {key: replace(spent, amount=to_the_cent(spent.amount)) for key, spent in sums.items()}


def spend_by(by: str, period: Period, *, only: LeadFilters = ALL_LEADS) -> dict[str | None, Decimal]:
    """Only the amounts of `spent_by`. One query."""
    return {key: spent.amount for key, spent in spent_by(by, period, only=only).items()}


def cuts_a_month(period: Period) -> bool:
    """Whether the period begins or ends inside a month, so that some spend counts by its share of days."""
    return any(day is not None and day.day != 1 for day in (period.start, period.end))


def spend_by_month(period: Period) -> dict[str, Decimal]:
    """Spend of all sources per month, 2026-05, of the part of each month that lies in the period. One query."""
    sums: dict[str, Decimal] = {}
    for _key, month, amount in _entries("source", period):
        name, share = f"{month:%Y-%m}", _share(month, period)
        if share:
            sums[name] = sums.get(name, Decimal(0)) + amount * share
    return {key: to_the_cent(amount) for key, amount in sums.items()}


def _entries(by: str, period: Period, *, only: LeadFilters = ALL_LEADS) -> QuerySet:
    params = {"source": only.source, "campaign": only.campaign}
    entries = Spend.objects.filter(**{f"{name}_id": None if value == BLANK else value for name, value in params.items() if value})
    if period.start:
        entries = entries.filter(month__gt=period.start - timedelta(days=31))
    if period.end:
        entries = entries.filter(month__lt=period.end)
    return entries.values_list(f"{by}_id", "month", "amount")


def _share(month, period: Period) -> Decimal:
    """How much of a month, from 0 to 1, lies in the period."""
    days = calendar.monthrange(month.year, month.month)[1]
    end = month + timedelta(days=days)
    inside = (min(period.end or end, end) - max(period.start or month, month)).days
    return Decimal(max(inside, 0)) / days
