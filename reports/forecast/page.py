"""What the page of the forecast shows: the sentence, a range a horizon, the pipeline by stage, and how earlier forecasts came out."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import along, money
from reports.core.amounts import cents, roughly
from reports.core.filters import BLANK
from reports.core.request import ReportRequest
from reports.core.scale import Scale
from reports.core.text import counted
from reports.forecast.query import Check, Report, StageRow
from reports.statistics.forecasting import HORIZONS, Outlook, Range

CALLED = {"person": "owner"}
"""What the list of opportunities calls some of what a report is narrowed to."""


@dataclass(frozen=True)
class Bar:
    """0 to 100 along the picture: the range, what is expected, and how much of that is open already."""

    low: str
    point: str
    high: str
    open: str


@dataclass(frozen=True)
class Line:
    days: int
    range: Range | None
    bar: Bar | None


@dataclass(frozen=True)
class Stage:
    row: StageRow
    href: str
    stale_href: str
    decided_href: str
    won_href: str


@dataclass(frozen=True)
class CheckLine:
    """`href`: the opportunities won in the days after."""

    check: Check
    href: str


class ForecastPage:
    """The context of templates/reports/forecast.html."""

    def __init__(self, report: Report, *, request: ReportRequest, address: str) -> None:
        self.report, self.request, self.address = report, request, address
        self.wins_scale = self._scale("wins")
        self.revenue_scale = self._scale("revenue")
        self.wins = [self._line(outlook, outlook.wins, self.wins_scale) for outlook in report.outlooks]
        self.revenue = [self._line(outlook, outlook.revenue, self.revenue_scale) for outlook in report.outlooks]
        self.stages = [self._stage(row) for row in report.rows]

    @property
    def draws_wins(self) -> bool:
        return any(line.bar for line in self.wins)

    @property
    def draws_revenue(self) -> bool:
        return any(line.bar for line in self.revenue)

    @property
    def headline(self) -> str:
        rows = [outlook for outlook in self.report.outlooks if outlook.wins]
        if not rows:
            return _("There is not enough history yet to say what will be won.")
        first, last = self._likely(rows[0]), self._likely(rows[-1])
        if len(rows) == 1:
            return _("%(first)s opportunities will likely be won in the next %(days)s days.") % {"first": first, "days": rows[0].days}
        days = {"first": first, "last": last, "days": rows[0].days, "more": rows[-1].days}
        return _("%(first)s opportunities will likely be won in the next %(days)s days, %(last)s in the next %(more)s.") % days

    @staticmethod
    def _likely(outlook: Outlook) -> str:
        low, high = round(outlook.wins.likely.low), round(outlook.wins.likely.high)
        return counted(low) if low == high else _("%(low)s to %(high)s") % {"low": counted(low), "high": counted(high)}

    @property
    def summary(self) -> str:
        report = self.report
        text = ngettext("%(n)s opportunity is open", "%(n)s opportunities are open", report.count) % {"n": counted(report.count)}
        if report.value is None:
            return f"{text}."
        worth = _("worth %(value)s as far as is known") % {"value": money(cents(report.value))}
        if report.weighted is None:
            return f"{text}, {worth}."
        weighed = _("or about %(weighted)s by how often each stage is won") % {"weighted": money(roughly(report.weighted))}
        return f"{text}, {worth}, {weighed}."

    @property
    def too_thin(self) -> list[int]:
        """Horizons about which nothing is said."""
        return [outlook.days for outlook in self.report.outlooks if outlook.wins is None]

    @property
    def record(self) -> str:
        """How earlier forecasts came out, in a sentence."""
        made, held = len(self.report.made), self.report.held
        if not made:
            return _("None could be made before now: there was not enough history.")
        text = ngettext(
            "The one that could be made before now held what came: %(held)s of %(made)s.",
            "Of %(made)s that could be made before now, %(held)s held what came. About 95 in 100 should.",
            made,
        )
        return text % {"made": counted(made), "held": counted(held)}

    @property
    def checks(self) -> list[tuple]:
        """A row a moment, latest first, a check a horizon."""
        by_moment: dict = {}
        for check in self.report.checks:
            by_moment.setdefault(check.at, []).append(CheckLine(check, self._came(check)))
        return [(at, lines) for at, lines in by_moment.items() if any(is_known(line.check) for line in lines)]

    def _came(self, check: Check) -> str:
        until = check.at + timedelta(days=check.days)
        return self.href(outcome="won", came_from=check.at.isoformat(), came_to=until.isoformat()) if check.came else ""

    @property
    def horizons(self) -> tuple[int, ...]:
        return HORIZONS

    def _stage(self, row: StageRow) -> Stage:
        here, was_in = {"stage": row.stage.pk}, {"was_in": row.stage.pk}
        return Stage(
            row,
            self.href(**here),
            self.href(**here, stuck="yes"),
            decided_href=self.href(outcome="decided", **was_in),
            won_href=self.href(outcome="won", **was_in),
        )

    @property
    def stale_href(self) -> str:
        return self.href(stuck="yes")

    def href(self, **more) -> str:
        """The opportunities behind a figure of now, the open ones unless it says otherwise; empty where the list cannot look back."""
        if self.request.as_of:
            return ""
        only = {CALLED.get(name, name): value for name, value in self.report.only.as_query().items()}
        if only.get("owner") == BLANK:
            only["owner"] = "none"
        return f"{reverse('opportunities')}?{urlencode({'outcome': 'open'} | only | more)}"

    def _scale(self, part: str) -> Scale:
        return Scale.of_counts(0, *(result.likely.high for outlook in self.report.outlooks if (result := getattr(outlook, part))))

    def _line(self, outlook: Outlook, likely_range: Range | None, scale: Scale) -> Line:
        if likely_range is None:
            return Line(outlook.days, None, None)
        ends = (likely_range.likely.low, likely_range.expected, likely_range.likely.high, likely_range.pipeline)
        return Line(outlook.days, likely_range, Bar(*(along(end, scale.end) for end in ends)))


def is_known(check: Check) -> bool:
    return check.held is not None
