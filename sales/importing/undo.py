"""Sales' part of a file taken back and brought back: deals, what was sold on them, and who is a client by what is left."""

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from accounts.models import User
from leads.importing.undo.children import Child, registry
from leads.importing.undo.history import Change, Tracked
from sales.models import Opportunity, Refund, Sale, StageChange

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


def restate(contacts: list[int]) -> None:
    """One statement for any number of contacts. What became of their leads is put back with the leads."""
    with connection.cursor() as cursor:
        cursor.execute(RESTATE, {"contacts": contacts})


def write_moves(changes: list[Change], *, by: User | None) -> None:
    """The way back of deals that were put back into the stage they stood in, once they are."""
    moved = [each for each in changes if "stage" in each.puts]
    values = OPPORTUNITY.tracked.values(moved, columns=["stage_id", "closed_at"])
    now, note = timezone.now(), _("With the whole file that changed it")
    rows = []
    for pk, (before, after) in values.items():
        if before["stage_id"] != after["stage_id"]:
            stages = {"from_stage_id": after["stage_id"], "to_stage_id": before["stage_id"]}
            rows.append(StageChange(opportunity_id=pk, **stages, at=before["closed_at"] or now, by=by, note=note))
    StageChange.objects.bulk_create(rows)


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
