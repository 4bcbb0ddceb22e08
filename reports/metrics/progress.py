"""How far each new-business lead came: received, handed over, accepted, each open stage in the business's order, client.

A lead counts once, at the furthest step it ever came to, whichever of its opportunities came there. It has passed every step
before that one, also those it jumped over; coming back changes nothing. Opportunities in stages no longer in use were accepted.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from accounts.models import Business
from leads.hooks import Choices
from leads.models import Lead
from reports.core.periods import Period
from reports.metrics import counting
from sales.models import Stage

RECEIVED, HANDED_OVER, ACCEPTED, CLIENT = "received", "handed_over", "accepted", "client"
BOUGHT = "bought"
"""No step: it bought, so it came past every stage, but somebody who was made a client by another of their enquiries."""
FIRST_STAGE = 3

# Goes on from `facts`. A hand-over that was taken back is none. A move of unknown time counts from when it was written down.
# Won is only what is won by now, so that a sale that was reversed brings no lead past a stage it never stood in.
WAY = SQL("""
, steps AS (
    SELECT * FROM unnest(%(stages)s::bigint[]) WITH ORDINALITY AS step (stage_id, place)
), stood AS (
    SELECT f.id, 1 AS rank FROM facts f JOIN leads_handoff h ON h.lead_id = f.id WHERE h.taken_back_at IS NULL AND h.at < %(as_of)s
    UNION SELECT f.id, 2 FROM facts f JOIN sales_opportunity o ON o.lead_id = f.id WHERE o.made_at < %(as_of)s
    UNION SELECT f.id, 2 + step.place::int
    FROM facts f JOIN sales_opportunity o ON o.lead_id = f.id JOIN sales_stagechange m ON m.opportunity_id = o.id
    JOIN steps step ON step.stage_id = m.to_stage_id
    WHERE coalesce(m.at, m.written_at) < %(as_of)s
), far AS (
    SELECT id, max(rank) AS rank, array_agg(rank ORDER BY rank) AS stood FROM stood GROUP BY id
), way AS (
    SELECT f.*, coalesce(far.stood, ARRAY[]::int[]) AS stood,
           CASE WHEN f.converted THEN 'client' WHEN f.unfinished THEN 'still'
                WHEN f.state = 'won' THEN 'bought' ELSE f.state END AS outcome,
           CASE WHEN f.converted THEN %(last)s WHEN NOT f.unfinished AND f.state = 'won' THEN %(last)s - 1
                ELSE coalesce(far.rank, 0) END AS furthest
    FROM facts f LEFT JOIN far ON far.id = f.id
)
""")

WHERE = {
    "reached": SQL("furthest >= %(rank)s"),
    "stopped_at": SQL("furthest = %(rank)s AND outcome IN ('lost', 'disqualified')"),
    "still_at": SQL("furthest = %(rank)s AND outcome = 'still'"),
    "jumped": SQL("furthest > %(rank)s AND %(rank)s > 0 AND NOT %(rank)s = ANY(stood)"),
    BOUGHT: SQL("outcome = 'bought'"),
}


@dataclass(frozen=True)
class Step:
    """`key` is what an address calls it: the id of a stage, or one of the words above. `rank` counts from 0."""

    key: str
    label: str
    rank: int


def steps() -> tuple[Step, ...]:
    """In their order. One query."""
    stages = [(str(pk), name) for pk, name in Stage.objects.open().values_list("pk", "name")]
    before = [(RECEIVED, _("Received")), (HANDED_OVER, _("Handed over")), (ACCEPTED, _("Accepted by sales"))]
    return tuple(Step(key, label, rank) for rank, (key, label) in enumerate([*before, *stages, (CLIENT, _("Clients"))]))


def sql_params(way: tuple[Step, ...]) -> dict:
    """The parameters of WAY."""
    return {"stages": [int(step.key) for step in way[FIRST_STAGE:-1]], "last": way[-1].rank}


def choices() -> Choices:
    """For the filters of the lead list."""
    return [*((step.key, step.label) for step in steps()), (BOUGHT, _("bought, a client through another enquiry"))]


def leads_where(question: str, key: str, *, as_of: datetime | None) -> QuerySet[Lead]:
    """New business at a step, as the funnel counts it, whenever it was received.

    `question`: "reached" (came at least to the step), "stopped_at" (ended there), "still_at" (is there, neither won nor ended) or
    "jumped" (came further without having been there).
    """
    way = steps()
    rank = {step.key: step.rank for step in way}.get(key)
    if rank is None and (key, question) != (BOUGHT, "stopped_at"):
        return Lead.objects.none()
    where = WHERE[BOUGHT if key == BOUGHT else question]
    query = counting.as_text(
        WAY + SQL("SELECT id FROM way WHERE ") + where,
        period=Period(),
        business=Business.current(),
        by="source",
        as_of=as_of or timezone.now(),
        more=sql_params(way) | {"rank": rank},
    )
    # Its values stand in the text already: what Django puts into its own query goes by place, not by name.
    return Lead.objects.filter(pk__in=RawSQL(query.replace("%", "%%"), ()))  # noqa: S611 - quoted by the driver
