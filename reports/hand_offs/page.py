"""What the hand-off page shows beside the figures: the sentence, why leads came back, and the very hand-overs behind a count."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import F, Q, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import percent
from accounts.templatetags.durations import worked
from leads.export.columns import BLANK
from leads.follow_ups.response_time import Answer, answers
from leads.models import HandOff
from reports.core.request import Choice, ReportRequest
from reports.hand_offs.query import Report, Row, made_in
from reports.hand_offs.speed import Band, by_speed

SHOWN = 25
"""Hand-overs the list shows; a shorter period shows the others."""
ALL = "handed_over"
NAMES = (ALL, "accepted", "returned", "waiting", "late", "in_time")


@dataclass(frozen=True)
class Line:
    row: Row
    name: str
    hrefs: dict[str, str]


@dataclass(frozen=True)
class Made:
    """A hand-over of the list; `answer` None: it waits."""

    hand_off: HandOff
    answer: Answer | None


class HandOffsPage:
    """The context of templates/reports/handoffs.html. `which` and `source` choose what the list shows."""

    def __init__(self, report: Report, *, request: ReportRequest, business, which: str, source: str) -> None:
        self.report, self.request, self.business = report, request, business
        self.which, self.source = which if which in NAMES else ALL, source
        self.lines = [self._line(row, _("No source recorded") if row.key is None else row.label) for row in report.rows]
        self.total = self._line(report.total, _("All"))
        labels = dict(HandOff.Returned.choices)
        self.reasons = sorted(((labels[key], n) for key, n in report.reasons.items()), key=lambda pair: -pair[1])

    @property
    def headline(self) -> str:
        total = self.report.total
        if not total.handed_over:
            return _("Nothing was handed over in this period.")
        if total.in_time_share is None:
            return _("Nothing is promised, so nothing can be late.")
        return _("Sales answered %(share)s of what was handed over in the time it promised.") % {"share": percent(total.in_time_share)}

    @property
    def summary(self) -> str:
        total = self.report.total
        if not total.handed_over:
            return _("Hand leads over from their page, or let them hand themselves over: Settings, Hand-off.")
        counts = {name: formats.number_format(getattr(total, name), force_grouping=True) for name in NAMES}
        parts = [_("%(handed_over)s handed over: %(accepted)s accepted, %(returned)s returned, %(waiting)s waiting.") % counts]
        if total.late:
            late = ngettext("%(n)d waits longer than was promised.", "%(n)d wait longer than was promised.", total.late)
            parts.append(late % {"n": total.late})
        if total.took is not None:
            parts.append(_("Half were accepted within %(time)s of working time.") % {"time": worked(total.took)})
        return " ".join(parts)

    @cached_property
    def by_speed(self) -> tuple[Band, ...]:
        report = self.report
        return by_speed(report.period, business=self.business, as_of=report.as_of, only=report.only)

    @cached_property
    def listed(self) -> list[Made]:
        """The latest of those chosen. Four queries."""
        rows = list(self._chosen().select_related("lead__contact", "lead__source", "by", "to", "decided_by")[:SHOWN])
        params = {answer.hand_off.pk: answer for answer in answers(rows, business=self.business)}
        return [Made(row, params.get(row.pk)) for row in rows]

    @property
    def listed_of(self) -> int:
        """How many were chosen, as the figures count them."""
        line = next((line for line in self.lines if self.source == (line.row.key or BLANK)), self.total)
        return getattr(line.row, self.which)

    @property
    def choices(self) -> list[Choice]:
        labels = {
            ALL: _("All"),
            "accepted": _("Accepted"),
            "returned": _("Returned"),
            "waiting": _("Waiting"),
            "late": _("Late"),
            "in_time": _("In time"),
        }
        return [Choice(label, self._href(name, self.source), name == self.which) for name, label in labels.items()]

    def _chosen(self):
        result = made_in(self.report.period, business=self.business, as_of=self.report.as_of, only=self.report.only)
        if self.source:
            result = result.filter(lead__source=None if self.source == BLANK else int(self.source))
        return chosen(result, self.which, as_of=self.report.as_of)

    def _line(self, row: Row, name: str) -> Line:
        source = "" if row.key == "" else row.key or BLANK
        return Line(row, name, {name: self._href(name, source) for name in NAMES})

    def _href(self, which: str, source: str) -> str:
        kept = {"only": which} | ({"of": source} if source else {})
        return self.request.href(**kept) + "#list"


def chosen(queryset: QuerySet[HandOff], only: str, *, as_of: datetime) -> QuerySet[HandOff]:
    """Of some hand-overs those a figure counts, as things stood at `as_of`."""
    decided = Q(decided_at__lt=as_of)
    which = {
        ALL: Q(),
        "accepted": decided & Q(returned_for=""),
        "returned": decided & ~Q(returned_for=""),
        "waiting": ~decided | Q(decided_at=None),
        "late": (~decided | Q(decided_at=None)) & Q(due_at__lt=as_of),
        "in_time": decided & Q(decided_at__lte=F("due_at")),
    }
    return queryset.filter(which[only])
