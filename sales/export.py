"""What sales adds to the saved list of leads: where its deals are, what they are worth, and what was sold."""

from leads.export.columns import Column, Kind, Part
from leads.export.sql import amount, escaped, items, moment, user

TEXT = Kind.TEXT
STAGE = {"at": Kind.MOMENT} | dict.fromkeys(("stage", "reason", "note", "deal"), TEXT)
SALE = {"sold_at": Kind.MOMENT, "amount": Kind.AMOUNT} | dict.fromkeys(("product", "what", "invoice"), TEXT)
SALE |= {"refunded": Kind.AMOUNT, "deal": TEXT}
FACTS = dict.fromkeys(("made_at", "stage_since", "closed_at"), Kind.MOMENT) | {"value": Kind.AMOUNT}
FACTS |= dict.fromkeys(("expected_close", "owner", "lost_reason", "deal"), TEXT)
REFUND = {"refunded_on": TEXT, "amount": Kind.AMOUNT, "reason": TEXT, "deal": TEXT}

# A lead may have several opportunities: the latest speaks for it, and `deal` numbers what belongs to which, where there are several.
DEALS = """
SELECT o.*, row_number() OVER (PARTITION BY o.lead_id ORDER BY o.made_at, o.id) AS number, count(*) OVER (PARTITION BY o.lead_id) AS deals
FROM sales_opportunity o WHERE o.lead_id IN (SELECT id FROM wanted)"""
DEAL = "CASE WHEN o.deals > 1 THEN o.number::text END"
STAGES = items(moment("m.at"), escaped("s.name"), escaped("r.name"), escaped("m.note"), DEAL, order="o.number, m.id")
OWNER = f"coalesce({user('u')}, o.owner_text)"
DEAL_FACTS = items(
    *(moment("o.made_at"), moment("o.stage_since"), moment("o.closed_at"), amount("o.value"), "o.expected_close::text"),
    *(escaped(OWNER), escaped("r.name"), DEAL),
    order="o.number",
)
REFUNDS = items("f.refunded_on::text", amount("f.amount"), escaped("f.reason"), DEAL, order="f.refunded_on, f.id")
SALES = items(
    moment("b.sold_at"),
    amount("b.amount"),
    escaped("p.name"),
    escaped("b.what"),
    escaped("b.invoice"),
    amount("nullif(b.refunded, 0)"),
    DEAL,
    order="b.sold_at NULLS FIRST, b.id",
)
JOINS = f"""
LEFT JOIN deals deal ON deal.lead_id = wanted.id AND deal.number = deal.deals
LEFT JOIN sales_stage stage ON stage.id = deal.stage_id
LEFT JOIN sales_lostreason lost_reason ON lost_reason.id = deal.lost_reason_id
LEFT JOIN accounts_user owner ON owner.id = deal.owner_id
LEFT JOIN (
    SELECT o.lead_id, {STAGES} AS list
    FROM deals o JOIN sales_stagechange m ON m.opportunity_id = o.id JOIN sales_stage s ON s.id = m.to_stage_id
    LEFT JOIN sales_lostreason r ON r.id = m.reason_id GROUP BY o.lead_id
) stages ON stages.lead_id = wanted.id
LEFT JOIN (
    SELECT o.lead_id, {SALES} AS list
    FROM deals o JOIN sales_sale b ON b.opportunity_id = o.id AND b.reversed_at IS NULL
    LEFT JOIN sales_product p ON p.id = b.product_id GROUP BY o.lead_id
) sold ON sold.lead_id = wanted.id
LEFT JOIN (
    SELECT o.lead_id, {DEAL_FACTS} AS list
    FROM deals o LEFT JOIN accounts_user u ON u.id = o.owner_id LEFT JOIN sales_lostreason r ON r.id = o.lost_reason_id
    GROUP BY o.lead_id
) facts ON facts.lead_id = wanted.id
LEFT JOIN (
    SELECT o.lead_id, {REFUNDS} AS list
    FROM deals o JOIN sales_sale b ON b.opportunity_id = o.id AND b.reversed_at IS NULL
    JOIN sales_refund f ON f.sale_id = b.id AND f.undone_at IS NULL GROUP BY o.lead_id
) refunds ON refunds.lead_id = wanted.id
"""  # noqa: S608 - ours, from fixed pieces

PART = Part(
    columns=(
        Column("owner", f"coalesce({user('owner')}, nullif(deal.owner_text, ''), wanted.owner_text)"),
        Column("stage", "stage.name"),
        Column("expected_close", "deal.expected_close::text", Kind.DAY),
        Column("lost_reason", "lost_reason.name"),
        Column("stages", "stages.list", Kind.LIST, STAGE),
        Column("value", amount("deal.value"), Kind.AMOUNT, for_sellers=True),
        Column("deals", "facts.list", Kind.LIST, FACTS, for_sellers=True),
        Column("sales", "sold.list", Kind.LIST, SALE, for_sellers=True),
        Column("refunds", "refunds.list", Kind.LIST, REFUND, for_sellers=True),
    ),
    joins=JOINS,
    queries={"deals": DEALS},
)
