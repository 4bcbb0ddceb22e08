"""One cohort from the enquiry to the client: where its leads went on, where they ended, and where they still are.

Nobody is left out for not having arrived: at each step the leads that came there are those that went on, those that ended there
and those still there, and these add up.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import combinations, pairwise
from statistics import NormalDist
from typing import Literal

from django.utils import timezone
from psycopg2.sql import SQL

from accounts.amounts import Share
from accounts.models import Business
from reports.core.as_of import iso_text
from reports.core.base import CountedReport, iso_day
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import BEFORE, Period
from reports.metrics import counting, progress
from reports.statistics import stats

COUNTS = progress.WAY + SQL("SELECT furthest, outcome, stood, count(*) FROM way GROUP BY 1, 2, 3")

# Stays that ended: with marketing, waiting for sales, in each stage; and from received to won. Calendar days. What came and went in
# the same moment was only written down, and stood nowhere.
TIMES = progress.WAY + SQL("""
, moves AS (
    SELECT m.to_stage_id, m.id, m.at, lead(m.at) OVER later AS left_at, lead(m.id) OVER later AS next_id
    FROM way w JOIN sales_opportunity o ON o.lead_id = w.id JOIN sales_stagechange m ON m.opportunity_id = o.id
    WHERE coalesce(m.at, m.written_at) < %(as_of)s
    WINDOW later AS (PARTITION BY m.opportunity_id ORDER BY m.id)
), hands AS (
    SELECT w.id, w.received_on, h.at, h.decided_at, row_number() OVER (PARTITION BY w.id ORDER BY h.at, h.id) AS number
    FROM way w JOIN leads_handoff h ON h.lead_id = w.id WHERE h.taken_back_at IS NULL AND h.at < %(as_of)s
), stays AS (
    SELECT 0 AS rank, (at AT TIME ZONE %(zone)s)::date - received_on AS days FROM hands WHERE number = 1
    UNION ALL SELECT 1, (decided_at AT TIME ZONE %(zone)s)::date - (at AT TIME ZONE %(zone)s)::date FROM hands WHERE decided_at < %(as_of)s
    UNION ALL SELECT 2 + step.place::int, (m.left_at AT TIME ZONE %(zone)s)::date - (m.at AT TIME ZONE %(zone)s)::date
    FROM moves m JOIN steps step ON step.stage_id = m.to_stage_id WHERE m.next_id IS NOT NULL AND m.at <> m.left_at
    UNION ALL SELECT %(last)s, won_on - received_on FROM way WHERE converted
)
SELECT rank, count(days), percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY days)
FROM stays WHERE days IS NOT NULL GROUP BY rank
""")

FEW = 3
"""As many steps that cannot be told apart are worth naming; of more, nothing is said."""

type Leak = Literal["more", "less", "cant_tell"]


@dataclass(frozen=True)
class Days:
    """Half of `stays` took between `low` and `high` calendar days, half of them fewer than `median`."""

    stays: int
    low: float
    median: float
    high: float


@dataclass(frozen=True)
class Row:
    """One step. Of the `reached`, `went_on` came to a later one, `lost` and `disqualified` ended here, `still` are here, and `bought`
    did so without being the enquiry that made a client.

    `jumped`: of those that went on, never seen here. `before`: leads that came to the step before this one. `may_come`: leads still
    at an earlier step. `then` and `then_before`: reached, and before, of the period before at the same age; None: nothing to compare.
    """

    step: progress.Step
    all: int
    before: int
    reached: int = 0
    went_on: int = 0
    lost: int = 0
    disqualified: int = 0
    still: int = 0
    bought: int = 0
    jumped: int = 0
    may_come: int = 0
    days: Days | None = None
    then: int | None = None
    then_before: int | None = None
    change: stats.Interval | None = None
    leak: Leak = "cant_tell"

    @property
    def stopped(self) -> int:
        return self.lost + self.disqualified

    @property
    def decided(self) -> int:
        """Those through with the step: went on or ended here."""
        return self.went_on + self.stopped

    @property
    def of_before(self) -> float | None:
        return self.reached / self.before if self.before else None

    @cached_property
    def of_before_range(self) -> stats.Interval | None:
        return stats.wilson(self.reached, self.before)

    @property
    def of_all(self) -> float | None:
        return self.reached / self.all if self.all else None

    @cached_property
    def of_all_range(self) -> stats.Interval | None:
        return stats.wilson(self.reached, self.all)

    @property
    def ended(self) -> float | None:
        """Of those through with the step, the share that ended here."""
        return self.stopped / self.decided if self.decided else None

    @cached_property
    def ended_range(self) -> stats.Interval | None:
        return stats.wilson(self.stopped, self.decided)

    @property
    def then_of_before(self) -> float | None:
        return self.then / self.then_before if self.then_before else None

    @property
    def changed(self) -> str:
        """more or fewer go on to here than in the period before; empty where the range of the difference has zero in it."""
        if self.change is None or 0 in self.change:
            return ""
        return "more" if self.change.low > 0 else "fewer"

    def as_dict(self) -> dict:
        """Shares between 0 and 1, None for "–"."""
        counts = ("reached", "went_on", "lost", "disqualified", "still", "bought", "jumped")
        return {
            "step": self.step.label,
            **{name: getattr(self, name) for name in counts},
            **_share("of_before", self.of_before, self.of_before_range),
            **_share("of_all", self.of_all, self.of_all_range),
            **_share("ended", self.ended, self.ended_range),
            "loses": self.leak,
            "then_of_before": Share.of(self.then_of_before),
            "change_low": Share.of(self.change and self.change.low),
            "change_high": Share.of(self.change and self.change.high),
            "stays": self.days.stays if self.days else 0,
            "days_low": self.days and self.days.low,
            "days_median": self.days and self.days.median,
            "days_high": self.days and self.days.high,
        }


def _share(name: str, share: float | None, likely: stats.Interval | None) -> dict:
    return {name: Share.of(share), f"{name}_low": Share.of(likely and likely.low), f"{name}_high": Share.of(likely and likely.high)}


COLUMNS = tuple(Row(progress.Step("", "", 0), 0, 0).as_dict())


@dataclass(frozen=True, kw_only=True)
class Report(CountedReport):
    """`worst`: the step that loses most, with those it cannot be told from; empty: it cannot be told from any.

    `compared` is the period before and the moment it was seen from, as long after it as `as_of` is after this one.
    """

    name = "funnel"

    rows: tuple[Row, ...]
    worst: tuple[Row, ...]
    compared: tuple[Period, datetime] | None

    @property
    def leads(self) -> int:
        return self.rows[0].reached

    @property
    def clients(self) -> Row:
        return self.rows[-1]

    def table(self) -> list[list]:
        return [list(COLUMNS), *([*row.as_dict().values()] for row in self.rows)]

    def as_dict(self) -> dict:
        then = self.compared and {"from": iso_day(self.compared[0].first_day), "to": iso_day(self.compared[0].last_day)}
        return {
            **self.head(),
            "rows": [{"key": row.step.key} | row.as_dict() for row in self.rows],
            "loses_most": [row.step.key for row in self.worst],
            "compared_with": then and then | {"as_of": iso_text(self.compared[1], zone=self.zone)},
            "left_out": self.left_out,
        }


def report(
    period: Period, *, business: Business, as_of: datetime | None = None, only: LeadFilters = ALL_LEADS, against: str = BEFORE
) -> Report:
    """The leads received in `period` and how far they came by `as_of` (now). Five queries, however many leads."""
    moment = as_of or timezone.now()
    steps = progress.steps()
    params = {"business": business, "by": "source", "more": progress.sql_params(steps), "only": only}
    now = _counted(counting.facts(COUNTS, period=period, as_of=moment, **params), steps)
    compared = _as_old(period, moment, against=against)
    then = _counted(counting.facts(COUNTS, period=compared[0], as_of=compared[1], **params), steps) if compared else None
    days = {rank: Days(stays, *at) for rank, stays, at in counting.facts(TIMES, period=period, as_of=moment, **params)}
    rows = _judged(_rows(steps, now, then=then, days=days))
    return Report(
        period=period,
        as_of=moment,
        zone=business.time_zone,
        rows=tuple(rows),
        worst=_worst(rows),
        compared=compared if then and then[0]["reached"] else None,
        left_out=counting.left_out(period, business=business, as_of=moment, only=only),
        only=only,
    )


def _as_old(period: Period, as_of: datetime, *, against: str) -> tuple[Period, datetime] | None:
    """The period before, seen from as many days after it, so that its leads had as much time."""
    before = period.compared(against)
    return (before, as_of - timedelta(days=(period.start - before.start).days)) if before else None


def _counted(rows: Iterable[tuple], steps: tuple[progress.Step, ...]) -> list[Counter]:
    """Per step: reached, went_on, jumped, and how those that came no further stand."""
    counts = [Counter() for _ in steps]
    for furthest, outcome, stood, leads in rows:
        for count, step in zip(counts[: furthest + 1], steps, strict=False):
            count["reached"] += leads
            count["went_on"] += leads if step.rank < furthest else 0
            count["jumped"] += leads if 0 < step.rank < furthest and step.rank not in stood else 0
        counts[furthest][outcome] += leads
    return counts


def _rows(steps: tuple[progress.Step, ...], now: list[Counter], *, then: list[Counter] | None, days: dict[int, Days]) -> list[Row]:
    rows, may_come = [], 0
    names = ("reached", "went_on", "lost", "disqualified", "still", "bought", "jumped")
    z = _z_of_all(now, then)
    for step, count in zip(steps, now, strict=True):
        before = now[max(step.rank - 1, 0)]["reached"]
        compared = {}
        if then and then[0]["reached"] and step.rank:
            then_reached, then_before = then[step.rank]["reached"], then[step.rank - 1]["reached"]
            change = stats.newcombe_difference(count["reached"], before, then_reached, then_before, z=z)
            compared = {"then": then_reached, "then_before": then_before, "change": change}
        counted = {name: count[name] for name in names}
        rows.append(Row(step, now[0]["reached"], before, **counted, **compared, may_come=may_come, days=days.get(step.rank)))
        may_come += count["still"]
    return rows


def _z_of_all(now: list[Counter], then: list[Counter] | None) -> float:
    """So wide that all steps compared hold together in 95 of 100 cases (Bonferroni)."""
    sides = list(zip(pairwise(now), pairwise(then), strict=True)) if then else []
    compared = sum(1 for (before, _), (then_before, _) in sides if before["reached"] and then_before["reached"])
    return NormalDist().inv_cdf(1 - stats.LEVEL / (2 * max(compared, 1)))


def _judged(rows: list[Row]) -> list[Row]:
    """Each step against all others together (mid-p Fisher, Benjamini–Hochberg over the steps)."""
    able = _able_to_lose(rows)
    kinds = stats.against_the_rest([(row.stopped, row.decided) for row in able])
    leaks: dict[str, Leak] = {
        row.step.key: {"better": "more", "worse": "less"}.get(verdict.kind, "cant_tell") for row, verdict in zip(able, kinds, strict=True)
    }
    return [replace(row, leak=leaks.get(row.step.key, "cant_tell")) for row in rows]


def _worst(rows: list[Row]) -> tuple[Row, ...]:
    """The step with the largest loss, and those it cannot be told from; none where these are all, or many.

    Benjamini–Hochberg over all pairs, since the largest was picked for being so.
    """
    able = [row for row in _able_to_lose(rows) if row.decided]
    if len(able) < 2:
        return ()
    most = max(able, key=lambda row: row.ended)
    pairs = list(combinations(able, 2))
    tests = [stats.mid_p_fisher(row.stopped, row.decided, other.stopped, other.decided) for row, other in pairs]
    less = {
        id(row)
        for pair, q in zip(pairs, stats.benjamini_hochberg(tests), strict=True)
        for row in pair
        if most in pair and row is not most and q <= stats.LEVEL
    }
    result = tuple(row for row in able if id(row) not in less)
    return result if len(result) < len(able) and len(result) <= FEW else ()


def _able_to_lose(rows: list[Row]) -> list[Row]:
    """Not the clients, and not what was accepted: an opportunity stands in its first stage from the start, so nothing ends between."""
    return [row for row in rows[:-1] if row.step.key != progress.ACCEPTED]
