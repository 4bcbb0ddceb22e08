"""The page of the lost reasons: the sentence, and the way to the opportunities behind each number."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.core.drilldown import BLANK
from reports.core.request import ReportRequest
from reports.core.text import counted
from reports.lost_reasons.query import Report, Row

CALLED = {"person": "owner"}
"""What the list of opportunities calls some of what a report is narrowed to."""


@dataclass(frozen=True)
class Line:
    row: Row
    name: str
    href: str


class LostReasonsPage:
    """The context of templates/reports/lost_reasons.html."""

    def __init__(self, report: Report, *, request: ReportRequest, address: str) -> None:
        self.report, self.request, self.address = report, request, address
        self.lines = [self._line(row) for row in report.rows]
        self.total = Line(report.total, _("All"), self._href())

    @property
    def headline(self) -> str:
        total, commonest = self.report.total.lost, self.report.commonest
        if not total:
            return _("Nothing was lost in this period.")
        if commonest is None:
            return _("No reason stands out from the others.")
        values = {"name": commonest.label, "n": counted(commonest.lost), "of": counted(total)}
        return _("Most often it was “%(name)s”: %(n)s of %(of)s.") % values

    @property
    def summary(self) -> str:
        total = self.report.total.lost
        lost = ngettext("%(n)s opportunity was lost", "%(n)s opportunities were lost", total) % {"n": counted(total)}
        unnamed = sum(row.lost for row in self.report.rows if row.key is None)
        text = _("%(period)s: %(lost)s, %(unnamed)s of them without a reason.") if unnamed else _("%(period)s: %(lost)s.")
        return text % {"period": self.report.period.label(), "lost": lost, "unnamed": counted(unnamed)}

    def _line(self, row: Row) -> Line:
        name = _("No reason written down") if row.key is None else row.label
        return Line(row, name, self._href(lost_for=BLANK if row.key is None else str(row.key)))

    def _href(self, **filters: str) -> str:
        """The list knows only what is lost now: looked back, it has no address."""
        if self.request.as_of:
            return ""
        days = {"closed_from": self.report.period.first_day, "closed_to": self.report.period.last_day}
        only = {CALLED.get(name, name): value for name, value in self.report.only.as_query().items()}
        query = {"outcome": "lost"} | only | {name: day.isoformat() for name, day in days.items() if day} | filters
        return f"{reverse('opportunities')}?{urlencode(query)}"
