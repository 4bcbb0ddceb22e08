"""How each stage of the playbook does, and whether its steps go together with winning. METRICS.md, "Playbook adherence".

What goes together is no proof: a step may be done because the sale was going well already. The pages say so.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone
from psycopg2.sql import SQL, Composed

from accounts.amounts import Share
from accounts.models import Business
from reports.core.base import BaseReport
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from reports.metrics.decided import Decided
from reports.statistics import stats
from sales.models import PlaybookVersion, Stage

# A stay is one time in one stage. What came and went in the same moment was only written down (a repeat sale, entered
# when it was made), and walked through no stage. An opportunity belongs to the period in which it first entered the stage.
STAYS = SQL("""
WITH moves AS (
    SELECT m.opportunity_id, m.to_stage_id AS stage_id, m.at, lead(m.at) OVER later AS left_at, lead(m.id) OVER later AS next_id,
           last_value(s.kind) OVER (later ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ended,
           last_value(m.to_stage_id) OVER (later ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS stands_in
    FROM sales_stagechange m JOIN sales_stage s ON s.id = m.to_stage_id
    WHERE coalesce(m.at, m.written_at) < %(as_of)s AND {lately} AND {narrowed}
    WINDOW later AS (PARTITION BY m.opportunity_id ORDER BY m.id)
), walked AS (
    SELECT *, min(at) OVER (PARTITION BY opportunity_id, stage_id) AS first_at FROM moves
    WHERE at IS NULL OR at IS DISTINCT FROM left_at OR next_id IS NULL
), stays AS (
    SELECT *, ended IN ('won', 'lost') AS decided, ended = 'won' AS won, stands_in <> stage_id AS went_on FROM walked
    WHERE (%(start)s::timestamptz IS NULL OR first_at >= %(start)s) AND (%(end)s::timestamptz IS NULL OR first_at < %(end)s)
)
""")
BY_STAGE = SQL("""
SELECT stage_id,
       count(DISTINCT opportunity_id),
       count(DISTINCT opportunity_id) FILTER (WHERE went_on),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY (left_at AT TIME ZONE %(zone)s)::date - (at AT TIME ZONE %(zone)s)::date)
           FILTER (WHERE at IS NOT NULL AND left_at IS NOT NULL),
       count(DISTINCT opportunity_id) FILTER (WHERE decided),
       count(DISTINCT opportunity_id) FILTER (WHERE won),
       count(DISTINCT opportunity_id) FILTER (WHERE open.opportunity_id IS NULL)
FROM stays LEFT JOIN (
    SELECT DISTINCT w.opportunity_id FROM walked w JOIN sales_stage o ON o.id = w.stage_id WHERE o.kind = 'open'
) open USING (opportunity_id)
GROUP BY stage_id
""")
# Goes on from STAYS. A step is asked of those that stood in its stage while the playbook named it; nobody could do it before or after.
TOLD = SQL("""
, lives AS (
    SELECT * FROM unnest(%(steps)s::bigint[], %(stages)s::bigint[], %(starts)s::timestamptz[], %(ends)s::timestamptz[])
        AS life (step_id, stage_id, starts, ends)
), asked AS (
    SELECT life.step_id, stays.opportunity_id, bool_or(went_on) AS went_on, bool_or(decided) AS decided, bool_or(won) AS won
    FROM stays JOIN lives life ON life.stage_id = stays.stage_id
    WHERE stays.at < coalesce(life.ends, 'infinity') AND (stays.next_id IS NULL OR stays.left_at >= life.starts)
    GROUP BY 1, 2
), told AS (
    SELECT asked.*, EXISTS (SELECT FROM sales_stepdone d WHERE d.step_id = asked.step_id AND d.opportunity_id = asked.opportunity_id
        AND d.at < %(as_of)s AND (d.undone_at IS NULL OR d.undone_at >= %(as_of)s)) AS done
    FROM asked
)
""")
BY_STEP = SQL("""
SELECT step_id,
       count(*) FILTER (WHERE went_on OR decided), count(*) FILTER (WHERE (went_on OR decided) AND done),
       count(*) FILTER (WHERE decided AND done), count(*) FILTER (WHERE won AND done),
       count(*) FILTER (WHERE decided AND NOT done), count(*) FILTER (WHERE won AND NOT done)
FROM told GROUP BY step_id
""")
# Of the opportunities that came to any stage in the period: only they can have come to one for the first time.
LATELY = SQL("""
m.opportunity_id IN (SELECT opportunity_id FROM sales_stagechange WHERE at >= %(start)s AND (%(end)s::timestamptz IS NULL OR at < %(end)s))
""")
# Of the opportunities whose leads it is narrowed to.
THOSE = SQL("""
m.opportunity_id IN (
    SELECT o.id FROM sales_opportunity o JOIN leads_lead l ON l.id = o.lead_id LEFT JOIN leads_contact own ON own.id = l.contact_id
    WHERE {narrowed})
""")


@dataclass(frozen=True)
class StepRow:
    """One step as it is worded now. Of `left`, those that are through with the stage, `done` had it ticked.

    Of the decided, `won_with` of `with_it` were won with the step done and `won_without` of `without_it` without.
    """

    step_id: int
    text: str
    required: bool
    left: int = 0
    done: int = 0
    with_it: int = 0
    won_with: int = 0
    without_it: int = 0
    won_without: int = 0

    @property
    def share_done(self) -> float | None:
        return self.done / self.left if self.left else None

    @property
    def rate_with(self) -> float | None:
        return self.won_with / self.with_it if self.with_it else None

    @property
    def rate_without(self) -> float | None:
        return self.won_without / self.without_it if self.without_it else None

    @property
    def difference(self) -> stats.Interval | None:
        return stats.newcombe_difference(self.won_with, self.with_it, self.won_without, self.without_it)

    @property
    def goes_together(self) -> str:
        """more, less, or empty where the likely range of the difference has zero in it, or there is none."""
        result = self.difference
        if result is None or 0 in result:
            return ""
        return "more" if result.low > 0 else "less"


@dataclass(frozen=True)
class StageRow(Decided):
    """`entered`: opportunities that came here in the period; `left`: those of them that stand elsewhere by now.

    `median_days` is of the stays that ended, in calendar days. Of those that entered, `decided` were won or lost, `won` won,
    and `at_once` walked through no open stage: a sale entered when it was made.
    """

    stage: Stage
    steps: tuple[StepRow, ...] = ()
    entered: int = 0
    left: int = 0
    median_days: float | None = None
    decided: int = 0
    won: int = 0
    at_once: int = 0

    @property
    def share_done(self) -> float | None:
        """Of all steps that could have been done by those that went on, the share that was."""
        left = sum(step.left for step in self.steps)
        return sum(step.done for step in self.steps) / left if left else None


COLUMNS = ("stage", "step", "required", "entered", "left", "median_days", "decided", "won", "win_rate", "low", "high", "share_done")
COLUMNS += ("with_it", "won_with", "without_it", "won_without", "difference_low", "difference_high")


@dataclass(frozen=True, kw_only=True)
class Report(BaseReport):
    """The stages in use in their order, each with the steps its page names now."""

    name = "playbook"

    rows: tuple[StageRow, ...]

    @property
    def at_once(self) -> int:
        """Of those that came to the end in the period, those that walked through no stage."""
        return sum(row.at_once for row in self.rows if not row.stage.is_open)

    def table(self) -> list[list]:
        """As CSV has it: a line a stage, its steps below it."""
        lines = [line for row in self.rows for line in (_stage_line(row), *(_step_line(row, step) for step in row.steps))]
        return [list(COLUMNS), *([line.get(name) for name in COLUMNS] for line in lines)]

    @property
    def note(self) -> str:
        return "With and without a step: goes together, not proof."

    def as_dict(self) -> dict:
        return {
            **self.head(),
            "note": "goes together, not proof",
            "rows": [_stage_line(row) | {"steps": [_step_line(row, step) for step in row.steps]} for row in self.rows],
        }


def report(
    period: Period, *, business: Business, as_of: datetime | None = None, stage: Stage | None = None, only: LeadFilters = ALL_LEADS
) -> Report:
    """Opportunities that first entered a stage in `period`, as things stood at `as_of` (now). `stage`: that one only.

    Five queries, however many opportunities; the texts of steps are those in force now.
    """
    moment = as_of or timezone.now()
    start, end = period.bounds(business.zone)
    stays, values = stays_of(only, since=start)
    params = {"start": start, "end": end, "as_of": moment, "zone": business.time_zone} | values
    stages = [stage] if stage else list(Stage.objects.in_use())
    versions = _versions(stages)
    by_stage = {row[0]: row[1:] for row in _rows(stays + BY_STAGE, params)}
    by_step = {row[0]: row[1:] for row in _rows(stays + TOLD + BY_STEP, params | _lives(versions))}
    newest = {version.stage_id: version for version in versions}
    rows = [StageRow(stage, _steps(newest.get(stage.pk), by_step), *by_stage.get(stage.pk, ())) for stage in stages]
    return Report(period=period, as_of=moment, zone=business.time_zone, only=only, rows=tuple(rows))


def stays_of(only: LeadFilters = ALL_LEADS, *, since: datetime | None) -> tuple[Composed, dict[str, str]]:
    """STAYS of what it is narrowed to, and the parameters that takes; where nothing is narrowed, no lead is looked up."""
    narrowed, values = only.sql()
    lately = LATELY if since else SQL("TRUE")
    return STAYS.format(lately=lately, narrowed=THOSE.format(narrowed=narrowed) if only else SQL("TRUE")), values


def _steps(version: PlaybookVersion | None, report: dict) -> tuple[StepRow, ...]:
    wordings = version.steps.all() if version else ()
    return tuple(StepRow(wording.step_id, wording.text, wording.required, *report.get(wording.step_id, ())) for wording in wordings)


def named_now() -> dict[str, list]:
    """The parameters of TOLD for the steps that pages name now: what `share_done` is about. Three queries."""
    versions = _versions(list(Stage.objects.in_use()))
    newest = {version.stage_id: version for version in versions}.values()
    return _lives(versions, only={wording.step_id for version in newest for wording in version.steps.all()})


def _versions(stages: list[Stage]) -> list[PlaybookVersion]:
    return list(PlaybookVersion.objects.filter(stage__in=stages).order_by("stage_id", "number").prefetch_related("steps"))


def _lives(versions: list[PlaybookVersion], *, only: set[int] | None = None) -> dict[str, list]:
    """From when until when the playbook named each step: from its first version to the one after its last."""
    lives: dict[int, list] = {}
    for version, after in zip(versions, [*versions[1:], None][: len(versions)], strict=True):
        until = after.at if after and after.stage_id == version.stage_id else None
        for wording in version.steps.all():
            life = lives.setdefault(wording.step_id, [wording.step_id, version.stage_id, version.at, None])
            life[3] = until
    kept = [life for step, life in lives.items() if only is None or step in only]
    columns = [list(column) for column in zip(*kept, strict=True)] or [[], [], [], []]
    return dict(zip(("steps", "stages", "starts", "ends"), columns, strict=True))


def _rows(query: Composed, params: dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), params)
        return cursor.fetchall()


def _stage_line(row: StageRow) -> dict:
    likely = row.likely
    shares = {"win_rate": row.win_rate, "share_done": row.share_done, "low": likely and likely.low, "high": likely and likely.high}
    counts = {name: getattr(row, name) for name in ("entered", "left", "median_days", "decided", "won")}
    return {"stage": row.stage.name} | counts | {name: Share.of(share) for name, share in shares.items()}


def _step_line(row: StageRow, step: StepRow) -> dict:
    names = ("required", "left", "with_it", "won_with", "without_it", "won_without")
    result = step.difference
    shares = {"share_done": step.share_done, "difference_low": result and result.low, "difference_high": result and result.high}
    plain = {"stage": row.stage.name, "step": step.text} | {name: getattr(step, name) for name in names}
    return plain | {name: Share.of(share) for name, share in shares.items()}
