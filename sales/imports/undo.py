"""Sales' part of a file taken back and brought back: deals, what was sold on them, and who is a client by what is left."""

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from accounts.models import User
from leads.imports.undo.children import Child, registry
from leads.imports.undo.history import Change, Tracked, execute
from sales.models import Opportunity, Refund, Sale, Stage, StageChange

OF_THE_OPPORTUNITY = SQL("(SELECT o.lead_id FROM sales_opportunity o WHERE o.id = t.opportunity_id)")
OF_THE_SALE = SQL("(SELECT o.lead_id FROM sales_sale s JOIN sales_opportunity o ON o.id = s.opportunity_id WHERE s.id = t.sale_id)")

# Who is a client by the sales that stand: the one sold earliest; one sold at an unknown time where no other is known. As in restating.
RESTATE = """
UPDATE leads_contact c SET client_lead_id = first.lead_id, client_since = first.sold_at
FROM unnest(%(contacts)s::bigint[]) AS affected (id)
LEFT JOIN LATERAL (
    SELECT o.lead_id, s.sold_at FROM sales_sale s JOIN sales_opportunity o ON o.id = s.opportunity_id
    WHERE s.contact_id = affected.id AND s.reversed_at IS NULL ORDER BY s.sold_at NULLS LAST, s.id LIMIT 1) first ON TRUE
WHERE c.id = affected.id AND (c.client_lead_id, c.client_since) IS DISTINCT FROM (first.lead_id, first.sold_at)
"""

# The last that was written of each of these deals.
LAST = SQL("""
SELECT DISTINCT ON (deal.id) deal.lead_id, change.written_at FROM sales_opportunity deal
JOIN sales_stagechange change ON change.opportunity_id = deal.id
WHERE deal.id = ANY(%(deals)s::uuid[]) ORDER BY deal.id, change.id DESC
""")
# As sales.pipeline.planned_activities does it for one deal.
PLAN_AGAIN = SQL("""
UPDATE leads_activity plan SET dropped_at = NULL, changed_at = now() FROM ({last}) last
WHERE plan.lead_id = last.lead_id AND plan.dropped_at = last.written_at
""").format(last=LAST)
DROP = SQL("""
UPDATE leads_activity plan SET dropped_at = last.written_at, changed_at = last.written_at FROM ({last}) last
WHERE plan.lead_id = last.lead_id AND plan.done_at IS NULL AND plan.dropped_at IS NULL AND plan.due_on IS NOT NULL
  AND NOT EXISTS (SELECT FROM leads_lead thanked WHERE thanked.thanks_id = plan.id)
  AND NOT EXISTS (SELECT FROM sales_opportunity other JOIN sales_stage stage ON stage.id = other.stage_id
                  WHERE other.lead_id = plan.lead_id AND stage.kind = 'open' AND other.id <> ALL(%(deals)s::uuid[]))
""").format(last=LAST)


def restate(contacts: list[int]) -> None:
    """One statement for any number of contacts. What became of their leads is put back with the leads."""
    with connection.cursor() as cursor:
        cursor.execute(RESTATE, {"contacts": contacts})


def plan_again(deals: list) -> None:
    """What was planned when these deals closed, before they open again, or go."""
    execute(PLAN_AGAIN, {"deals": deals})


def drop_plans(deals: list) -> None:
    """Of deals that are closed again, once that is written."""
    closed = Opportunity.objects.filter(pk__in=deals).exclude(stage__kind=Stage.Kind.OPEN)
    execute(DROP, {"deals": list(closed.values_list("pk", flat=True))})


def write_moves(changes: list[Change], *, by: User | None) -> None:
    """The way back of deals that were put back into the stage they stood in, once they are; with what was planned on them."""
    moved = [each for each in changes if "stage" in each.puts]
    values = OPPORTUNITY.tracked.values(moved, columns=["stage_id", "closed_at"])
    now, note = timezone.now(), _("With the whole file that changed it")
    is_open = {pk: kind == Stage.Kind.OPEN for pk, kind in Stage.objects.values_list("pk", "kind")}
    rows, opening, closing = [], [], []
    for pk, (before, after) in values.items():
        stage, left = before["stage_id"], after["stage_id"]
        if stage != left:
            moment = before["closed_at"] or now
            rows.append(StageChange(opportunity_id=pk, from_stage_id=left, to_stage_id=stage, at=moment, by=by, note=note))
        if is_open[stage] != is_open[left]:
            (opening if is_open[stage] else closing).append(pk)
    plan_again(opening)
    StageChange.objects.bulk_create(rows)
    execute(DROP, {"deals": closing})


OPPORTUNITY = Child(
    Tracked(
        Opportunity,
        groups={
            "stage": ("stage_id", "stage_since", "closed_at", "lost_reason_id"),
            "owner": ("owner_id", "owner_text"),
            "value": ("value",),
            "expected_close": ("expected_close",),
        },
        ignored=("version",),
        counter="version",
    ),
    lead=SQL("t.lead_id"),
    lookup="lead",
    holding=("stage",),
    uses=(
        ("sales_stepdone", "opportunity_id"),
        ("sales_bulkrow", "opportunity_id"),
        ("sales_sequencerun", "opportunity_id"),
    ),
    put_back=write_moves,
    going=plan_again,
    coming=drop_plans,
)
STAGE_CHANGE = Child(
    Tracked(StageChange),
    lead=OF_THE_OPPORTUNITY,
    lookup="opportunity__lead",
    of_rows=SQL("t.opportunity_id IN ({})").format(OPPORTUNITY.tracked.written("insert")),
)
SALE = Child(
    Tracked(
        Sale,
        groups={
            "sold": ("reversed_at", "reversed_by_id", "reversed_for"),
            "refunded": ("refunded",),
            **{name: (name,) for name in ("amount", "sold_at", "what", "invoice", "line")},
            "product": ("product_id",),
        },
    ),
    lead=OF_THE_OPPORTUNITY,
    lookup="opportunity__lead",
    holding=("sold", "refunded"),
)
REFUND = Child(Tracked(Refund), lead=OF_THE_SALE, lookup="sale__opportunity__lead")


def register() -> None:
    """Add what sales knows, once."""
    if OPPORTUNITY not in registry.children:
        registry.children += [OPPORTUNITY, STAGE_CHANGE, SALE, REFUND]
        registry.uses_of_lead.append(("sales_sequencerun", "lead_id"))
        registry.uses_of_contact += [("sales_sale", "contact_id"), ("sales_notnow", "contact_id")]
        registry.restate.append(restate)
