"""The page of the flows: a picture to follow with the pointer, its table, and the way to the leads behind each number."""

from collections import Counter
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.core.drilldown import group, leads_href
from reports.core.request import ReportRequest
from reports.core.text import NAMING, counted
from reports.flows.query import BOUGHT, CLIENT, DISQUALIFIED, LOST, STILL, Report, Row
from reports.metrics.progress import ACCEPTED

NAMES = {
    CLIENT: gettext_lazy("Became clients"),
    BOUGHT: gettext_lazy("Bought, clients already"),
    STILL: gettext_lazy("Still open"),
    LOST: gettext_lazy("Lost in sales"),
    DISQUALIFIED: gettext_lazy("Disqualified"),
}
WHERE = {True: gettext_lazy("Went to sales"), False: gettext_lazy("Stayed with marketing")}
LISTS = {
    "leads": {},
    "to_sales": {"reached": ACCEPTED},
    CLIENT: {"converted": "1"},
    BOUGHT: {"stopped_at": BOUGHT},
    STILL: {"outcome": "open"},
    LOST: {"outcome": "lost"},
    DISQUALIFIED: {"outcome": "disqualified"},
}
"""What the lead list is asked for behind each column."""


@dataclass(frozen=True)
class Cell:
    heading: str
    count: int
    href: str


@dataclass(frozen=True)
class Line:
    name: str
    cells: list[Cell]


class FlowsPage:
    """The context of templates/reports/flows.html."""

    def __init__(self, report: Report, *, request: ReportRequest, address: str) -> None:
        self.report, self.request, self.address = report, request, address
        self.lines = [self._line(row, self._name(row), **group("source", row.key)) for row in report.rows]
        self.total = self._line(report.total, str(NAMING["source"].all_together))

    @cached_property
    def columns(self) -> list[str]:
        """Those with anything in them, but always the first two and the clients."""
        always = ("leads", "to_sales", CLIENT)
        return [name for name in LISTS if name in always or self.report.total.as_dict()[name]]

    @property
    def headings(self) -> list[str]:
        known = {"leads": _("Leads"), "to_sales": str(WHERE[True])} | {name: str(label) for name, label in NAMES.items()}
        return [known[name] for name in self.columns]

    @property
    def headline(self) -> str:
        total = self.report.total
        if not total.leads:
            return _("No leads came in this period.")
        text = ngettext(
            "Of %(leads)s leads %(sales)s went to sales, and %(clients)s became a client.",
            "Of %(leads)s leads %(sales)s went to sales, and %(clients)s became clients.",
            total.ended(CLIENT),
        )
        counts = {"leads": total.leads, "sales": total.went(to_sales=True), "clients": total.ended(CLIENT)}
        return text % {name: counted(count) for name, count in counts.items()}

    @property
    def summary(self) -> str:
        total = self.report.total
        counts = {"lost": total.counts[True, LOST], "gone": total.counts[False, DISQUALIFIED], "open": total.ended(STILL)}
        values = {"period": self.report.period.label()} | {name: counted(count) for name, count in counts.items()}
        return _("%(period)s. Sales lost %(lost)s, marketing disqualified %(gone)s, and %(open)s are not decided yet.") % values

    @property
    def drawing(self) -> dict:
        """Nodes in three columns, and what flows between them; see static/js/reports/flow.js."""
        first, second, total = Counter(), Counter(), self.report.total
        for number, row in enumerate(self.report.rows):
            for (to_sales, outcome), count in row.counts.items():
                first[f"source-{number}", to_sales] += count
                second[to_sales, outcome] += count
        nodes = [_node(f"source-{n}", self._name(row), row.leads, depth=0) for n, row in enumerate(self.report.rows)]
        nodes += [_node(f"to-{side}", str(WHERE[side]), total.went(to_sales=side), depth=1) for side in (True, False)]
        nodes += [_node(outcome, str(NAMES[outcome]), total.ended(outcome), depth=2, kind=outcome) for outcome in NAMES]
        links = [_link(key, f"to-{side}", count) for (key, side), count in first.items()]
        links += [_link(f"to-{side}", outcome, count, kind=outcome) for (side, outcome), count in second.items()]
        return {"nodes": [node for node in nodes if node["count"]], "links": links}

    def _line(self, row: Row, name: str, **only: str) -> Line:
        values, request = row.as_dict(), self.request
        cells = []
        for column, heading in zip(self.columns, self.headings, strict=True):
            narrowed = request.only.as_query() | only | LISTS[column]
            cells.append(Cell(heading, values[column], leads_href(self.report.period, as_of=request.as_of, **narrowed)))
        return Line(name, cells)

    def _name(self, row: Row) -> str:
        return str(NAMING["source"].blank) if row.key is None else row.label


def _node(key: str, label: str, count: int, *, depth: int, kind: str = "") -> dict:
    return {"key": key, "label": label, "count": count, "shown": counted(count), "depth": depth, "kind": kind}


def _link(source: str, target: str, count: int, *, kind: str = "") -> dict:
    return {"from": source, "to": target, "count": count, "shown": counted(count), "kind": kind}
