"""What the overview shows beside the figures: sentences, rulers, sparks, and the way to the rows behind each number."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

from reports.annotations import marks as annotations
from reports.annotations.marks import Dates, Mark
from reports.core.drilldown import group, leads_href
from reports.core.periods import Period
from reports.core.request import ReportRequest
from reports.core.scale import Scale
from reports.core.spark import Spark
from reports.core.text import NAMING
from reports.diagnosis.page import DiagnosisPart
from reports.diagnosis.query import Diagnosis
from reports.overview import text as overview_text
from reports.overview.query import Overview, SourceChange

MOST_SOURCES = 12


@dataclass(frozen=True)
class SourceLine:
    change: SourceChange
    name: str
    now_href: str
    before_href: str


@dataclass(frozen=True)
class MonthLine:
    month: object
    leads_href: str
    clients_href: str
    marks: tuple[Mark, ...] = ()


class OverviewPage:
    """The context of templates/reports/overview.html."""

    def __init__(self, overview: Overview, *, request: ReportRequest, address: str, diagnosed: Diagnosis | None = None) -> None:
        self.report, self.request, self.address = overview, request, address
        self.diagnosis = DiagnosisPart(diagnosed, as_of=request.as_of, fewer=overview.has_fewer_leads) if diagnosed else None

    @property
    def headline(self) -> str:
        return overview_text.headline(self.report, as_usual=self.diagnosis is not None and self.diagnosis.report.converts_as_usual)

    @property
    def summary(self) -> str:
        return overview_text.summary(self.report)

    @cached_property
    def leads_scale(self) -> Scale:
        before = self.report.before.leads.leads if self.report.before else 0
        return Scale.of_counts(self.report.now.leads.leads, before)

    @cached_property
    def conversion_scale(self) -> Scale:
        conversion = self.report.conversion
        rows = [conversion.now, conversion.before] if conversion else [self.report.now.leads]
        return Scale.of_shares(*(row.within.high for row in rows if row and row.within))

    @property
    def cohort(self):
        """The leads that conversion is judged on."""
        return self.report.conversion.now if self.report.conversion else self.report.now.leads

    @property
    def now_href(self) -> str:
        return self._leads(self.report.now.period)

    @property
    def cohort_href(self) -> str:
        return self._leads(self.report.conversion.period if self.report.conversion else self.report.now.period)

    @property
    def clients_href(self) -> str:
        """The clients won in the period. Where nobody knows since when, the list has no days either."""
        period = self.report.now.period
        days = {"since_from": period.first_day, "since_to": period.last_day}
        query = urlencode({name: day.isoformat() for name, day in days.items() if day})
        return _reverse("clients", query)

    @property
    def revenue_href(self) -> str:
        """The clients who bought in the period."""
        period = self.report.now.period
        days = {"bought_from": period.first_day, "bought_to": period.last_day}
        return _reverse("clients", urlencode({name: day.isoformat() for name, day in days.items() if day}))

    @property
    def decided_href(self) -> str:
        """The leads that were won or lost in the period, whenever they came."""
        period = self.report.now.period
        days = {"closed_from": period.first_day, "closed_to": period.last_day}
        params = {"new_business": "1", "outcome": "decided"} | {name: day.isoformat() for name, day in days.items() if day}
        return _reverse("leads", urlencode(params | ({"as_of": self.request.as_of.isoformat()} if self.request.as_of else {})))

    @property
    def spend_href(self) -> str:
        return _reverse("spend")

    @property
    def sources_href(self) -> str:
        params = self.report.now.period.as_dates() | ({"as_of": self.request.typed["as_of"]} if self.request.as_of else {})
        return _reverse("report_sources", urlencode(params))

    @property
    def source_lines(self) -> list[SourceLine]:
        """The largest losses, then the largest gains, as many as fit."""
        changes = self.report.sources
        shown = changes if len(changes) <= MOST_SOURCES else (*changes[: MOST_SOURCES // 2], *changes[-MOST_SOURCES // 2 :])
        return [self._source_line(change) for change in shown]

    @property
    def months(self) -> list[MonthLine]:
        """The latest first."""
        return [
            MonthLine(month, self._leads(month.period), self._leads(month.period, converted="1"), self.dates.in_month(month.first_day))
            for month in reversed(self.report.months)
        ]

    @cached_property
    def dates(self) -> Dates:
        """What happened in these months. One query."""
        if not (months := self.report.months):
            return Dates()
        return annotations.of(Period(months[0].first_day, months[-1].period.end), as_of=self.report.as_of, only=self.request.only)

    @property
    def sparks(self) -> dict[str, Spark | None]:
        """Whole months only: the one under way would always look like a fall."""
        over = [month for month in self.report.months if month.is_over]
        costed = [month for month in over if month.row.cost_per_lead is not None]
        return {
            "clients": self._spark(over, [month.clients for month in over]),
            "revenue": self._spark(over, [month.revenue for month in over]),
            "cost_per_lead": self._spark(costed, [month.row.cost_per_lead for month in costed]),
        }

    def _spark(self, months: list, values: list) -> Spark | None:
        return Spark.of(values, flags=self.dates.at_months([month.first_day for month in months]))

    def _source_line(self, change: SourceChange) -> SourceLine:
        name = change.label if change.key is not None else str(NAMING["source"].blank)
        only = group("source", change.key)
        return SourceLine(change, name, self._leads(self.report.now.period, **only), self._leads(self.report.before.period, **only))

    def _leads(self, period: Period, **only: str) -> str:
        return leads_href(period, as_of=self.request.as_of, **only)


def _reverse(name: str, query: str = "") -> str:
    href = reverse(name)
    return f"{href}?{query}" if query else href
