"""What kind of marketing brings what kind of client: clients by source and type, and what each source's clients bring and do.

One cohort, as on Sources: the leads received in the period and the clients they became. METRICS.md, "Both".
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from accounts.amounts import Share
from accounts.current_business import amount_cell
from accounts.models import Business
from leads.export.columns import BLANK
from reports.core.base import BaseReport
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from reports.metrics import counting
from reports.sources import query as sources
from reports.statistics import crosstab, stats
from reports.statistics.amounts import Moments, mean_range
from reports.statistics.crosstab import Cell

MOST_TYPES = 10
"""Of more types than this the rarest are counted together, or no table would hold them."""
OTHER = "(other)"
YEAR = 365

TYPES = SQL("""
SELECT grouped, NULLIF(who.client_type, ''), count(*) FROM facts JOIN leads_contact who ON who.id = client_id WHERE converted GROUP BY 1, 2
""")

# A row a source, and one of all. Several sales on one day are one purchase; of sales of unknown time nobody knows whether they
# were one of their own. Whoever first bought more than a year before has had the year.
BOUGHT = SQL("""
, sold AS (
    SELECT contact_id, sum(net)::float8 AS net, count(*) FILTER (WHERE amount IS NULL) AS unknown,
           (array_agg(DISTINCT (sold_at AT TIME ZONE %(zone)s)::date) FILTER (WHERE sold_at IS NOT NULL))[1:2] AS days
    FROM sales_sale WHERE reversed_at IS NULL AND (sold_at IS NULL OR sold_at < %(as_of)s) GROUP BY contact_id
), told AS (
    SELECT grouped, net, unknown, days[2] IS NOT NULL AS again, days[1] + %(year)s < %(as_of_day)s AS is_old,
           days[2] <= days[1] + %(year)s AS again_soon
    FROM facts LEFT JOIN sold ON contact_id = client_id WHERE converted
)
SELECT GROUPING(grouped), grouped, count(*), coalesce(sum(unknown), 0)::int, count(*) FILTER (WHERE again), count(*) FILTER (WHERE is_old),
       count(*) FILTER (WHERE is_old AND again_soon),
       count(net), count(*) FILTER (WHERE net > 0), coalesce(sum(net), 0), coalesce(sum(net ^ 2), 0), coalesce(sum(net ^ 3), 0)
