"""What sales adds to the saved list of leads: where its deals are, what they are worth, and what was sold."""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from leads.export.columns import Column, Kind, Part
from leads.export.leads import USER, list_column, listed, reader

# A lead may have several opportunities: the latest speaks for it, and `deal` numbers what belongs to which, where there are several.
DEALS = """
(SELECT o.*, row_number() OVER (ORDER BY o.made_at, o.id) AS number, count(*) OVER () AS deals
 FROM sales_opportunity o WHERE o.lead_id = leads_lead.id)"""
DEAL = "CASE WHEN o.deals > 1 THEN o.number::text END"
LATEST = f"""
(SELECT json_build_array(json_build_array(s.name, o.value::text, o.expected_close::text, coalesce({USER}, o.owner_text), r.name))::text
 FROM sales_opportunity o JOIN sales_stage s ON s.id = o.stage_id LEFT JOIN accounts_user u ON u.id = o.owner_id
 LEFT JOIN sales_lostreason r ON r.id = o.lost_reason_id
 WHERE o.lead_id = leads_lead.id ORDER BY o.made_at DESC, o.id DESC LIMIT 1)"""  # noqa: S608
STAGES = f"""
(SELECT json_agg(json_build_array(m.at, s.name, r.name, m.note, {DEAL}) ORDER BY o.number, m.id)::text
 FROM {DEALS} o JOIN sales_stagechange m ON m.opportunity_id = o.id JOIN sales_stage s ON s.id = m.to_stage_id
 LEFT JOIN sales_lostreason r ON r.id = m.reason_id)"""  # noqa: S608
SALES = f"""
(SELECT json_agg(json_build_array(b.sold_at, b.amount::text, p.name, b.what, b.invoice, nullif(b.refunded, 0)::text, {DEAL})
    ORDER BY b.sold_at NULLS FIRST, b.id)::text
 FROM {DEALS} o JOIN sales_sale b ON b.opportunity_id = o.id AND b.reversed_at IS NULL
 LEFT JOIN sales_product p ON p.id = b.product_id)"""  # noqa: S608

DEAL_FACTS = f"""
(SELECT json_agg(json_build_array(o.made_at, o.stage_since, o.closed_at, o.value::text, o.expected_close::text,
    coalesce({USER}, o.owner_text), r.name, {DEAL}) ORDER BY o.number)::text
 FROM {DEALS} o LEFT JOIN accounts_user u ON u.id = o.owner_id LEFT JOIN sales_lostreason r ON r.id = o.lost_reason_id)"""  # noqa: S608
REFUNDS = f"""
(SELECT json_agg(json_build_array(f.refunded_on::text, f.amount::text, f.reason, {DEAL}) ORDER BY f.refunded_on, f.id)::text
 FROM {DEALS} o JOIN sales_sale b ON b.opportunity_id = o.id AND b.reversed_at IS NULL
 JOIN sales_refund f ON f.sale_id = b.id AND f.undone_at IS NULL)"""  # noqa: S608

TEXT = Kind.TEXT
LATEST_FIELDS = {"stage": TEXT, "value": Kind.AMOUNT, "expected_close": TEXT, "owner": TEXT, "lost_reason": TEXT}
STAGE_FIELDS = {"at": Kind.MOMENT, "stage": TEXT, "reason": TEXT, "note": TEXT, "deal": TEXT}
SALE_FIELDS = {
    **{"sold_at": Kind.MOMENT, "amount": Kind.AMOUNT, "product": TEXT, "what": TEXT, "invoice": TEXT},
    **{"refunded": Kind.AMOUNT, "deal": TEXT},
}
DEAL_FIELDS = {
    **dict.fromkeys(("made_at", "stage_since", "closed_at"), Kind.MOMENT),
    **{"value": Kind.AMOUNT, "expected_close": TEXT, "owner": TEXT, "lost_reason": TEXT, "deal": TEXT},
}
REFUND_FIELDS = {"refunded_on": TEXT, "amount": Kind.AMOUNT, "reason": TEXT, "deal": TEXT}
LATEST_OF = {name: at for at, name in enumerate(LATEST_FIELDS)}
read_latest = lru_cache(maxsize=1)(reader(LATEST_FIELDS))
"""Several columns are made of one deal, one after the other."""


def _of_latest(name: str) -> Callable[[str | None], str | Decimal | None]:
    at = LATEST_OF[name]

    def read(deal: str | None) -> str | Decimal | None:
        return read_latest(deal)[0][at] if deal else None

    return read


def _owner(deal: str | None, owner: str) -> str:
    """Whose the deal is; of a lead without one, whose it was elsewhere."""
    return (read_latest(deal)[0][LATEST_OF["owner"]] if deal else "") or owner


PART = Part(
    columns=(
        Column("owner", of=("deal", "owner"), read=_owner),
        Column("stage", of=("deal",), read=_of_latest("stage")),
        Column("expected_close", of=("deal",), read=_of_latest("expected_close")),
        Column("lost_reason", of=("deal",), read=_of_latest("lost_reason")),
        list_column("stages", STAGE_FIELDS),
        Column("value", Kind.AMOUNT, of=("deal",), read=_of_latest("value"), is_money=True),
        list_column("deals", DEAL_FIELDS, is_money=True),
        list_column("sales", SALE_FIELDS, is_money=True),
        list_column("refunds", REFUND_FIELDS, is_money=True),
    ),
    values={
        "deal": listed(LATEST),
        "stages": listed(STAGES),
        "deals": listed(DEAL_FACTS),
        "sales": listed(SALES),
        "refunds": listed(REFUNDS),
    },
)
