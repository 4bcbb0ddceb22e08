"""What is open in sales, what it is worth, and what will be won of it and of what is still to come. METRICS.md, "Pipeline".

The chances are those that were seen, not ones that somebody typed. `statistics.forecasting` reckons; here is what it reckons with, and
how earlier forecasts, made again from what was known then, compare with what came.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.amounts import Share
from accounts.current_business import amount_cell
from accounts.models import Business
from reports.core.as_of import clock_text, iso_text
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period, PeriodError
from reports.metrics import stays
from reports.metrics.decided import Decided
from reports.statistics.forecasting import HORIZONS, History, Open, Outlook, Range, outlook
from sales.models import Sale, Stage

CHECKS = 6
"""Earlier moments at which the forecast is made again, as many days apart as it looks ahead, so that none sees what another saw."""
AMOUNTS = 1000
"""The latest sales whose amounts stand for what nobody knows yet."""


@dataclass(frozen=True)
class StageRow(Decided):
    """`value` sums what is known (None: nothing is), `unvalued` counts the rest. Of `decided` that were ever here, `won` were won.

    `stale`: longer here than the stage's promise says.
    """

    stage: Stage
    count: int = 0
    value: Decimal | None = None
    unvalued: int = 0
    stale: int = 0
    decided: int = 0
    won: int = 0

    @property
    def weighted(self) -> Decimal | None:
        """The known value times the win rate of this stage; None where either is unknown."""
        return None if self.value is None or not self.decided else self.value * self.won / self.decided

    @property
    def weighted_range(self) -> tuple[Decimal, Decimal] | None:
        if self.weighted is None:
            return None
        return self.value * Decimal(self.likely.low), self.value * Decimal(self.likely.high)


@dataclass(frozen=True)
class Check:
    """What would have been said at `at` of the `days` after it, and what came. `wins` None: there was not enough to say."""

    at: datetime
    days: int
    outlook: Outlook
    came: int

    @property
    def held(self) -> bool | None:
        return None if self.outlook.wins is None else self.came in self.outlook.wins.likely


COLUMNS = ("part", "name", "count", "value", "unvalued", "weighted", "stale", "decided", "won", "win_rate", "low", "high")
COLUMNS += ("expected", "from_open", "to_come", "came", "held")


@dataclass(frozen=True)
class Report:
    as_of: datetime
    zone: str
    rows: tuple[StageRow, ...]
    outlooks: tuple[Outlook, ...]
    checks: tuple[Check, ...]
    only: LeadFilters = ALL_LEADS

    @property
    def count(self) -> int:
        return sum(row.count for row in self.rows)

    @property
    def unvalued(self) -> int:
        return sum(row.unvalued for row in self.rows)

    @property
    def stale(self) -> int:
        return sum(row.stale for row in self.rows)

    @property
    def value(self) -> Decimal | None:
        return _sum(row.value for row in self.rows)

    @property
    def weighted(self) -> Decimal | None:
        """What is weighted; stages without a rate or a value are left out."""
        return _sum(row.weighted for row in self.rows)

    @property
    def made(self) -> tuple[Check, ...]:
        """The checks at which there was enough to say something."""
        return tuple(check for check in self.checks if check.held is not None)

    @property
    def held(self) -> int:
        return sum(bool(check.held) for check in self.made)

    @property
    def footer(self) -> str:
        moment = clock_text(self.as_of, zone=self.zone)
        return f"As of {moment}. Ranges hold 95 of 100 outcomes; {self.held} of {len(self.made)} earlier ones held."

    def table(self) -> list[list]:
        lines = [_stage_line(row) for row in self.rows]
        for horizon in self.outlooks:
            lines += [{"part": part, "name": horizon.days} | values for part, values in _ranges(horizon).items()]
        for check in self.checks:
            day = check.at.astimezone(ZoneInfo(self.zone)).date()
            params = {"part": "check", "name": f"{day} +{check.days}", "came": check.came, "held": check.held}
            lines.append(params | _range(check.outlook.wins))
        return [list(COLUMNS), *([line.get(name) for name in COLUMNS] for line in lines)]

    def as_dict(self) -> dict:
        return {
            "report": "forecast",
            "as_of": iso_text(self.as_of, zone=self.zone),
            "zone": self.zone,
            "only": self.only.as_query(),
            "rows": [_stage_line(row) for row in self.rows],
            "next": [{"days": horizon.days} | _ranges(horizon) for horizon in self.outlooks],
            "checks": [self._check(check) for check in self.checks],
        }

    def _check(self, check: Check) -> dict:
        at = iso_text(check.at, zone=self.zone)
        return {"at": at, "days": check.days, "wins": _range(check.outlook.wins), "came": check.came, "held": check.held}


def report(*, business: Business, as_of: datetime | None = None, only: LeadFilters = ALL_LEADS) -> Report:
    """The pipeline and the forecast as things stood at `as_of` (now), and earlier forecasts. Six queries, however many opportunities."""
    moment = as_of or timezone.now()
    moments = [moment, *(moment - timedelta(days=HORIZONS[-1] * ago) for ago in range(1, CHECKS + 1))]
    params = {"as_of": moment, "moments": moments, "only": only}
    histories, standing, came = stays.histories(params)
    open_now = [(stage, days, value) for stage, value, days in stays.rows(stays.NOW, params)]
    amounts = _amounts(moment, only=only)
    pipeline = [Open.since(days, stage, None if value is None else float(value)) for stage, days, value in open_now]
    return Report(
        as_of=moment,
        zone=business.time_zone,
        rows=_stages(open_now, stays.rows(stays.RATES, params), business=business, as_of=moment),
        outlooks=tuple(outlook(pipeline, histories[0], amounts=amounts)),
        checks=tuple(_checks(moments[1:], histories[1:], standing[1:], came[1:])),
        only=only,
    )


def _checks(moments: list[datetime], histories: list[History], standing: list[list[Open]], came: list[Counter]) -> Iterable[Check]:
    for at, history, pipeline, after in zip(moments, histories, standing, came, strict=True):
        for horizon in outlook(pipeline, history):
            yield Check(at, horizon.days, horizon, after[horizon.days])


def _stages(open_now: list[tuple], rates: list[tuple], *, business: Business, as_of: datetime) -> tuple[StageRow, ...]:
    """The open stages in their order; one out of use only while something stands in it."""
    decided = {stage: numbers for stage, *numbers in rates}
    today = as_of.astimezone(business.zone).date()
    rows = []
    standing = {stage for stage, _days, _value in open_now}
    for stage in Stage.objects.filter(Q(retired_at=None) | Q(pk__in=standing), kind=Stage.Kind.OPEN).order_by("position", "pk"):
        here = [(days, value) for key, days, value in open_now if key == stage.pk]
        known = [value for _days, value in here if value is not None]
        since = [(today - (as_of - timedelta(days=days)).astimezone(business.zone).date()).days for days, _value in here]
        stale = sum(days > stage.promise_days for days in since) if stage.promise_days is not None else 0
        rows.append(StageRow(stage, len(here), _sum(known), len(here) - len(known), stale, *decided.get(stage.pk, (0, 0))))
    return tuple(rows)


def _amounts(moment: datetime, *, only: LeadFilters) -> list[float]:
    """What the latest sales brought, less what was given back; those of unknown amount left out. One query."""
    sales = Sale.objects.standing().filter(stays.whose(only), amount__isnull=False, sold_at__lt=moment)
    return [float(net) for net in sales.order_by("-sold_at", "-pk").values_list("net", flat=True)[:AMOUNTS]]


def _sum(values: Iterable) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _stage_line(row: StageRow) -> dict:
    likely = row.likely
    money = {"value": amount_cell(row.value), "weighted": amount_cell(row.weighted)}
    counts = {name: getattr(row, name) for name in ("count", "unvalued", "stale", "decided", "won")}
    shares = {"win_rate": row.win_rate, "low": likely and likely.low, "high": likely and likely.high}
    return {"part": "stage", "name": row.stage.name} | counts | money | {name: Share.of(share) for name, share in shares.items()}


def _ranges(ahead: Outlook) -> dict[str, dict]:
    """Wins are numbers, revenue is money."""
    return {"wins": _range(ahead.wins), "revenue": {name: amount_cell(value) for name, value in _range(ahead.revenue).items()}}


def _range(outcome: Range | None) -> dict:
    """None for what there was not enough to say of."""
    names = ("expected", "low", "high", "from_open", "to_come")
    if outcome is None:
        return dict.fromkeys(names)
    return dict(zip(names, (outcome.expected, outcome.likely.low, outcome.likely.high, outcome.pipeline, outcome.to_come), strict=True))


def for_command(period: Period, *, business: Business, as_of: datetime | None, by: str) -> Report:
    """Raises PeriodError for any days."""
    if not period.is_everything:
        raise PeriodError(_("A forecast looks ahead from one moment (--as-of), and takes no days."))
    return report(business=business, as_of=as_of)
