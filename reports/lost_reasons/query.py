"""Why opportunities were lost: how many for each reason, and what they were worth."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.amounts import Share
from accounts.current_business import amount_cell
from accounts.models import Business
from leads.export.columns import BLANK
from leads.models import Lead
from reports.core.base import BaseReport
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from reports.statistics.stats import Interval, wilson
from sales.models import LostReason, Opportunity

COLUMNS = ("label", "lost", "share", "low", "high", "value", "unvalued")


@dataclass(frozen=True)
class Row:
    """What was lost for one reason, out of `of` lost for any.

    `key` None: no reason was written down; 0: all. `value` None: none is known.
    """

    key: int | None
    label: str
    lost: int
    of: int
    value: Decimal | None
    unvalued: int

    @property
    def share(self) -> float | None:
        return self.lost / self.of if self.of else None

    @property
    def likely(self) -> Interval | None:
        """None for all together: of their share nothing is left to chance."""
        return None if self.key == 0 else wilson(self.lost, self.of)

    def as_dict(self) -> dict:
        likely = self.likely
        return {
            "label": self.label,
            "lost": self.lost,
            "share": Share.of(self.share),
            "low": Share.of(likely and likely.low),
            "high": Share.of(likely and likely.high),
            "value": amount_cell(self.value),
            "unvalued": self.unvalued,
        }


@dataclass(frozen=True, kw_only=True)
class Report(BaseReport):
    """`rows` by how many were lost, most first, those without a reason last."""

    name = "lost-reasons"

    rows: tuple[Row, ...]
    total: Row

    @property
    def commonest(self) -> Row | None:
        """The reason given most often, where chance is an unlikely cause of its lead over the next one (Wilson, of these two)."""
        named = [row for row in self.rows if row.key is not None]
        if not named:
            return None
        first, second = named[0], named[1].lost if len(named) > 1 else 0
        return first if wilson(first.lost, first.lost + second).low > 0.5 else None

    def table(self) -> list[list]:
        return [list(COLUMNS), *(list(row.as_dict().values()) for row in (*self.rows, self.total))]

    def as_dict(self) -> dict:
        return {**self.head(), "rows": [row.as_dict() for row in self.rows], "total": self.total.as_dict()}


def report(period: Period, *, business: Business, as_of: datetime | None = None, only: LeadFilters = ALL_LEADS) -> Report:
    """Opportunities lost in `period` and by `as_of` (now), those of spam and of withdrawn enquiries left out. Two queries."""
    moment = as_of or timezone.now()
    lost = lost_in(period, business=business, as_of=moment).filter(only.q("lead__"))
    counts = list(lost.order_by().values_list("lost_reason").annotate(lost=Count("pk"), worth=Sum("value"), valued=Count("value")))
    names = LostReason.objects.in_bulk([key for key, *_values in counts if key])
    total = sum(count for _key, count, *_values in counts)
    rows = [Row(key, names[key].name if key else BLANK, count, total, value, count - valued) for key, count, value, valued in counts]
    rows.sort(key=lambda row: (row.key is None, -row.lost, row.label))
    values = [row.value for row in rows if row.value is not None]
    everything = Row(0, _("All"), total, total, sum(values, Decimal(0)) if values else None, sum(row.unvalued for row in rows))
    return Report(period=period, as_of=moment, zone=business.time_zone, only=only, rows=tuple(rows), total=everything)


def lost_in(period: Period, *, business: Business, as_of: datetime) -> QuerySet[Opportunity]:
    """By the day they were lost; those of unknown day belong to "everything" alone."""
    start, end = period.bounds(business.zone)
    window = Q(closed_at__lt=min(end, as_of) if end else as_of)
    if start:
        window &= Q(closed_at__gte=start)
    if period.is_everything:
        window |= Q(closed_at=None)
    return Opportunity.objects.lost().filter(window, lead__in=Lead.objects.valid())
