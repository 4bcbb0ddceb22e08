"""What the team page shows beside the figures: the sentence, the funnel people stand in, and what to ask whom."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.core.drilldown import leads_href
from reports.core.request import ReportRequest
from reports.core.scale import Scale
from reports.core.text import counted, joined
from reports.metrics.owners import ANYBODY, NOBODY
from reports.statistics.control_limits import TOO_FEW, limits
from reports.team.query import Report, Row

POINTS = 60
"""Places along the picture at which the limits are reckoned; straight lines between them."""


@dataclass(frozen=True)
class Line:
    """A person with their number in the picture (0: not in it) and the lists behind their counts."""

    row: Row
    name: str
    number: int
    leads_href: str
    clients_href: str

    @property
    def kind(self) -> str:
        """Nobody is not judged."""
        return self.row.standing.kind if self.row.standing and self.row.key is not None else ""

    @property
    def needed(self) -> int:
        return TOO_FEW


@dataclass(frozen=True)
class Point:
    """A person in the picture: percent from its start, and from its top."""

    line: Line
    x: str
    y: str


class TeamPage:
    """The context of templates/reports/team.html."""

    def __init__(self, report: Report, *, request: ReportRequest, address: str) -> None:
        self.report, self.request, self.address = report, request, address
        drawn = [row for row in report.rows if row.key is not None and row.standing and row.standing.rate is not None]
        numbers = {row.key: number for number, row in enumerate(drawn, 1)}
        self.lines = [self._line(row, numbers.get(row.key, 0)) for row in report.rows]
        self.total = self._line(report.total, 0)
        self.drawn = [line for line in self.lines if line.number]

    @property
    def rate(self) -> float | None:
        return self.report.total.conversion_within

    @property
    def judged(self) -> list[Line]:
        return [line for line in self.lines if line.kind not in ("", "too_few")]

    @property
    def headline(self) -> str:
        people = [line for line in self.lines if line.row.leads and line.row.key is not None]
        if not self.report.total.leads:
            return _("Sales took on no leads of this period.")
        if len(people) < 2:
            return _("There is nobody to compare with: one person has the leads.") if people else _("Nobody’s name is on the leads.")
        if self.rate == 1:
            return _("Every lead with sales was won, so nobody can be told apart. Are the lost ones missing?")
        if not self.judged:
            return ngettext(
                "It is too early to compare: nobody has %(n)s lead old enough.",
                "It is too early to compare: nobody has %(n)s leads old enough.",
                TOO_FEW,
            ) % {"n": counted(TOO_FEW)}
        return " ".join(self._signals()) or _("The differences between people are no more than chance brings.")

    def _signals(self) -> list[str]:
        """Far outside first; those only just outside are named where nothing is far outside."""
        above, below = self._names("far_above"), self._names("far_below")
        parts = []
        if above:
            parts.append(_("More of the leads of %(names)s are won than chance explains: ask what others can learn.") % {"names": above})
        if below:
            parts.append(_("Fewer of the leads of %(names)s are won than chance explains: ask what gets in the way.") % {"names": below})
        near = self._names("above", "below")
        if not parts and near:
            parts.append(_("%(names)s: perhaps more than chance, perhaps not. The others are within it.") % {"names": near})
        return parts

    def _names(self, *kinds: str) -> str:
        names = [line.name for line in self.lines if line.kind in kinds]
        return joined(names) if names else ""

    @property
    def summary(self) -> str:
        total = self.report.total
        text = ngettext("%(period)s: sales took on %(n)s lead.", "%(period)s: sales took on %(n)s leads.", total.leads)
        first = text % {"period": self.report.period.label(), "n": counted(total.leads)}
        if not total.mature_leads:
            return first
        judged = ngettext(
            "Of %(n)s more than %(days)s days old, %(won)s became a client within %(days)s days.",
            "Of %(n)s more than %(days)s days old, %(won)s became clients within %(days)s days.",
            total.converted_within,
        )
        values = {"n": counted(total.mature_leads), "days": counted(self.report.within_days), "won": counted(total.converted_within)}
        return f"{first} {judged % values}"

    @cached_property
    def across(self) -> Scale:
        return Scale.of_counts(*(line.row.standing.weight for line in self.drawn), TOO_FEW)

    @cached_property
    def up(self) -> Scale:
        rates = [line.row.standing.rate for line in self.drawn if line.row.standing.weight >= 1]
        early = limits(max(TOO_FEW, self.across.end / 10), self.rate or 0)  # further to the start the limits run out of the picture
        return Scale.of_shares(*rates, early.rare.high)

    @property
    def points(self) -> list[Point]:
        return [Point(line, self._x(line.row.standing.weight), self._y(line.row.standing.rate)) for line in self.drawn]

    @property
    def base(self) -> str:
        return self._y(self.rate or 0)

    @property
    def curves(self) -> dict[str, list[str]]:
        """The upper and the lower limits, in a view box 100 by 100, higher rates higher."""
        ends = [1 + (self.across.end - 1) * (step / POINTS) ** 2 for step in range(POINTS + 1)]  # closer where they bend
        result = [(n, limits(n, self.rate or 0)) for n in ends]
        return {
            name: [self._path([(n, getattr(getattr(bounds, name), end)) for n, bounds in result]) for end in ("low", "high")]
            for name in NAMES
        }

    def _path(self, points: list[tuple[float, float]]) -> str:
        return "M" + "L".join(f"{self._x(n)} {100 - rate / self.up.end * 100:.2f}" for n, rate in points)

    def _x(self, leads: float) -> str:
        return f"{leads / self.across.end * 100:.2f}"

    def _y(self, rate: float) -> str:
        return f"{100 - min(rate / self.up.end, 1) * 100:.2f}"

    def _line(self, row: Row, number: int) -> Line:
        theirs = ANYBODY if row.key == "" else row.key or NOBODY

        def href(**more: str) -> str:
            return leads_href(self.report.period, as_of=self.request.as_of, sold_by=theirs, **self.request.only.as_query(), **more)

        name = _("Everybody") if row.key == "" else _("Nobody") if row.key is None else row.label
        return Line(row, name, number, href(), href(converted="1"))


NAMES = ("usual", "rare")
