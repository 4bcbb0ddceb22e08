"""What the funnel's page shows beside the figures: the sentence, the bars, and the way to the leads behind each number."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import along, percent
from reports.core.drilldown import leads_href, left_out_href
from reports.core.periods import YEAR
from reports.core.request import ReportRequest
from reports.core.scale import Scale
from reports.core.text import counted, reason_words
from reports.funnel.query import Report, Row
from reports.metrics import progress


@dataclass(frozen=True)
class Bar:
    """From 0 to 100 along the picture. `may` is where the bar would end if every lead still on its way came here."""

    now: str
    low: str
    high: str
    may: str


@dataclass(frozen=True)
class Line:
    row: Row
    name: str
    bar: Bar | None
    hrefs: dict[str, str]
    stay: str

    @property
    def is_judged(self) -> bool:
        return self.row.step.key not in (progress.ACCEPTED, progress.CLIENT)


@dataclass(frozen=True)
class LeftOut:
    text: str
    href: str


class FunnelPage:
    """The context of templates/reports/funnel.html."""

    def __init__(self, report: Report, *, request: ReportRequest, address: str) -> None:
        self.report, self.request, self.address = report, request, address
        self.scale = Scale.of_shares(1)
        self.lines = [self._line(row) for row in report.rows]

    @property
    def headline(self) -> str:
        report = self.report
        if not report.leads:
            return _("No leads came in this period.")
        if len(report.worst) == 1:
            text = _(
                "The largest share is lost at “%(step)s”: %(share)s of the leads that came so far end there, more than at any other step."
            )
            return text % {"step": report.worst[0].step.label, "share": percent(report.worst[0].ended)}
        if report.worst:
            *others, last = (f"“{row.step.label}”" for row in report.worst)
            text = _("The largest share is lost at %(steps)s or %(step)s. Which of them loses most cannot be told yet.")
            return text % {"steps": ", ".join(others), "step": last}
        if not any(row.stopped for row in report.rows):
            return _("None of these leads is lost yet.")
        return _("At which step most leads are lost cannot be told yet.")

    @property
    def summary(self) -> str:
        report, clients = self.report, self.report.clients.reached
        text = ngettext(
            "%(period)s: of %(leads)s received, %(clients)s is a client so far, %(ended)s ended without and %(still)s still on the way.",
            "%(period)s: of %(leads)s received, %(clients)s are clients so far, %(ended)s ended without and %(still)s still on the way.",
            clients,
        )
        counts = {
            "leads": ngettext("%(n)s lead", "%(n)s leads", report.leads) % {"n": counted(report.leads)},
            "clients": counted(clients),
            "ended": counted(sum(row.stopped + row.bought for row in report.rows)),
            "still": counted(sum(row.still for row in report.rows)),
        }
        return f"{text % (counts | {'period': report.period.label()})} {self._against}"

    @property
    def _against(self) -> str:
        if not self.compared_with:
            return _("There are no leads from before to compare them with.")
        values = {"days": self.compared_with}
        if self.request.against == YEAR:
            return _("Compared with the same days a year before, %(days)s, when those leads were as old as these are now.") % values
        return _("Compared with the period before, %(days)s, when those leads were as old as these are now.") % values

    @property
    def most(self) -> str:
        """The step that loses most, where that can be told of one."""
        return self.report.worst[0].step.key if len(self.report.worst) == 1 else ""

    @property
    def compared_with(self) -> str:
        """The period before, in words; empty where nothing is compared."""
        return self.report.compared[0].label() if self.report.compared else ""

    @property
    def left_out(self) -> list[LeftOut]:
        counts = {reason: count for reason, count in self.report.left_out.items() if count and reason != "date_unknown"}
        return [LeftOut(reason_words(reason, count), self._left_out_href(reason)) for reason, count in counts.items()]

    @property
    def left_out_count(self) -> int:
        return sum(count for reason, count in self.report.left_out.items() if reason != "date_unknown")

    @property
    def jumped(self) -> list[Line]:
        return [line for line in self.lines if line.row.jumped]

    @property
    def bought(self) -> Line | None:
        """The step whose leads bought without making the client; there is one at most, the last stage."""
        return next((line for line in self.lines if line.row.bought), None)

    def _line(self, row: Row) -> Line:
        def href(**question: str) -> str:
            return leads_href(self.report.period, as_of=self.request.as_of, **self.report.only.as_query(), **question)

        key = row.step.key
        hrefs = {
            "reached": href(reached=key),
            "stopped": href(stopped_at=key),
            "still": href(still_at=key),
            "jumped": href(jumped=key),
            "bought": href(stopped_at=progress.BOUGHT),
        }
        hrefs["went_on"] = self._next_href(row, href)
        return Line(row, row.step.label, _bar(row), hrefs, _stay(row))

    def _left_out_href(self, reason: str) -> str:
        return left_out_href(self.report.period, reason, as_of=self.request.as_of, **self.report.only.as_query())

    def _next_href(self, row: Row, href) -> str:
        after = self.report.rows[row.step.rank + 1 : row.step.rank + 2]
        return href(reached=after[0].step.key) if after else ""


def _bar(row: Row) -> Bar | None:
    if not row.all:
        return None
    may = (row.reached + row.may_come) / row.all
    return Bar(*(along(share, 1) for share in (row.of_all, row.of_all_range.low, row.of_all_range.high, may)))


def _stay(row: Row) -> str:
    """What the days of a step are days of."""
    texts = {
        progress.RECEIVED: _("With marketing, until handed over"),
        progress.HANDED_OVER: _("Waiting for the answer of sales"),
        progress.CLIENT: _("From the enquiry to the sale"),
    }
    return texts.get(row.step.key, row.step.label)
