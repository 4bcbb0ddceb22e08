"""A year of marketing spend, by source, campaign and month, beside the leads it brought.

Cost per lead = spend of the month ÷ valid new-business leads received in that month, same source (its campaigns included);
"–" without leads. Spend and leads are summed each on its own and meet only here.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractMonth

from accounts.current_business import amount_cell
from accounts.models import Business
from leads.models import Campaign, Lead, Source, Spend

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Sum:
    """What was spent and how many leads came; `amount` None: nothing was entered."""

    amount: Decimal | None
    leads: int

    @property
    def cost_per_lead(self) -> Decimal | None:
        return self.amount / self.leads if self.amount is not None and self.leads else None


@dataclass(frozen=True)
class Line:
    """What is entered for a source as a whole (`campaign` None) or for one campaign of it, month by month."""

    source: Source
    campaign: Campaign | None
    amounts: dict[int, Decimal]

    @property
    def key(self) -> str:
        return f"c{self.campaign.pk}" if self.campaign else f"s{self.source.pk}"

    @property
    def total(self) -> Decimal | None:
        return sum(self.amounts.values()) if self.amounts else None


@dataclass(frozen=True)
class Block:
    """A source with its lines, and both together month by month and in the year."""

    source: Source
    lines: list[Line]
    months: dict[int, Sum]
    year: Sum


@dataclass(frozen=True)
class Grid:
    year: int
    blocks: list[Block]
    months: dict[int, Sum]
    total: Sum

    @property
    def lines(self) -> list[Line]:
        return [line for block in self.blocks for line in block.lines]


def grid(year: int, *, business: Business) -> Grid:
    """Four queries: sources, campaigns, spend, leads. A retired source or campaign has a line where money was spent on it."""
    amounts, spent_on = _amounts(year)
    leads = _leads(year, business=business)
    campaigns = defaultdict(list)
    for campaign in Campaign.objects.filter(Q(retired_at=None) | Q(pk__in={c for _source, c in spent_on if c})).order_by("name", "pk"):
        campaigns[campaign.source_id].append(campaign)
    with_spend = {source for source, _campaign in spent_on}
    sources = [source for source in Source.objects.listed() if not source.retired_at or source.pk in with_spend]
    blocks = [_block(source, campaigns[source.pk], amounts, leads) for source in sources]
    months = {month: _added([block.months[month] for block in blocks]) for month in MONTHS}
    return Grid(year, blocks, months, _added(list(months.values())))


def table() -> list[list]:
    """Every entry as files have it, the names of the columns first, the oldest month first; a month is its first day. One query."""
    entries = Spend.objects.order_by("month", "source__name", F("campaign__name").asc(nulls_first=True), "pk")
    rows = entries.values_list("month", "source__name", "campaign__name", "amount")
    return [["month", "source", "campaign", "amount"], *([*names, amount_cell(amount)] for *names, amount in rows)]


def _block(source: Source, campaigns: list[Campaign], amounts: dict, leads: dict) -> Block:
    lines = [Line(source, campaign, amounts[source.pk, campaign and campaign.pk]) for campaign in (None, *campaigns)]
    months = {}
    for month in MONTHS:
        entered = [line.amounts[month] for line in lines if month in line.amounts]
        months[month] = Sum(sum(entered) if entered else None, leads[source.pk, month])
    return Block(source, lines, months, _added(list(months.values())))


def _added(sums: list[Sum]) -> Sum:
    entered = [each.amount for each in sums if each.amount is not None]
    return Sum(sum(entered) if entered else None, sum(each.leads for each in sums))


def _amounts(year: int) -> tuple[dict, set]:
    """{(source, campaign): {month: amount}}, and the pairs there are."""
    amounts = defaultdict(dict)
    found = Spend.objects.filter(month__gte=date(year, 1, 1), month__lte=date(year, 12, 1))
    for source, campaign, month, amount in found.values_list("source_id", "campaign_id", "month", "amount"):
        amounts[source, campaign][month.month] = amount
    return amounts, set(amounts)


def _leads(year: int, *, business: Business) -> dict:
    """{(source, month): leads}"""
    start, end = business.day_bounds(date(year, 1, 1))[0], business.day_bounds(date(year, 12, 31))[1]
    found = Lead.objects.new_business().filter(received_at__gte=start, received_at__lt=end, source__isnull=False)
    counted = found.values_list("source_id", ExtractMonth("received_at", tzinfo=business.zone)).annotate(n=Count("pk"))
    return defaultdict(int, {(source, month): n for source, month, n in counted})
