"""What the page of client value shows beside the figures: sentences, the picture, shades, and the very clients behind a count."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import percent
from reports.client_value.query import Cohort, Report, Sender, ValueRow, mean_estimate
from reports.core.amounts import about
from reports.core.drilldown import clients_href, group, leads_href
from reports.core.periods import EVERYTHING, ONE_DAY, Period, shift_months
from reports.core.request import ReportRequest
from reports.core.scale import Scale
from reports.core.text import NAMING, counted
from reports.metrics.client_figures import VALUE_MONTHS, YEAR, Asking, Cell

SHADES = 5
RUNS_ON = 2.5
"""Ranges longer than this many times the largest value run out of the picture."""


@dataclass(frozen=True)
class Mean:
    """A mean per client: its range where there is one, and the list of those it is of."""

    amounts: object
    clients: int
    href: str

    @property
    def estimate(self):
        return mean_estimate(self.amounts)


@dataclass(frozen=True)
class Line:
    row: ValueRow
    name: str
    clients_href: str
    short: Mean
    long: Mean
    ever: Mean


@dataclass(frozen=True)
class Square:
    """A cell with its shade, 0 (none) to SHADES; `is_partial`: only some of the quarter's clients have had the year."""

    cell: Cell
    share: float | None
    shade: int
    is_partial: bool
    href: str


@dataclass(frozen=True)
class Quarter:
    cohort: Cohort
    href: str
    squares: list[Square]


@dataclass(frozen=True)
class SenderLine:
    sender: Sender
    href: str
    sent_href: str
    clients_href: str


