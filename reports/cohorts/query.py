"""How the leads of each month turn out as they grow older, and how soon the leads of each source are won."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from psycopg2.sql import SQL

from accounts.models import Business
from reports.core.base import BaseReport
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period, shift_months
from reports.metrics import counting
from reports.sources import query as sources
from reports.statistics import stats
from reports.statistics.survival import Step, kaplan_meier, share_by

AGES = (30, 60, 90, 180, 365)
CURVES = 5
"""Sources with a curve of their own: those with most leads. Of many lines none can be followed."""

# One row a month and age: leads, those old enough for the age, and those of them won by it.
BY_AGE = SQL("""
SELECT to_char(received_on, 'YYYY-MM') AS month, age, count(*),
       count(*) FILTER (WHERE received_on + age < %(as_of_day)s AND dated),
       count(*) FILTER (WHERE received_on + age < %(as_of_day)s AND dated AND converted AND won_on - received_on <= age)
FROM (SELECT *, NOT converted OR won_on IS NOT NULL AS dated FROM facts) f CROSS JOIN unnest(%(ages)s) AS age
WHERE received_on IS NOT NULL GROUP BY month, age ORDER BY month, age
""")

# One row a source and day: leads won on that day of their age, or watched for so long and not won.
BY_DAY = SQL("""
SELECT grouped, converted, CASE WHEN converted THEN won_on - received_on ELSE %(as_of_day)s - received_on END AS days, count(*)
FROM facts WHERE received_on IS NOT NULL AND (NOT converted OR won_on IS NOT NULL) GROUP BY grouped, converted, days
""")


# One row a week that any lead came in, by its Monday.
BY_WEEK = SQL("""
SELECT date_trunc('week', received_on)::date AS week, count(*) FROM facts WHERE received_on IS NOT NULL GROUP BY week ORDER BY week
""")
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Cell:
    """Of the leads of one month more than `age` days old (`leads`), those won within so many days."""

    age: int
    leads: int
    won: int

    @property
    def share(self) -> float | None:
        return self.won / self.leads if self.leads else None

    @property
    def range(self) -> stats.Interval | None:
        return stats.wilson(self.won, self.leads)


@dataclass(frozen=True)
class Cohort:
    """The leads received in one month. `before_sales`: they came before the first sale on record, long after the first lead."""

    first_day: date
    leads: int
    cells: tuple[Cell, ...]
    before_sales: bool

    @property
    def period(self) -> Period:
        return Period(self.first_day, shift_months(self.first_day, 1))

    def is_mature(self, cell: Cell) -> bool:
        return cell.leads == self.leads


@dataclass(frozen=True)
class Curve:
    """How soon leads are won: of one source, or of all (`key` "all"). `shares` at each of the ages, None before any win."""

    key: str | None
    label: str
    leads: int
    steps: tuple[Step, ...]

    def at(self, age: int) -> Step | None:
        return share_by(list(self.steps), age)


@dataclass(frozen=True, kw_only=True)
class Report(BaseReport):
    name = "cohorts"
    within_days: int
    ages: tuple[int, ...]
    cohorts: tuple[Cohort, ...]
    curves: tuple[Curve, ...]
    first_sale: date | None
    """The day of the first sale on record, where it came so late that earlier ones are probably missing."""
    weeks: tuple[tuple[date, int], ...] = ()
    """Leads by the Monday of the week they were received in, none left out between the first and the last."""

    def table(self) -> list[list]:
        """A row a month: leads, then for each age the leads old enough and those of them won."""
        names = ["month", "leads", *(f"{what}_{age}" for age in self.ages for what in ("old_enough", "won_within"))]
        rows = [[f"{c.first_day:%Y-%m}", c.leads, *(n for cell in c.cells for n in (cell.leads, cell.won))] for c in self.cohorts]
        return [names, *rows]

    def as_dict(self) -> dict:
        return {
            **self.head(),
            "rows": [_plain(cohort) for cohort in self.cohorts],
            "curves": [
                {"label": curve.label, "leads": curve.leads, "steps": [[s.day, s.share, s.range.low, s.range.high] for s in curve.steps]}
                for curve in self.curves
            ],
            "weeks": [[monday.isoformat(), leads] for monday, leads in self.weeks],
            "sales_on_record_since": self.first_sale and self.first_sale.isoformat(),
        }


def report(period: Period, *, business: Business, as_of: datetime | None = None, only: LeadFilters = ALL_LEADS) -> Report:
    """Leads received in `period` by month, as things stood at `as_of` (now), of those narrowed to. Six queries, however many leads."""
    moment = as_of or timezone.now()
    ages = tuple(sorted({*AGES, business.within_days}))
    params = {"period": period, "business": business, "by": "source", "as_of": moment, "only": only}
    by_age = counting.facts(BY_AGE, more={"ages": list(ages)}, **params)
    first_lead = counting.first_day(business=business, as_of=moment)
    first_sale = counting.sales_on_record_since(first_lead, business=business, as_of=moment)
    return Report(
        period=period,
        as_of=moment,
        zone=business.time_zone,
        within_days=business.within_days,
        ages=ages,
        cohorts=_cohorts(by_age, first_sale=first_sale),
        curves=_curves(counting.facts(BY_DAY, more={}, **params)),
        first_sale=first_sale,
        weeks=_weeks(counting.facts(BY_WEEK, **params)),
        only=only,
    )


def _cohorts(rows: list[tuple], *, first_sale: date | None) -> tuple[Cohort, ...]:
    """The latest month first."""
    by_month: dict[str, list[tuple]] = defaultdict(list)
    for month, *values in rows:
        by_month[month].append(values)
    result = []
    for month, values in sorted(by_month.items(), reverse=True):
        day = date.fromisoformat(f"{month}-01")
        cells = tuple(Cell(age, leads, won) for age, _all, leads, won in values)
        result.append(Cohort(day, values[0][1], cells, before_sales=first_sale is not None and day < first_sale))
    return tuple(result)


def _weeks(rows: list[tuple[date, int]]) -> tuple[tuple[date, int], ...]:
    """With the weeks in which none came."""
    if not rows:
        return ()
    came, first, last = dict(rows), rows[0][0], rows[-1][0]
    mondays = [first + WEEK * number for number in range((last - first) // WEEK + 1)]
    return tuple((monday, came.get(monday, 0)) for monday in mondays)


def _curves(rows: list[tuple]) -> tuple[Curve, ...]:
    """That of all leads, then those of the sources with most leads."""
    won: dict = defaultdict(lambda: defaultdict(int))
    watched: dict = defaultdict(lambda: defaultdict(int))
    for key, converted, days, count in rows:
        for group in (key, "all"):
            (won if converted else watched)[group][days] += count
    totals = {key: sum(won[key].values()) + sum(watched[key].values()) for key in {*won, *watched}}
    names = sources.labels("source")
    largest = sorted((key for key in totals if key != "all"), key=lambda key: (-totals[key], names.get(key, "")))[:CURVES]
    shown = ["all", *largest] if totals else []
    return tuple(Curve(key, names.get(key, ""), totals[key], tuple(kaplan_meier(won[key], watched[key]))) for key in shown)


def _plain(cohort: Cohort) -> dict:
    cells = [
        {"age": cell.age, "old_enough": cell.leads, "won_within": cell.won, "share": cell.share, "mature": cohort.is_mature(cell)}
        for cell in cohort.cells
    ]
    return {"month": f"{cohort.first_day:%Y-%m}", "leads": cohort.leads, "cells": cells, "before_sales": cohort.before_sales}
