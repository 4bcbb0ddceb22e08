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
    """`report` in the shape that `reports.core.export` gives out."""

    report: Overview
    zone: str

    @classmethod
    def of(cls, overview: Overview, *, business: Business) -> "OverviewRows":
        return cls(overview, business.time_zone)

    @property
    def rows(self) -> list[tuple]:
        return [*_totals(self.report), *_sources(self.report), *(row for month in self.report.months for row in _month(month))]

    def table(self) -> list[list]:
        return [list(COLUMNS), *(list(row) for row in self.rows)]

    def as_dict(self) -> dict:
        report, conversion = self.report, self.report.conversion
        return {
            "report": "overview",
            **_days(report.now.period),
            "before": report.before and _days(report.before.period),
            "conversion_of": conversion and {"now": _days(conversion.period), "before": _days(conversion.period_before)},
            "as_of": iso_text(report.as_of, zone=self.zone),
            "zone": self.zone,
            "within_days": report.within_days,
            "rows": [dict(zip(COLUMNS, row, strict=True)) for row in self.rows],
        }

    @property
    def footer(self) -> str:
        """What stands below the table of the command."""
        compared = f" against {self.report.before.period.label()}" if self.report.before else ""
        return f"{self.report.now.period.label()}{compared}, as of {clock_text(self.report.as_of, zone=self.zone)}."


def _totals(overview: Overview) -> Iterator[tuple]:
    now, before = overview.now, overview.before
    changes = {"leads": overview.leads and overview.leads.kind, "new_clients": overview.clients and overview.clients.kind}
    changes["win_rate"] = overview.win_rate and overview.win_rate.kind
    for name, read in MEASURES.items():
        yield "total", "", name, read(now), read(before) if before else None, changes.get(name)
    yield from _conversion(overview.conversion)


MEASURES = {
    "leads": lambda reading: reading.leads.leads,
    "new_clients": lambda reading: reading.clients,
    "revenue": lambda reading: amount_cell(reading.revenue),
    "sales_of_unknown_amount": lambda reading: reading.amount_unknown,
    "decided": lambda reading: reading.decided,
    "won": lambda reading: reading.won,
    "win_rate": lambda reading: Share.of(reading.win_rate),
    "spend": lambda reading: amount_cell(reading.leads.spend),
    "cost_per_lead": lambda reading: amount_cell(reading.leads.cost_per_lead),
}
"""Of a Reading."""


def _conversion(conversion: Conversion | None) -> Iterator[tuple]:
    """Of the latest leads old enough to judge, whose days the JSON names."""
    for name, read in CONVERSION.items() if conversion else ():
        kind = conversion.change.kind if conversion.change and name == "conversion_within" else None
        yield "total", "", name, read(conversion.now), read(conversion.before) if conversion.before else None, kind


CONVERSION = {
    "mature_leads": lambda row: row.mature_leads,
    "converted_within": lambda row: row.converted_within,
    "conversion_within": lambda row: Share.of(row.conversion_within),
}
"""Of a row of leads."""


def _sources(overview: Overview) -> Iterator[tuple]:
    for source in overview.sources:
        yield "source", source.label, "leads", source.now, source.before, source.verdict.kind


def _month(month: Month) -> Iterator[tuple]:
    """By the month leads came in; clients and revenue by the month of the win."""
    params = {
        "leads": month.row.leads,
        "clients_so_far": month.row.clients,
        "mature_leads": month.row.mature_leads,
        "converted_within": month.row.converted_within,
        "conversion_within": Share.of(month.row.conversion_within),
        "new_clients": month.clients,
        "revenue": amount_cell(month.revenue),
        "spend": amount_cell(month.row.spend),
    }
    for name, value in params.items():
        yield "month", f"{month.first_day:%Y-%m}", name, value, None, None


def _days(period: Period | None) -> dict | None:
    if period is None:
        return None
    return {"from": period.first_day and period.first_day.isoformat(), "to": period.last_day and period.last_day.isoformat()}


def for_command(period: Period, *, business: Business, as_of: datetime | None, by: str) -> OverviewRows:
    return OverviewRows.of(overview(period, business=business, as_of=as_of), business=business)
