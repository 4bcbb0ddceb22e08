"""What the page of client types shows beside the figures: the sentences, the shades, and the ways to the clients."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.client_types.query import OTHER, Report, Row
from reports.core.drilldown import BLANK, group, leads_href
from reports.core.request import ReportRequest
from reports.core.text import NAMING, counted, row_name
from reports.statistics.crosstab import Cell

SHADES = 3
"""Steps of shade: from one, two and three standard deviations on."""
SENTENCES = 2
"""How many of those that stand out the headline names; the others follow in the list."""


@dataclass(frozen=True)
class Square:
    cell: Cell
    href: str

    @property
    def shade(self) -> str:
        """more-2, fewer-3; empty where nothing is judged or it is within one standard deviation."""
        if not self.cell.is_judged or abs(self.cell.residual) < 1:
            return ""
        return f"{'more' if self.cell.residual > 0 else 'fewer'}-{min(int(abs(self.cell.residual)), SHADES)}"


@dataclass(frozen=True)
class Line:
    row: Row
    name: str
    href: str
    squares: list[Square]


class ClientTypesPage:
    """The context of templates/reports/client_types.html."""

    def __init__(self, report: Report, *, request: ReportRequest, address: str) -> None:
        self.report, self.request, self.address = report, request, address
        self.types = [self._type_name(name) for name in report.types]
        self.lines = [self._line(row) for row in report.rows]
        self.total = Line(report.total, str(NAMING["source"].all_together), self._href(), [])

    @property
    def says(self) -> list[str]:
        """A sentence a cell that stands out, the clearest first."""
        cells = [
            (square.cell, line.name, name)
            for line in self.lines
            for square, name in zip(line.squares, self.report.types, strict=True)
            if square.cell.differs
        ]
        return [_sentence(*cell) for cell in sorted(cells, key=lambda cell: -abs(cell[0].residual))]

    @property
    def headline(self) -> str:
        if not self.report.total.clients:
            return _("No lead of this period has become a client yet.")
        if not any(self.report.types):
            return _("No client has a type yet, so there is nothing to tell apart.")
        judged = [square for line in self.lines for square in line.squares if square.cell.is_judged]
        if not judged:
            return _("It is too early to say which source brings which clients.")
        return " ".join(self.says[:SENTENCES]) or _("All sources bring the same kinds of clients, as far as can be told.")

    @property
    def more_says(self) -> list[str]:
        return self.says[SENTENCES:]

    @property
    def summary(self) -> str:
        total = self.report.total.clients
        text = ngettext("%(period)s: %(n)s client.", "%(period)s: %(n)s clients.", total)
        return text % {"period": self.report.period.label(), "n": counted(total)}

    @property
    def without_type(self) -> int:
        place = self.report.types.index(None) if None in self.report.types else None
        return 0 if place is None else sum(line.squares[place].cell.observed for line in self.lines)

    @property
    def without_type_href(self) -> str:
        return self._href(client_type=BLANK)

    def _line(self, row: Row) -> Line:
        only = group("source", row.key)
        squares = [
            Square(cell, "" if name == OTHER else self._href(**only, client_type=BLANK if name is None else name))
            for cell, name in zip(row.cells, self.report.types, strict=True)
        ]
        return Line(row, row_name(row, by="source"), self._href(**only), squares)

    def _href(self, **only: str) -> str:
        params = self.request.only.as_query() | only
        return leads_href(self.report.period, as_of=self.request.as_of, **params, converted="1")

    def _type_name(self, name: str | None) -> str:
        return _("No type") if name is None else _("Other types") if name == OTHER else name


def _sentence(cell: Cell, source: str, kind: str | None) -> str:
    values = {"source": source, "type": kind, "n": counted(cell.observed), "expected": number_format(cell.expected, 0, force_grouping=True)}
    if kind is None:
        if cell.differs > 0:
            return _("More clients of %(source)s have no type than chance would explain: %(n)s against %(expected)s expected.") % values
        return _("Fewer clients of %(source)s have no type than chance would explain: %(n)s against %(expected)s expected.") % values
    values["type"] = _("other types") if kind == OTHER else kind
    if cell.differs > 0:
        return _("%(source)s brings more of “%(type)s” than chance would explain: %(n)s against %(expected)s expected.") % values
    return _("%(source)s brings fewer of “%(type)s” than chance would explain: %(n)s against %(expected)s expected.") % values
