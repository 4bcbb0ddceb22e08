"""The columns of the saved list that leads know themselves."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Q, TextField, Value
from django.db.models.expressions import ExpressionWrapper, RawSQL
from django.db.models.fields import BooleanField
from django.db.models.functions import Cast, Coalesce, NullIf

from leads.export.columns import Column, Kind, Part, register
from leads.models.contact import ADDRESS

BLANK = "(blank)"
TEXT = TextField()
USER = "coalesce(nullif(u.name, ''), u.email)"

DIALLED = """
CASE WHEN p.e164 = '' THEN p.as_typed WHEN p.extension = '' THEN p.e164 ELSE p.e164 || ' x' || p.extension END"""
PHONES = f"(SELECT array_agg({DIALLED} ORDER BY p.id) FROM leads_contactphone p WHERE p.contact_id = leads_lead.contact_id)"  # noqa: S608
EMAILS = "(SELECT array_agg(e.address ORDER BY e.id) FROM leads_contactemail e WHERE e.contact_id = leads_lead.contact_id)"
TOUCHES = f"""
(SELECT json_agg(json_build_array(t.at, s.name, t.channel, c.name, t.how_known, {USER}, t.text) ORDER BY t.at NULLS FIRST, t.id)::text
 FROM leads_touch t LEFT JOIN leads_source s ON s.id = t.source_id LEFT JOIN leads_campaign c ON c.id = t.campaign_id
 LEFT JOIN accounts_user u ON u.id = t.by_id WHERE t.lead_id = leads_lead.id)"""  # noqa: S608
HAND_OFFS = f"""
(SELECT json_agg(json_build_array(h.at, h.due_at, h.decided_at,
    CASE WHEN h.taken_back_at IS NOT NULL THEN 'taken_back' WHEN h.decided_at IS NULL THEN 'waiting'
         WHEN h.returned_for = '' THEN 'accepted' ELSE h.returned_for END,
    {USER}, coalesce(nullif(w.name, ''), w.email), h.note, h.return_note) ORDER BY h.at, h.id)::text
 FROM leads_handoff h LEFT JOIN accounts_user u ON u.id = h.by_id LEFT JOIN accounts_user w ON w.id = h.to_id
 WHERE h.lead_id = leads_lead.id)"""  # noqa: S608


def listed(query: str) -> RawSQL:
    """What the SQL of a JSON array of arrays over `leads_lead` gives, as text."""
    return RawSQL(query, (), output_field=TEXT)  # noqa: S611 - ours, without parameters


def reader(fields: Mapping[str, Kind]) -> Callable[[str | None], tuple[tuple, ...]]:
    """Reads such an array into typed parts."""
    types = {Kind.MOMENT: datetime.fromisoformat, Kind.AMOUNT: Decimal}
    typed = [types.get(kind) for kind in fields.values()]

    def read(text: str | None) -> tuple[tuple, ...]:
        rows = json.loads(text) if text else ()
        return tuple(
            tuple(part if make is None or part is None else make(part) for make, part in zip(typed, row, strict=True)) for row in rows
        )

    return read


def list_column(name: str, fields: Mapping[str, Kind], **more) -> Column:
    return Column(name, Kind.LIST, read=reader(fields), fields=fields, **more)


def _user(relation: str) -> Coalesce:
    return Coalesce(NullIf(f"{relation}__name", Value("")), f"{relation}__email", output_field=TEXT)


def _first(values: list[str] | None) -> str:
    return values[0] if values else ""


def _others(values: list[str] | None) -> list[str]:
    return values[1:] if values else []


TOUCH_FIELDS = {
    "at": Kind.MOMENT,
    **dict.fromkeys(("source", "channel", "campaign", "how_known", "by", "text"), Kind.TEXT),
}
HAND_OFF_FIELDS = {
    **dict.fromkeys(("at", "due_at", "decided_at"), Kind.MOMENT),
    **dict.fromkeys(("outcome", "by", "to", "note", "return_note"), Kind.TEXT),
}

PART = Part(
    columns=(
        Column("id"),
        Column("external_id"),
        Column("external_system"),
        Column("received_at", Kind.MOMENT),
        Column("source"),
        Column("channel"),
        Column("campaign"),
        Column("how_known"),
        Column("name"),
        Column("company"),
        Column("client_type"),
        Column("phone", of=("phones",), read=_first),
        Column("other_phones", Kind.LIST, of=("phones",), read=_others),
        Column("email", of=("emails",), read=_first),
        Column("other_emails", Kind.LIST, of=("emails",), read=_others),
        *(Column(name) for name in ADDRESS),
        Column("interest"),
        Column("notes"),
        Column("state"),
        Column("disqualified_for"),
        Column("closed_at", Kind.MOMENT),
        Column("is_client", Kind.FLAG),
        Column("logged_by"),
        Column("logged_at", Kind.MOMENT),
        Column("owner"),
        Column("referred_by"),
        Column("referred_by_id"),
        Column("contact_id"),
        Column("about"),
        Column("yearly_spend", Kind.AMOUNT, is_money=True),
        Column("warm_since", Kind.MOMENT),
        Column("made_for_sale", Kind.FLAG),
        list_column("touches", TOUCH_FIELDS),
        list_column("hand_offs", HAND_OFF_FIELDS),
    ),
    values={
        "id": Cast("pk", TEXT),
        **{name: F(name) for name in ("external_id", "external_system", "received_at", "channel", "how_known", "interest", "notes")},
        **{name: F(name) for name in ("state", "disqualified_for", "closed_at", "logged_at", "warm_since", "made_for_sale")},
        "source": Coalesce("source__name", Value(BLANK)),
        "campaign": F("campaign__name"),
        **{name: F(f"contact__{name}") for name in ("name", "company", "client_type", "about", "yearly_spend", *ADDRESS)},
        "phones": RawSQL(PHONES, (), output_field=ArrayField(TEXT)),  # noqa: S611
        "emails": RawSQL(EMAILS, (), output_field=ArrayField(TEXT)),  # noqa: S611
        "is_client": ExpressionWrapper(Q(contact__client_lead__isnull=False), output_field=BooleanField()),
        "logged_by": _user("logged_by"),
        "owner": F("owner_text"),
        "referred_by": Coalesce(NullIf("referred_by__name", Value("")), "referred_by__company"),
        "referred_by_id": Cast("referred_by", TEXT),
        "contact_id": Cast("contact", TEXT),
        "touches": listed(TOUCHES),
        "hand_offs": listed(HAND_OFFS),
    },
)
register(PART)
COLUMNS = tuple(column.name for column in PART.columns)
"""Names of leads' own columns. `leads.export.columns.columns` has those of higher apps as well."""
