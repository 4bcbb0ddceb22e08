"""What the Money page shows beside the figures: sentences, the picture, the ways to the leads, and what moving money would say."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext_lazy

from reports.core.drilldown import BLANK, group, leads_href, left_out_href
from reports.core.request import Choice, ReportRequest
from reports.core.scale import Scale
from reports.core.text import NAMING, REASONS, reason_words, row_name
from reports.money import text as money_text
from reports.money.forms import MoveForm
from reports.money.query import GROUPS, MoneyRow, Report
from reports.money.what_if import Move, move, refusal

RUNS_ON = 2.5
"""Ranges longer than this many times the dearest client run out of the picture, so that the others can be told apart."""
QUESTION = gettext_lazy("What does marketing cost, and what does it bring?")


@dataclass(frozen=True)
class Line:
    """A row with its name and the lists behind its counts; "" where no one list holds them."""

    row: MoneyRow
    name: str
    leads_href: str
    clients_href: str


@dataclass(frozen=True)
class LeftOut:
    text: str
    href: str


class MoneyPage:
    """The context of templates/reports/money.html. `query` is the address, which may ask what moving money would say."""

    question = QUESTION

    def __init__(self, report: Report, *, request: ReportRequest, query, address: str) -> None:
        self.report, self.request, self.address = report, request, address
        self.naming = NAMING[report.by]
        self.lines = [self._line(row, name=self._name(row), **group(report.by, row.key)) for row in report.rows]
        self.total = self._line(report.total, name=str(self.naming.all_together))
        self.has_unpaid = any(not row.spend for row in report.rows)
        self.paid = Line(report.paid, report.paid.label, "", "")
        self.drawn = [line for line in self.lines if line.row.spend]
        self.form = MoveForm(query, choices=[(line.row.key or BLANK, line.name) for line in self.drawn])
        self.spend_href = reverse("spend")

    @property
    def headline(self) -> str:
        return money_text.headline(self.report)

    @property
    def summary(self) -> str:
        return money_text.summary(self.report)

    @property
    def groups(self) -> list[Choice]:
        return self.request.groups({name: NAMING[name].switch for name in GROUPS}, current=self.report.by)

    @cached_property
    def scale(self) -> Scale:
        costs = [float(row.acquisition_cost) for row in self._drawn_rows if row.acquisition_cost]
        ends = [row.acquisition_range.high for row in self._drawn_rows if row.acquisition_range]
        ends += [row.acquired_for_at_least * 1.2 for row in self._drawn_rows if row.acquired_for_at_least]
        most = max(costs, default=0) * RUNS_ON
        return Scale.of_counts(min(max(ends, default=1), most) if costs else max(ends, default=1))

    @property
    def _drawn_rows(self) -> list[MoneyRow]:
        return [line.row for line in self.drawn]

    @property
    def runs_on(self) -> bool:
        return any(self._end(row) > self.scale.end for row in self._drawn_rows)

    @staticmethod
    def _end(row: MoneyRow) -> float:
        return row.acquisition_range.high if row.acquisition_range else 0

    @property
    def not_spent_on(self) -> list[Line]:
        return [line for line in self.lines if not line.row.spend and line.row.counted.leads]

    @property
    def left_out(self) -> list[LeftOut]:
        counts = {reason: count for reason, count in self.report.left_out.items() if count and reason in REASONS}
        return [LeftOut(reason_words(reason, count), self._left_out_href(reason)) for reason, count in counts.items()]

    @property
    def left_out_count(self) -> int:
        return sum(count for reason, count in self.report.left_out.items() if reason in REASONS)

    @cached_property
    def refused(self) -> str:
        """Why what was asked cannot be answered; "" where it can, or where nothing was asked that could be read."""
        if not self.form.is_valid():
            return ""
        reason = refusal(*self._move_of)
        names = self._names
        return money_text.refused(reason, self._move_of[0], giver=self._move_of[1], taker=self._move_of[2], names=names) if reason else ""

    @cached_property
    def move(self) -> Move | None:
        return move(*self._move_of) if self.form.is_valid() and not self.refused else None

    @property
    def together(self) -> list:
        """Leads and clients gained less those lost."""
        return [self.move.leads, self.move.clients]

    @property
    def verdict(self) -> str:
        return money_text.verdict(self.move, names=self._names)

    @property
    def has_errors(self) -> bool:
        return self.form.is_bound and not self.form.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        """What the form of the move hands on of the address, so that it asks about the same days."""
        pinned = {"as_of": self.request.typed["as_of"]} if self.request.as_of else {}
        return self.request.period.as_query() | self.request.beside_period | pinned

    @cached_property
    def _move_of(self) -> tuple:
        sides = (self._chosen(name).row for name in ("away", "towards"))
        return self.form.cleaned_data["amount"], *sides

    @property
    def _names(self) -> tuple[str, str]:
        return self._chosen("away").name, self._chosen("towards").name

    def _chosen(self, field: str) -> Line:
        return next(line for line in self.drawn if (line.row.key or BLANK) == self.form.cleaned_data[field])

    def _name(self, row: MoneyRow) -> str:
        return row_name(row.counted, by=self.report.by)

    def _line(self, row: MoneyRow, *, name: str, **only: str) -> Line:
        def href(**more: str) -> str:
            return leads_href(self.report.period, as_of=self.request.as_of, **self.request.only.as_query() | only, **more)

        return Line(row, name, href(), href(converted="1"))

    def _left_out_href(self, reason: str) -> str:
        return left_out_href(self.report.period, reason, as_of=self.request.as_of, **self.request.only.as_query())
