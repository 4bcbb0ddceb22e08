"""The columns of the saved list that leads know themselves."""

from leads.export.columns import BLANK, Column, Kind, Part, register
from leads.export.sql import amount, array_items, escaped, flag, items, moment, user
from leads.models.contact import ADDRESS

DIALLED = "CASE WHEN p.e164 = '' THEN p.as_typed WHEN p.extension = '' THEN p.e164 ELSE p.e164 || ' x' || p.extension END"
TOUCH = {"at": Kind.MOMENT} | dict.fromkeys(("source", "channel", "campaign", "how_known", "by", "text"), Kind.TEXT)
HAND_OFF = dict.fromkeys(("at", "due_at", "decided_at"), Kind.MOMENT)
HAND_OFF |= dict.fromkeys(("outcome", "by", "to", "note", "return_note"), Kind.TEXT)

TOUCHES = items(
    moment("t.at"),
    escaped("s.name"),
    "t.channel",
    escaped("c.name"),
    "t.how_known",
    escaped(user("u")),
    escaped("t.text"),
    order="t.at NULLS FIRST, t.id",
)
HAND_OFFS = items(
    moment("h.at"),
    moment("h.due_at"),
    moment("h.decided_at"),
    """CASE WHEN h.taken_back_at IS NOT NULL THEN 'taken_back' WHEN h.decided_at IS NULL THEN 'waiting'
            WHEN h.returned_for = '' THEN 'accepted' ELSE h.returned_for END""",
    escaped(user("u")),
    escaped(user("w")),
    escaped("h.note"),
    escaped("h.return_note"),
    order="h.at, h.id",
)

# Few were sent by somebody: looked up one by one, so that not all contacts are read for them.
SENDER = "(SELECT coalesce(nullif(s.name, ''), s.company) FROM leads_contact s WHERE s.id = wanted.referred_by_id)"
# Sums of each side are taken before they meet: a lead has many touches, and its contact many numbers.
JOINS = f"""
LEFT JOIN leads_contact contact ON contact.id = wanted.contact_id
LEFT JOIN leads_source source ON source.id = wanted.source_id
LEFT JOIN leads_campaign campaign ON campaign.id = wanted.campaign_id
LEFT JOIN accounts_user logger ON logger.id = wanted.logged_by_id
LEFT JOIN (
    SELECT p.contact_id, array_agg({DIALLED} ORDER BY p.id) AS list FROM leads_contactphone p
    WHERE p.contact_id IN (SELECT contact_id FROM wanted) GROUP BY p.contact_id
) phones ON phones.contact_id = wanted.contact_id
LEFT JOIN (
    SELECT e.contact_id, array_agg(e.address ORDER BY e.id) AS list FROM leads_contactemail e
    WHERE e.contact_id IN (SELECT contact_id FROM wanted) GROUP BY e.contact_id
) emails ON emails.contact_id = wanted.contact_id
LEFT JOIN (
    SELECT t.lead_id, {TOUCHES} AS list FROM leads_touch t
    LEFT JOIN leads_source s ON s.id = t.source_id LEFT JOIN leads_campaign c ON c.id = t.campaign_id
    LEFT JOIN accounts_user u ON u.id = t.by_id
    WHERE t.lead_id IN (SELECT id FROM wanted) GROUP BY t.lead_id
) touches ON touches.lead_id = wanted.id
LEFT JOIN (
    SELECT h.lead_id, {HAND_OFFS} AS list FROM leads_handoff h
    LEFT JOIN accounts_user u ON u.id = h.by_id LEFT JOIN accounts_user w ON w.id = h.to_id
    WHERE h.lead_id IN (SELECT id FROM wanted) GROUP BY h.lead_id
) hand_offs ON hand_offs.lead_id = wanted.id
"""  # noqa: S608 - ours, from fixed pieces

PART = Part(
    columns=(
        Column("id", "wanted.id::text", Kind.KEY),
        Column("external_id", "wanted.external_id"),
        Column("external_system", "wanted.external_system"),
        Column("received_at", moment("wanted.received_at"), Kind.MOMENT),
        Column("source", f"coalesce(source.name, '{BLANK}')"),
        Column("channel", "wanted.channel", Kind.KEY),
        Column("campaign", "campaign.name"),
        Column("how_known", "wanted.how_known", Kind.KEY),
        Column("name", "contact.name"),
        Column("company", "contact.company"),
        Column("client_type", "contact.client_type"),
        Column("phone", "phones.list[1]"),
        Column("other_phones", array_items("phones.list[2:]"), Kind.LIST),
        Column("email", "emails.list[1]"),
        Column("other_emails", array_items("emails.list[2:]"), Kind.LIST),
        *(Column(name, f"contact.{name}") for name in ADDRESS),
        Column("interest", "wanted.interest"),
        Column("notes", "wanted.notes"),
        Column("state", "wanted.state", Kind.KEY),
        Column("disqualified_for", "wanted.disqualified_for", Kind.KEY),
        Column("closed_at", moment("wanted.closed_at"), Kind.MOMENT),
        Column("is_client", flag("contact.client_lead_id IS NOT NULL"), Kind.FLAG),
        Column("logged_by", user("logger")),
        Column("logged_at", moment("wanted.logged_at"), Kind.MOMENT),
        Column("owner", "wanted.owner_text"),
        Column("referred_by", SENDER),
        Column("referred_by_id", "wanted.referred_by_id::text", Kind.KEY),
        Column("contact_id", "wanted.contact_id::text", Kind.KEY),
        Column("about", "contact.about", for_sellers=True),
        Column("yearly_spend", amount("contact.yearly_spend"), Kind.AMOUNT, for_sellers=True),
        Column("warm_since", moment("wanted.warm_since"), Kind.MOMENT),
        Column("made_for_sale", flag("wanted.made_for_sale"), Kind.FLAG),
        Column("touches", "touches.list", Kind.LIST, TOUCH),
        Column("hand_offs", "hand_offs.list", Kind.LIST, HAND_OFF),
    ),
    joins=JOINS,
)
register(PART)
COLUMNS = tuple(column.name for column in PART.columns)
"""Names of leads' own columns. `leads.export.columns.columns` has those of higher apps as well."""
