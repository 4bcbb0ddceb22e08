"""Do we need sales, marketing or both? And why did clients change? METRICS.md, "Both"; judging is `statistics.judging`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.amounts import Share
from accounts.models import Business
from reports.core.as_of import clock_text, iso_text
from reports.core.periods import BEFORE, ONE_DAY, Period, PeriodError, shift_months
from reports.metrics import counting
from reports.metrics.counting import Row, Tally
from reports.models import Goal
from reports.statistics.judging import Judgement, Side, judge
from reports.statistics.standard import Split, split

BASELINE_MONTHS = 12


@dataclass(frozen=True)
class Diagnosis:
    """`period` as far as it has come; `cohort`: the latest leads old enough to judge, as many days of them; `baseline`: the twelve
    months before those, or as much of them as there is. The last three parts are None where there is no such past.

    `wanted`: the clients that the leads of the period should become: by the goal, or without one as many as leads of as many
    days became in the baseline (`by_goal` says which).
    """

    as_of: datetime
    zone: str
    within_days: int
    period: Period
    leads: int
    wanted: float | None
    by_goal: bool
    usual_rate: float | None
    rate_is_set: bool
    cohort: Period | None
    cohort_row: Row | None
    baseline: Period | None
    baseline_row: Row | None
    before: Period | None
    split: Split | None
    judgement: Judgement

    @property
    def needed_leads(self) -> float | None:
        """Clients wanted ÷ usual conversion."""
        return self.wanted / self.usual_rate if self.wanted and self.usual_rate else None

    @property
    def verdict(self) -> str:
        return self.judgement.verdict

    @property
    def converts_as_usual(self) -> bool:
        return self.judgement.conversion.state == "fine"

    def sides(self) -> dict[str, Side]:
        return {"volume": self.judgement.volume, "mix": self.judgement.mix, "conversion": self.judgement.conversion}

    @property
    def footer(self) -> str:
        return f"{self.verdict}. {self.period.label()}, as of {clock_text(self.as_of, zone=self.zone)}."

    def table(self) -> list[list]:
        """What each side says, as CSV has it: shares of what is wanted or usual, 1 being just as much."""
        names = ["side", "state", "ratio", "low", "high", "more_leads"]
        return [names, *([name, *_plain(side).values()] for name, side in self.sides().items())]

    def as_dict(self) -> dict:
        return {
            "report": "diagnosis",
            "as_of": iso_text(self.as_of, zone=self.zone),
            "zone": self.zone,
            "within_days": self.within_days,
            "verdict": self.verdict,
            "period": _days(self.period),
            "leads": self.leads,
            "clients_wanted": self.wanted,
            "by_goal": self.by_goal,
            "leads_needed": self.needed_leads,
            "usual_conversion": self.usual_rate,
            "cohort": _days(self.cohort),
            "baseline": _days(self.baseline),
            "sides": {name: _plain(side) for name, side in self.sides().items()},
            "split": self.split and {name: getattr(self.split, name) for name in ("volume", "mix", "conversion", "total")},
        }


def diagnosis(period: Period, *, business: Business, as_of: datetime | None = None, against: str = BEFORE) -> Diagnosis:
    """Of a period with two ends. Seven queries, however many leads."""
    moment = as_of or timezone.now()
    params = {"business": business, "as_of": moment}
    today = moment.astimezone(business.zone).date()
    now = counting.until(period, today) or period
    cohort = latest_cohort(now, today=today, within_days=business.within_days)
    first_lead = counting.first_day(**params)
    first = counting.sales_on_record_since(first_lead, **params) or first_lead
    baseline = _baseline(cohort, first=first)
    leads = _tally(now, **params)
    then, usual = (_tally(days, **params) if days else None for days in (cohort, baseline))
    goals = Goal.objects.in_force(now.last_day)
    rate, rate_is_set = _usual_rate(goals, usual)
    wanted, by_goal = _wanted(goals, now, baseline=baseline, usual=usual)
    earlier = cohort.compared(against)
    before = earlier if first and earlier.start >= first else None
    return Diagnosis(
        as_of=moment,
        zone=business.time_zone,
        within_days=business.within_days,
        period=now,
        leads=leads.total.leads,
        wanted=wanted,
        by_goal=by_goal,
        usual_rate=rate,
        rate_is_set=rate_is_set,
        cohort=cohort,
        cohort_row=then.total,
        baseline=baseline,
        baseline_row=usual.total if usual else None,
        before=before,
        split=split(_mature(then), _mature(_tally(before, **params))) if before else None,
        judgement=judge(
            leads_by_source={key: row.leads for key, row in leads.rows.items()},
            needed_clients=wanted,
            baseline=_mature(usual) if usual else {},
            cohort=_mature(then),
            set_rate=rate if rate_is_set else None,
        ),
    )


def latest_cohort(period: Period, *, today: date, within_days: int) -> Period:
    """The period itself where all its leads are old enough, else the latest days that are, as many as it has."""
    youngest = today - timedelta(days=within_days)
    return period if period.end <= youngest else Period(youngest - (period.end - period.start), youngest)


def _baseline(cohort: Period, *, first: date | None) -> Period | None:
    if first is None or first >= cohort.start:
        return None
    return Period(max(first, shift_months(cohort.start, -BASELINE_MONTHS)), cohort.start)


def _usual_rate(goals: dict[str, Goal], usual: Tally | None) -> tuple[float | None, bool]:
    if Goal.Kind.CONVERSION in goals:
        return float(goals[Goal.Kind.CONVERSION].amount) / 100, True
    return (usual.total.conversion_within if usual else None), False


def _wanted(goals: dict[str, Goal], period: Period, *, baseline: Period | None, usual: Tally | None) -> tuple[float | None, bool]:
    if Goal.Kind.CLIENTS in goals:
        return float(goals[Goal.Kind.CLIENTS].over(period)), True
    if baseline is None:
        return None, False
    share = Decimal((period.end - period.start) // ONE_DAY) / ((baseline.end - baseline.start) // ONE_DAY)
    return float(usual.total.converted_within * share), False


def _tally(period: Period, *, business: Business, as_of: datetime) -> Tally:
    return counting.tally(period, business=business, by="source", as_of=as_of)


def _mature(tally: Tally) -> dict[str | None, tuple[int, int]]:
    return {key: (row.converted_within, row.mature_leads) for key, row in tally.rows.items() if row.mature_leads}


def _plain(side: Side) -> dict:
    return {
        "state": side.state,
        "ratio": Share.of(side.ratio),
        "low": Share.of(side.range and side.range.low),
        "high": Share.of(side.range and side.range.high),
        "more_leads": side.more_leads,
    }


def _days(period: Period | None) -> dict | None:
    return period and {"from": period.first_day.isoformat(), "to": period.last_day.isoformat()}


def for_command(period: Period, *, business: Business, as_of: datetime | None, by: str) -> Diagnosis:
    """Raises PeriodError for a period without two ends."""
    if period.start is None or period.end is None:
        raise PeriodError(_("This needs a first and a last day: leads are measured by what was wanted of so many days."))
    return diagnosis(period, business=business, as_of=as_of)