class ClientsPage:
    """The context of templates/reports/clients.html."""

    def __init__(self, report: Report, *, request: ReportRequest, business, address: str) -> None:
        self.report, self.request, self.address = report, request, address
        self.asking = Asking(business, report.as_of, report.only)
        self.lines = [self._line(row, _("No source recorded") if row.key is None else row.label) for row in report.rows]
        self.total = self._line(report.total, str(NAMING["source"].all_together))
        self.drawn = [line for line in self.lines if line.short.clients]
        self.again_href = f"{reverse('clients_again')}?list=share"

    @property
    def headline(self) -> str:
        habits, value = self.report.habits, self.report.total.value
        if not habits.clients:
            return _("There are no clients yet.")
        if habits.before:
            first = _("%(share)s of those who bought the year before bought again.") % {"share": percent(habits.again / habits.before)}
        else:
            first = _("Nobody bought in the year before the last, so nobody can have come back.")
        if value.short.mean is None:
            return first
        return first + " " + _("In their first year a client buys for %(amount)s.") % {"amount": about(value.short.mean)}

    @property
    def summary(self) -> str:
        now = self.report.now
        values = {"period": now.period.label(), "revenue": about(now.revenue), "clients": counted(now.clients)}
        if not now.clients:
            return _("%(period)s: nobody bought anything.") % values
        text = ngettext(
            "%(period)s: %(revenue)s from %(clients)s client.", "%(period)s: %(revenue)s from %(clients)s clients.", now.clients
        )
        parts = [text % values]
        if now.unknown:
            left = ngettext(
                "%(n)s sale of an amount nobody knows is left out.", "%(n)s sales of an amount nobody knows are left out.", now.unknown
            )
            parts.append(left % {"n": counted(now.unknown)})
        return " ".join([*parts, _("Everything else is of all time.")])

    @property
    def change(self) -> str:
        """What is said of the average against the period before; "" where nothing can be."""
        result = self.report.change
        if result is None:
            return ""
        return {1: _("more than before"), -1: _("less than before"), 0: _("as before, as far as can be told")}[result.says]

    @property
    def now_average(self):
        return mean_estimate(self.report.now.amounts)

    @cached_property
    def scale(self) -> Scale:
        means = [line.short.amounts.mean or 0 for line in self.drawn]
        ends = [line.short.estimate.high for line in self.drawn if line.short.estimate] + means
        return Scale.of_counts(min(max(ends, default=1), max(means, default=1) * RUNS_ON))

    @property
    def runs_on(self) -> bool:
        return any(line.short.estimate and line.short.estimate.high > self.scale.end for line in self.drawn)

    @property
    def retention_share(self) -> float | None:
        habits = self.report.habits
        return habits.again / habits.before if habits.before else None

    @property
    def repeat_share(self) -> float | None:
        return self.report.habits.repeat / self.report.habits.clients if self.report.habits.clients else None

    @property
    def buyers_href(self) -> str:
        return self._bought(self.report.now.period)

    @property
    def before_href(self) -> str:
        return self._bought(self.report.before.period) if self.report.before else ""

    @property
    def stayed_href(self) -> str:
        """Those who bought the year before."""
        return self._bought(self._year_before)

    @property
    def came_again_href(self) -> str:
        return self._bought(self._year_before, **_span("again", self.report.last_year))

    @property
    def repeat_href(self) -> str:
        return self._href(repeat="1")

    @property
    def told_href(self) -> str:
        return self._href(spend_known="1")

    @property
    def all_href(self) -> str:
        return self._href()

    @cached_property
    def _most(self) -> float:
        shares = [
            cell.came / cell.clients for cohort in self.report.cohorts for cell in cohort.cells if cell.clients and cohort.is_mature(cell)
        ]
        return max(shares, default=0)

    @property
    def quarters(self) -> list[Quarter]:
        return [
            Quarter(cohort, self._since(cohort.period), [self._square(cohort, cell) for cell in cohort.cells])
            for cohort in self.report.cohorts
        ]

    @property
    def senders(self) -> list[SenderLine]:
        return [self._sender(sender) for sender in self.report.referrals.senders]

    def _sender(self, sender: Sender) -> SenderLine:
        to_lists = {"as_of": self.request.as_of, **self.report.only.as_query()}
        leads = leads_href(Period(name=EVERYTHING), sent_by=str(sender.key), **to_lists)
        page = reverse("contact", args=[sender.key]) if sender.is_client else ""
        return SenderLine(sender, page, leads, self._href(sent_by=str(sender.key)))

    def _square(self, cohort: Cohort, cell: Cell) -> Square:
        share, is_mature = cell.came / cell.clients if cell.clients else None, cohort.is_mature(cell)
        shade = min(round(share / self._most * SHADES), SHADES) if share and self._most and is_mature else 0
        old = Period(cohort.first_day, min(cohort.period.end, self.asking.old_enough(YEAR * cell.year))) if cell.clients else cohort.period
        return Square(cell, share, shade, bool(cell.clients) and not is_mature, self._since(old, came_back=str(cell.year)))

    def _line(self, row: ValueRow, name: str) -> Line:
        of = {} if row.key == "" else group("source", row.key)
        value = row.value

        def mean(amounts, clients: int, months: int | None = None) -> Mean:
            until = {"since_to": (self.asking.old_enough(months) - ONE_DAY).isoformat()} if months else {}
            return Mean(amounts, clients, self._href(**of, **until))

        short, long = VALUE_MONTHS
        return Line(
            row,
            name,
            self._href(**of),
            mean(value.short, value.short_clients, short),
            mean(value.long, value.long_clients, long),
            mean(value.ever, value.clients),
        )

    @property
    def _year_before(self) -> Period:
        start = self.report.last_year.start
        return Period(shift_months(start, -YEAR), start)

    def _bought(self, period: Period, **more: str) -> str:
        return self._href(**_span("bought", period), **more)

    def _since(self, period: Period, **more: str) -> str:
        return self._href(**_span("since", period), **more)

    def _href(self, **filters: str) -> str:
        return clients_href(as_of=self.request.as_of, **self.report.only.as_query() | filters)


def _span(name: str, period: Period) -> dict[str, str]:
    days = {f"{name}_from": period.first_day, f"{name}_to": period.last_day}
    return {key: day.isoformat() for key, day in days.items() if day}