FROM told GROUP BY GROUPING SETS ((grouped), ())
""")


@dataclass(frozen=True)
class Row:
    """One source (key None: none recorded). `cells`: its clients by type, in the order of the report's types.

    Of `clients`, `again` bought on another day too by now; of the `year_old`, `again_within_year` did so within a year of the first.
    `amounts` are of the clients with a known amount; `amount_unknown` sales have none.
    """

    key: str | None
    label: str
    clients: int = 0
    amount_unknown: int = 0
    again: int = 0
    year_old: int = 0
    again_within_year: int = 0
    amounts: Moments = field(default_factory=Moments)
    cells: tuple[Cell, ...] = ()

    @property
    def mean_revenue(self) -> float | None:
        return self.amounts.mean

    @property
    def revenue_range(self) -> stats.Interval | None:
        return mean_range(self.amounts)

    @property
    def again_share(self) -> float | None:
        return self.again_within_year / self.year_old if self.year_old else None

    @property
    def again_range(self) -> stats.Interval | None:
        return stats.wilson(self.again_within_year, self.year_old)

    def as_dict(self, *, with_money: bool) -> dict:
        likely, again = self.revenue_range, self.again_range
        money = {
            "mean_revenue": amount_cell(self.mean_revenue),
            "revenue_low": amount_cell(likely and likely.low),
            "revenue_high": amount_cell(likely and likely.high),
            "amount_unknown": self.amount_unknown,
        }
        return {
            "source": self.label,
            "clients": self.clients,
            "again": self.again,
            "year_old": self.year_old,
            "again_within_year": self.again_within_year,
            "again_share": Share.of(self.again_share),
            "again_low": Share.of(again and again.low),
            "again_high": Share.of(again and again.high),
        } | (money if with_money else {})


CELL_COLUMNS = ("client_type", "expected", "residual", "q", "differs")
DIFFERS = {1: "more", -1: "fewer", 0: ""}


@dataclass(frozen=True, kw_only=True)
class Report(BaseReport):
    """`types` in the order of every row's cells, most clients first; None: no type recorded, OTHER: the rarest together."""

    name = "client-types"

    types: tuple[str | None, ...]
    rows: tuple[Row, ...]
    total: Row
    with_money: bool = True

    @property
    def note(self) -> str:
        return "Expected: if sources and types had nothing to do with each other."

    def table(self) -> list[list]:
        """As CSV has it: a line a source, below it one a type with as many clients as it brought of them."""
        lines = [line for row in (*self.rows, self.total) for line in self._lines(row)]
        columns = [*Row(None, "").as_dict(with_money=self.with_money), *CELL_COLUMNS]
        return [columns, *([line.get(name) for name in columns] for line in lines)]

    def _lines(self, row: Row) -> list[dict]:
        cells = [{"source": row.label} | cell for cell in self._cells(row)]
        return [row.as_dict(with_money=self.with_money), *cells]

    def _cells(self, row: Row) -> list[dict]:
        return [
            {
                "client_type": BLANK if name is None else name,
                "clients": cell.observed,
                "expected": cell.expected,
                "residual": cell.residual,
                "q": cell.q,
                "differs": DIFFERS[cell.differs] if cell.is_judged else None,
            }
            for name, cell in zip(self.types, row.cells, strict=False)
        ]

    def as_dict(self) -> dict:
        return {
            **self.head(),
            "types": [BLANK if name is None else name for name in self.types],
            "rows": [row.as_dict(with_money=self.with_money) | {"types": self._cells(row)} for row in self.rows],
            "total": self.total.as_dict(with_money=self.with_money),
        }


def report(
    period: Period, *, business: Business, as_of: datetime | None = None, only: LeadFilters = ALL_LEADS, with_money: bool = True
) -> Report:
    """The clients that the leads received in `period` became by `as_of` (now), by source and type. Three queries."""
    moment = as_of or timezone.now()
    params = {"period": period, "business": business, "by": "source", "as_of": moment, "only": only}
    counts = Counter({(key, name): n for key, name, n in counting.facts(TYPES, **params)})
    types, counts = _commonest(counts)
    bought = counting.facts(BOUGHT, more={"year": YEAR}, **params)
    names = sources.labels("source")
    result = [_row(key, names.get(key, key), values) for is_total, key, *values in bought if not is_total]
    result.sort(key=lambda row: (-row.clients, row.key is None, row.label))
    judged = crosstab.cells([[counts[row.key, name] for name in types] for row in result])
    return Report(
        period=period,
        as_of=moment,
        zone=business.time_zone,
        types=types,
        rows=tuple(Row(**vars(row) | {"cells": tuple(cells)}) for row, cells in zip(result, judged, strict=True)),
        total=next((_row("", _("All"), values) for is_total, _key, *values in bought if is_total), Row("", _("All"))),
        with_money=with_money,
        only=only,
    )


def _commonest(counts: Counter) -> tuple[tuple[str | None, ...], Counter]:
    """The types by clients, most first and no type last; of more than MOST_TYPES the others become one."""
    by_type = Counter()
    for (_source, name), n in counts.items():
        by_type[name] += n
    named = sorted((name for name in by_type if name is not None), key=lambda name: (-by_type[name], name))
    kept, rest = (named, []) if len(named) <= MOST_TYPES else (named[: MOST_TYPES - 1], named[MOST_TYPES - 1 :])
    pooled = Counter()
    for (source, name), n in counts.items():
        pooled[source, OTHER if name in rest else name] += n
    return (*kept, *([OTHER] if rest else []), *([None] if None in by_type else [])), pooled


def _row(key: str | None, label: str, values: list) -> Row:
    clients, unknown, again, old, soon, *amounts = values
    return Row(key, label, clients, unknown, again, old, soon, Moments(*amounts))
