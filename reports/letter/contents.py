"""What the letter says of a week or a month: the Overview's sentence and figures, sources, goals, dates, and what to mend.

The words are made here once, so that the mail in HTML, the mail in plain text and the page that shows it say the same.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import NONE, money, percent
from accounts.models import Business, Preferences
from reports.annotations import marks as annotations
from reports.annotations.marks import Dates
from reports.core.amounts import cents
from reports.core.periods import ONE_DAY, Period, shift_months
from reports.core.text import NAMING, counted
from reports.data_health import query as data_health
from reports.data_health.text import WORDS
from reports.diagnosis import text as diagnosis_text
from reports.diagnosis.query import Diagnosis, diagnosis
from reports.letter import pictures as letter_pictures
from reports.letter.pictures import Picture
from reports.metrics import counting
from reports.metrics.counting import Row
from reports.models import Goal
from reports.overview import text as overview_text
from reports.overview.query import Overview, overview
from reports.sources import query as sources

WEEKLY, MONTHLY = Preferences.Letter.WEEKLY, Preferences.Letter.MONTHLY
SOURCES = 8
"""Those with most leads; how many others there are is said."""
MENDS = 3
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Figure:
    """`change`: more, fewer, or that it could be chance; empty where there is nothing to compare with."""

    name: str
    now: str
    before: str
    change: str = ""


@dataclass(frozen=True)
class SourceLine:
    name: str
    leads: str
    clients: str
    conversion: str
    picture: Picture | None


@dataclass(frozen=True)
class GoalLine:
    name: str
    text: str
    picture: Picture


@dataclass(frozen=True)
class Mend:
    count: str
    title: str
    why: str
    path: str


def period_of(kind: str, *, today: date) -> Period:
    """The last whole week (from Monday on) or month before `today`."""
    if kind == WEEKLY:
        monday = today - timedelta(days=today.weekday())
        return Period(monday - timedelta(days=7), monday)
    return Period(shift_months(today.replace(day=1), -1), today.replace(day=1))


@dataclass(frozen=True)
class Content:
    """What one letter says. `came`: the leads of the period by source; `year`: those of the last twelve months, which are old
    enough to judge conversion on.
    """

    kind: str
    business: Business
    report: Overview
    diagnosed: Diagnosis | None
    came: counting.Tally
    year: counting.Tally
    names: dict[str | None, str]
    amiss: tuple[data_health.Finding, ...]
    dates: Dates

    @property
    def period(self) -> Period:
        return self.report.now.period

    @property
    def is_empty(self) -> bool:
        return self.report.is_empty

    @property
    def subject(self) -> str:
        leads = self.report.now.leads.leads
        leads_text = ngettext("%(n)s lead", "%(n)s leads", leads) % {"n": counted(leads)}
        return _("%(period)s: %(leads)s, %(clients)s") % {
            "period": self.period.label(),
            "leads": leads_text,
            "clients": _clients(self.report),
        }

    @property
    def headline(self) -> str:
        return (
            diagnosis_text.headline(self.diagnosed, fewer=self.report.has_fewer_leads)
            if self.diagnosed
            else overview_text.headline(self.report)
        )

    @property
    def lede(self) -> str:
        first = [overview_text.headline(self.report, as_usual=self.diagnosed.converts_as_usual)] if self.diagnosed else []
        return " ".join([*first, overview_text.summary(self.report)])

    @cached_property
    def figures(self) -> list[Figure]:
        now, before = self.report.now, self.report.before
        pairs = [
            (_("Leads"), counted(now.leads.leads), before and counted(before.leads.leads), self.report.leads),
            (_("New clients"), counted(now.clients), before and counted(before.clients), self.report.clients),
            (_("Revenue"), money(cents(now.revenue)), before and money(cents(before.revenue)), None),
            (_("Cost per lead"), _cost(now.leads), before and _cost(before.leads), None),
        ]
        lines = [Figure(name, value, then or NONE, _change(change)) for name, value, then, change in pairs]
        return [*lines, self._conversion()]

    def _conversion(self) -> Figure:
        name = _("Conversion within %(days)s days") % {"days": self.report.within_days}
        conversion = self.report.conversion
        if conversion is None or not conversion.now.mature_leads:
            return Figure(name, _("not yet"), NONE)
        before = _share(conversion.before) if conversion.before and conversion.before.mature_leads else NONE
        return Figure(name, _share(conversion.now), before, _change(conversion.change))

    @cached_property
    def months(self) -> Picture | None:
        """Leads month by month, strokes above the months in which something happened."""
        result = self.report.months
        if len(result) < 2:
            return None
        months = ", ".join(f"{formats.date_format(month.first_day, 'M')} {counted(month.row.leads)}" for month in result)
        marked = [number for number, month in enumerate(result) if self.dates.in_month(month.first_day)]
        alt = _("%(months)s (so far)") % {"months": months}
        return letter_pictures.columns("months", [month.row.leads for month in result], marked=marked, alt=alt)

    @cached_property
    def source_lines(self) -> list[SourceLine]:
        keys = sorted(self.year.rows, key=lambda key: (-self._came(key).leads, -self.year.rows[key].leads, str(key)))
        shown = [self.year.rows[key] for key in keys[:SOURCES]]
        end = max([row.within.high for row in shown if row.within] or [1.0])
        return [self._source_line(row, number, end=end) for number, row in enumerate(shown)]

    @property
    def more_sources(self) -> int:
        return max(len(self.year.rows) - SOURCES, 0)

    def _came(self, key: str | None) -> Row:
        return self.came.rows.get(key) or Row(key, "")

    def _source_line(self, row: Row, number: int, *, end: float) -> SourceLine:
        name = self.names.get(row.key, "") if row.key is not None else str(NAMING["source"].blank)
        cells = (name, counted(self._came(row.key).leads), counted(self._came(row.key).clients))
        if row.within is None:
            return SourceLine(*cells, _("not yet"), None)
        likely = _("likely %(low)s to %(high)s") % {"low": percent(row.within.low), "high": percent(row.within.high)}
        marks = {"low": row.within.low, "point": row.conversion_within, "high": row.within.high}
        return SourceLine(*cells, _share(row), letter_pictures.whisker(f"source-{number}", **marks, end=end, alt=likely))

    @cached_property
    def goals(self) -> list[GoalLine]:
        now = self.report.now
        came = {"leads": now.leads.leads, "clients": now.clients, "revenue": now.revenue, "spend": now.leads.spend}
        return [self._goal(kind, came[kind], wanted) for kind, wanted in self.report.goals.items() if kind in came and wanted]

    def _goal(self, kind: str, came: Decimal | int | None, wanted: Decimal) -> GoalLine:
        amounts = (money(cents(came)), money(round(wanted))) if kind in ("revenue", "spend") else (counted(came), counted(round(wanted)))
        text = _("%(came)s of at most %(wanted)s") if kind == "spend" else _("%(came)s of %(wanted)s")
        text = text % {"came": amounts[0], "wanted": amounts[1]}
        name = str(Goal.Kind(kind).label)
        return GoalLine(name, text, letter_pictures.bar(f"goal-{kind}", share=float((came or 0) / wanted), alt=""))

    @property
    def mends(self) -> list[Mend]:
        return [
            Mend(
                counted(finding.count),
                str(WORDS[finding.key].title),
                str(WORDS[finding.key].why),
                reverse("report_health_list", args=[finding.key]),
            )
            for finding in self.amiss[:MENDS]
        ]

    @property
    def pictures(self) -> list[Picture]:
        result = [self.months, *(line.picture for line in self.source_lines), *(line.picture for line in self.goals)]
        return [picture for picture in result if picture]


def content(kind: str, *, business: Business, as_of: datetime | None = None) -> Content:
    """The letter about the last whole week or month. As many queries however much there is."""
    today = as_of.astimezone(business.zone).date() if as_of else business.today()
    period, year = period_of(kind, today=today), Period(today - A_YEAR, today + ONE_DAY)
    report = overview(period, business=business, as_of=as_of)
    params = {"business": business, "by": "source", "as_of": report.as_of}
    return Content(
        kind=kind,
        business=business,
        report=report,
        diagnosed=None if report.is_empty else diagnosis(period, business=business, as_of=as_of),
        came=counting.tally(period, **params),
        year=counting.tally(year, **params),
        names=sources.labels("source"),
        amiss=data_health.report(business=business).amiss,
        dates=annotations.of(Period(report.months[0].first_day, today + ONE_DAY), as_of=as_of),
    )


def _clients(overview: Overview) -> str:
    return ngettext("%(n)s new client", "%(n)s new clients", overview.now.clients) % {"n": counted(overview.now.clients)}


def _cost(row: Row) -> str:
    return money(cents(row.cost_per_lead))


def _share(row: Row) -> str:
    values = {"share": percent(row.conversion_within), "won": counted(row.converted_within), "of": counted(row.mature_leads)}
    return _("%(share)s (%(won)s of %(of)s)") % values


def _change(change) -> str:
    if change is None:
        return ""
    return {"more": _("more"), "fewer": _("fewer"), "cant_tell": _("could be chance")}[change.kind]
