"""Where the leads of each source went: to sales or no further than marketing, and what became of them there."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from accounts.models import Business
from reports.core.base import BaseReport
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from reports.metrics import counting, progress
from reports.sources.query import labels

CLIENT, BOUGHT, STILL, LOST, DISQUALIFIED = "client", "bought", "still", "lost", "disqualified"
OUTCOMES = (CLIENT, BOUGHT, STILL, LOST, DISQUALIFIED)
"""What became of a lead, as the funnel has it: each is in one. `bought`: it was sold something, a client by another enquiry."""

COUNTS = progress.WAY + SQL("SELECT grouped, furthest >= %(accepted)s, outcome, count(*) FROM way GROUP BY 1, 2, 3")


@dataclass(frozen=True)
class Row:
    """The leads of one source. `key` None: no source was recorded. `counts` by (went to sales, outcome)."""

    key: str | None
    label: str
    counts: Counter

    @property
    def leads(self) -> int:
        return self.counts.total()

    def ended(self, outcome: str) -> int:
        return self.counts[True, outcome] + self.counts[False, outcome]

    def went(self, *, to_sales: bool) -> int:
        return sum(count for (with_sales, _outcome), count in self.counts.items() if with_sales == to_sales)

    def as_dict(self) -> dict:
        return {
            "label": self.label,
            "leads": self.leads,
            "to_sales": self.went(to_sales=True),
            **{outcome: self.ended(outcome) for outcome in OUTCOMES},
        }


@dataclass(frozen=True, kw_only=True)
class Report(BaseReport):
    """`rows` by leads, most first; `total` counts every lead once."""

    name = "flows"

    rows: tuple[Row, ...]

    @cached_property
    def total(self) -> Row:
        return Row("", _("All"), sum((row.counts for row in self.rows), Counter()))

    def table(self) -> list[list]:
        plain = [row.as_dict() for row in (*self.rows, self.total)]
        return [list(plain[0]), *(list(row.values()) for row in plain)]

    def as_dict(self) -> dict:
        return {
            **self.head(),
            "rows": [row.as_dict() for row in self.rows],
            "total": self.total.as_dict(),
        }


def report(period: Period, *, business: Business, as_of: datetime | None = None, only: LeadFilters = ALL_LEADS) -> Report:
    """Leads received in `period` by source, and where they were by `as_of` (now). Three queries, however many leads."""
    moment, steps = as_of or timezone.now(), progress.steps()
    more = progress.sql_params(steps) | {"accepted": next(step.rank for step in steps if step.key == progress.ACCEPTED)}
    counts: dict[str | None, Counter] = {}
    for key, to_sales, outcome, count in counting.facts(
        COUNTS, period=period, business=business, by="source", as_of=moment, more=more, only=only
    ):
        counts.setdefault(key, Counter())[to_sales, outcome] += count
    names = labels("source")
    rows = [Row(key, names.get(key, ""), theirs) for key, theirs in counts.items()]
    rows.sort(key=lambda row: (-row.leads, row.key is None, row.label))
    return Report(period=period, as_of=moment, zone=business.time_zone, rows=tuple(rows), only=only)
