"""The overview as rows: the same for CSV, JSON and the command. One measure of one thing a row, now and before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from accounts.amounts import Share
from accounts.current_business import amount_cell
from accounts.models import Business
from reports.core.as_of import clock_text, iso_text
from reports.core.periods import Period
from reports.metrics.months import Month
from reports.overview.query import Conversion, Overview, overview

COLUMNS = ("part", "label", "measure", "now", "before", "change")
"""`part`: total, source or month. `change`: more, fewer or cant_tell; empty where nothing is compared."""


@dataclass(frozen=True)
class OverviewRows:
    """`found` in the shape that `reports.core.export` gives out."""

    found: Overview
    zone: str

    @classmethod
    def of(cls, found: Overview, *, business: Business) -> "OverviewRows":
        return cls(found, business.time_zone)

    @property
    def rows(self) -> list[tuple]:
        return [*_totals(self.found), *_sources(self.found), *(row for month in self.found.months for row in _month(month))]

    def table(self) -> list[list]:
        return [list(COLUMNS), *(list(row) for row in self.rows)]

    def as_dict(self) -> dict:
        found, conversion = self.found, self.found.conversion
        return {
            "report": "overview",
            **_days(found.now.period),
            "before": found.before and _days(found.before.period),
            "conversion_of": conversion and {"now": _days(conversion.period), "before": _days(conversion.period_before)},
            "as_of": iso_text(found.as_of, zone=self.zone),
            "zone": self.zone,
            "within_days": found.within_days,
            "rows": [dict(zip(COLUMNS, row, strict=True)) for row in self.rows],
        }

    @property
    def footer(self) -> str:
        """What stands below the table of the command."""
        compared = f" against {self.found.before.period.label()}" if self.found.before else ""
        return f"{self.found.now.period.label()}{compared}, as of {clock_text(self.found.as_of, zone=self.zone)}."


def _totals(found: Overview) -> Iterator[tuple]:
    now, before = found.now, found.before
    changes = {"leads": found.leads and found.leads.kind, "new_clients": found.clients and found.clients.kind}
    changes["win_rate"] = found.win_rate and found.win_rate.kind
    for name, read in MEASURES.items():
        yield "total", "", name, read(now), read(before) if before else None, changes.get(name)
    yield from _conversion(found.conversion)


MEASURES = {
    "leads": lambda one: one.leads.leads,
    "new_clients": lambda one: one.clients,
    "revenue": lambda one: amount_cell(one.revenue),
    "sales_of_unknown_amount": lambda one: one.amount_unknown,
    "decided": lambda one: one.decided,
    "won": lambda one: one.won,
    "win_rate": lambda one: Share.of(one.win_rate),
    "spend": lambda one: amount_cell(one.leads.spend),
    "cost_per_lead": lambda one: amount_cell(one.leads.cost_per_lead),
}
"""Of a Reading."""


def _conversion(found: Conversion | None) -> Iterator[tuple]:
    """Of the latest leads old enough to judge, whose days the JSON names."""
    for name, read in CONVERSION.items() if found else ():
        kind = found.change.kind if found.change and name == "conversion_within" else None
        yield "total", "", name, read(found.now), read(found.before) if found.before else None, kind


CONVERSION = {
    "mature_leads": lambda row: row.mature_leads,
    "converted_within": lambda row: row.converted_within,
    "conversion_within": lambda row: Share.of(row.conversion_within),
}
"""Of a row of leads."""


def _sources(found: Overview) -> Iterator[tuple]:
    for one in found.sources:
        yield "source", one.label, "leads", one.now, one.before, one.verdict.kind


def _month(month: Month) -> Iterator[tuple]:
    """By the month leads came in; clients and revenue by the month of the win."""
    told = {
        "leads": month.row.leads,
        "clients_so_far": month.row.clients,
        "mature_leads": month.row.mature_leads,
        "converted_within": month.row.converted_within,
        "conversion_within": Share.of(month.row.conversion_within),
        "new_clients": month.clients,
        "revenue": amount_cell(month.revenue),
        "spend": amount_cell(month.row.spend),
    }
    for name, value in told.items():
        yield "month", f"{month.first_day:%Y-%m}", name, value, None, None


def _days(period: Period | None) -> dict | None:
    if period is None:
        return None
    return {"from": period.first_day and period.first_day.isoformat(), "to": period.last_day and period.last_day.isoformat()}


def for_command(period: Period, *, business: Business, as_of: datetime | None, by: str) -> OverviewRows:
    return OverviewRows.of(overview(period, business=business, as_of=as_of), business=business)
