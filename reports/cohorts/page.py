"""The page of the months: a table shaded by share, and a curve a source."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import percent
from reports.annotations import marks as annotations
from reports.annotations.marks import Dates, Mark
from reports.cohorts.query import WEEK, Cell, Cohort, Curve, Report
from reports.core.drilldown import group, leads_href
from reports.core.periods import ONE_DAY, Period
from reports.core.request import ReportRequest
from reports.core.scale import Scale
from reports.core.text import NAMING, counted

SHADES = 5
LONGEST = 365
"""Days of age that the curves are drawn to."""


@dataclass(frozen=True)
class Square:
    """A cell with its shade, 0 (none) to SHADES; `is_partial`: only some of the month's leads are that old yet."""

    cell: Cell
    shade: int
    is_partial: bool


@dataclass(frozen=True)
class MonthRow:
    cohort: Cohort
    href: str
    squares: list[Square]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Line:
    """A curve in a view box 100 by 100, the name beside its end at `end` (0 to 100 from the top), and what it says at each age."""

    curve: Curve
    name: str
    href: str
    path: str
    stroke: str
    at: list


class CohortsPage:
    """The context of templates/reports/cohorts.html."""

    def __init__(self, report: Report, *, request: ReportRequest, address: str) -> None:
        self.report, self.request, self.address = report, request, address

    @cached_property
    def _most(self) -> float:
        shares = (cell.share for cohort in self.report.cohorts for cell in cohort.cells if cohort.is_mature(cell))
        return max((share for share in shares if share is not None), default=0)

    @property
    def rows(self) -> list[MonthRow]:
        return [
            MonthRow(
                cohort,
                self._href(cohort.period),
                [self._square(cohort, cell) for cell in cohort.cells],
                self.dates.in_month(cohort.first_day),
            )
            for cohort in self.report.cohorts
        ]

    def _href(self, period: Period, **only: str) -> str:
        return leads_href(period, as_of=self.request.as_of, **self.request.only.as_query() | only)

    @property
    def columns(self) -> int:
        return len(self.report.ages) + 2

    @cached_property
    def dates(self) -> Dates:
        """What happened in the months of the table. One query."""
        if not (months := self.report.cohorts):
            return Dates()
        return annotations.of(Period(months[-1].first_day, months[0].period.end), as_of=self.report.as_of, only=self.request.only)

    def _square(self, cohort: Cohort, cell: Cell) -> Square:
        shade = round(cell.share / self._most * SHADES) if cell.share and self._most and cohort.is_mature(cell) else 0
        return Square(cell, min(shade, SHADES), is_partial=bool(cell.leads) and not cohort.is_mature(cell))

    @property
    def weeks(self) -> dict:
        """What static/js/reports/weeks.js draws."""
        return {
            "weeks": [self._week(monday, leads) for monday, leads in self.report.weeks],
            "marks": [{"day": mark.first_day.isoformat(), "number": str(mark.number)} for mark in self.dates],
            "names": {"week": _("Week of %(day)s"), "leads": _("Leads"), "part": _("only part of the week")},
        }

    def _week(self, monday: date, leads: int) -> dict:
        """From and up to which day it was counted: a week that the period cuts, or that is under way, is not all there."""
        today = timezone.localdate(self.report.as_of) + ONE_DAY
        first = max(monday, self.report.period.start or monday)
        end = min(monday + WEEK, self.report.period.end or today, today)
        return {"from": first.isoformat(), "to": end.isoformat(), "leads": leads, "whole": end - first == WEEK}

    @cached_property
    def scale(self) -> Scale:
        return Scale.of_shares(*(step.share for curve in self.report.curves for step in curve.steps if step.day <= LONGEST))

    @property
    def lines(self) -> list[Line]:
        return [self._line(curve, number) for number, curve in enumerate(self.report.curves)]

    def _line(self, curve: Curve, number: int) -> Line:
        is_all = curve.key == "all"
        name = str(NAMING["source"].all_together) if is_all else curve.label if curve.key is not None else str(NAMING["source"].blank)
        only = {} if is_all else group("source", curve.key)
        href = self._href(self.report.period, **only)
        return Line(curve, name, href, self._path(curve), f"curve-{number}", [curve.at(age) for age in self.report.ages])

    def _path(self, curve: Curve) -> str:
        """Steps: level until the day of a win, then up."""
        points, height = ["M0 100"], 100.0
        for step in curve.steps:
            if step.day > LONGEST:
                break
            height = 100 - min(step.share / self.scale.end, 1) * 100
            points.append(f"H{step.day / LONGEST * 100:.2f}V{height:.2f}")
        return "".join([*points, "H100"])

    @property
    def headline(self) -> str:
        """What the mature months say, and whether the last differs is left to the picture: months are many, and chance is large."""
        everyone = next(iter(self.report.curves), None)
        if everyone is None:
            return _("No leads came in this period.")
        result = everyone.at(self.report.within_days)
        if result is None:
            return _("No lead of this period has become a client yet.")
        half = next((step.day for step in everyone.steps if step.share >= result.share / 2), 0)
        text = ngettext(
            "%(share)s of leads become clients within %(days)s days, half of those within %(half)s day.",
            "%(share)s of leads become clients within %(days)s days, half of those within %(half)s days.",
            half,
        )
        return text % {"share": percent(result.share), "days": counted(self.report.within_days), "half": counted(half)}
