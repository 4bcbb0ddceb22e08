"""What the sources page shows beside the figures: names, the sentence, and the way to the leads behind each number."""

from dataclasses import dataclass

from reports.core.drilldown import group, leads_href, left_out_href
from reports.core.request import Choice, ReportRequest
from reports.core.scale import Scale
from reports.core.text import NAMING, reason_words, row_name
from reports.metrics.counting import Row
from reports.metrics.credit import CREDITS, EQUAL, FIRST
from reports.sources import text
from reports.sources.query import Report


@dataclass(frozen=True)
class Line:
    """A row with its name and the lists behind its counts."""

    row: Row
    name: str
    leads_href: str
    clients_href: str
    open_href: str
    known_href: str


@dataclass(frozen=True)
class LeftOut:
    text: str
    href: str


class SourcesPage:
    """The context of templates/reports/sources.html. `may_switch`: whether it makes a difference who gets the credit."""

    def __init__(self, report: Report, *, request: ReportRequest, address: str, may_switch: bool = False) -> None:
        self.report, self.request, self.address, self.may_switch = report, request, address, may_switch
        self.is_shared = report.credit == EQUAL
        self.naming = NAMING[report.by]
        self.lines = [self._line(row, name=row_name(row, by=report.by), **group(report.by, row.key)) for row in report.rows]
        self.total = self._line(report.total, name=str(self.naming.all_together))
        self.drawn = [line for line in self.lines if line.row.leads]
        self.scale = Scale.of_shares(*(row.within.high for row in (*report.rows, report.total) if row.within))

    @property
    def headline(self) -> str:
        return text.headline(self.report)

    @property
    def summary(self) -> str:
        return text.summary(self.report)

    @property
    def groups(self) -> list:
        names = {name: naming.switch for name, naming in NAMING.items()}
        return self.request.groups(names, current=self.report.by)

    @property
    def credits(self) -> list[Choice]:
        """The switch of who gets the credit, where that makes a difference."""
        if not self.may_switch or self.report.by != "source" or self.request.only.source:
            return []
        return [Choice(label, self.request.href(credit=name), name == self.report.credit) for name, label in CREDITS.items()]

    @property
    def left_out(self) -> list[LeftOut]:
        """The reasons that left anything out, but not the unknown dates, which stay in the count of leads."""
        counts = {reason: count for reason, count in self.report.left_out.items() if count and reason != "date_unknown"}
        return [LeftOut(reason_words(reason, count), self._left_out_href(reason)) for reason, count in counts.items()]

    @property
    def left_out_count(self) -> int:
        return sum(count for reason, count in self.report.left_out.items() if reason != "date_unknown")

    @property
    def date_unknown(self) -> int:
        return self.report.left_out["date_unknown"]

    @property
    def date_unknown_href(self) -> str:
        return self._left_out_href("date_unknown")

    def _line(self, row: Row, *, name: str, **only: str) -> Line:
        only |= {"credit": self.report.credit} if only and self.report.credit != FIRST else {}

        def href(**more: str) -> str:
            return leads_href(self.report.period, as_of=self.request.as_of, **self.request.only.as_query() | only, **more)

        return Line(row, name, href(), href(converted="1"), href(outcome="open"), href(how_known="known"))

    def _left_out_href(self, reason: str) -> str:
        return left_out_href(self.report.period, reason, as_of=self.request.as_of, **self.request.only.as_query())
