"""What a column can be."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Field:
    """`many`: several columns may be this. `longest` in characters, for those stored as they are."""

    name: str
    label: Promise
    kind: str = "text"
    many: bool = False
    longest: int = 0


TEXT, DATE, AMOUNT, PHONE, EMAIL, ASKED = "text", "date", "amount", "phone", "email", "asked"

FIELDS = {
    field.name: field
    for field in (
        Field("external_id", _("Their id"), longest=200),
        Field("received_at", _("Received"), DATE),
        Field("source", _("Source"), longest=80),
        Field("channel", _("How they reached us"), ASKED),
        Field("campaign", _("Campaign"), longest=80),
        Field("name", _("Name"), longest=200),
        Field("name_prefix", _("Title before the name"), longest=200),
        Field("first_name", _("First name"), longest=200),
        Field("middle_name", _("Middle name"), longest=200),
        Field("last_name", _("Last name"), longest=200),
        Field("name_suffix", _("What stands behind the name"), longest=200),
        Field("company", _("Company"), longest=200),
        Field("phone", _("Phone"), PHONE, many=True),
        Field("email", _("E-mail"), EMAIL, many=True),
        Field("interest", _("What they want"), longest=500),
        Field("notes", _("Notes"), many=True, longest=20_000),
        Field("owner", _("Owner"), longest=120),
        Field("stage", _("Stage"), ASKED),
        Field("outcome", _("Outcome"), ASKED),
        Field("won_at", _("Won on"), DATE),
        Field("lost_at", _("Lost on"), DATE),
        Field("lost_reason", _("Why it was lost"), longest=80),
        Field("amount", _("Amount"), AMOUNT),
        Field("currency", _("Currency"), longest=80),
        Field("closed_at", _("Closed on"), DATE),
        Field("client_type", _("Client type"), longest=80),
        Field("street", _("Street"), many=True, longest=200),
        Field("postcode", _("Postcode"), longest=20),
        Field("town", _("Town"), longest=120),
        Field("region", _("State or region"), longest=80),
        Field("country", _("Country"), longest=80),
        Field("how_known", _("How we know the source"), ASKED),
        Field("referred_by", _("Sent by"), longest=200),
        Field("lead_id", _("LeadTrack id"), longest=36),
        Field("external_system", _("Program of their id"), longest=60),
        Field("contact_id", _("LeadTrack id of the person"), longest=36),
        Field("is_client", _("Is a client"), longest=10),
        Field("state", _("State"), ASKED),
        Field("disqualified_for", _("Why it was disqualified"), ASKED),
        Field("logged_at", _("Logged on"), DATE),
        Field("logged_by", _("Logged by"), longest=200),
        Field("warm_since", _("Kept warm since"), DATE),
        Field("made_for_sale", _("Made for a sale"), longest=10),
        Field("about", _("Notes about them")),
        Field("yearly_spend", _("What they spend a year"), AMOUNT),
        Field("referred_by_id", _("LeadTrack id of who sent them"), longest=36),
        Field("touches", _("Came again")),
        Field("hand_offs", _("Hand-offs")),
        Field("deal_stage", _("Stage of the deal"), longest=80),
        Field("expected_close", _("Decision expected"), longest=40),
        Field("value", _("What it may bring"), AMOUNT),
        Field("deals", _("Deals")),
        Field("stages", _("Stages of the deals")),
        Field("sales", _("Sales")),
        Field("refunds", _("Refunds")),
        Field("sold_at", _("Sold on"), DATE),
        Field("what", _("What they bought"), longest=500),
        Field("product", _("What we sell"), longest=80),
        Field("invoice", _("Invoice number"), longest=80),
        Field("line", _("Id of the sale"), longest=200),
        Field("refunded", _("Given back"), AMOUNT),
        Field("refunded_at", _("Given back on"), DATE),
    )
}
NAME_PARTS = ("name_prefix", "first_name", "middle_name", "last_name", "name_suffix")
"""A name in several columns, in the order it is said in."""
OF_SALES = ("sold_at", "what", "product", "invoice", "line", "refunded", "refunded_at")
OF_OWN_EXPORT = (
    *("lead_id", "external_system", "contact_id", "is_client", "state", "disqualified_for", "logged_at", "logged_by", "warm_since"),
    *("made_for_sale", "about", "yearly_spend", "referred_by_id", "touches", "hand_offs", "deal_stage", "expected_close", "value"),
    *("deals", "stages", "sales", "refunds"),
)
"""Of our own export only: another program's states are its own."""
OF_LEADS = tuple(name for name in FIELDS if name not in (*OF_SALES, *OF_OWN_EXPORT))
DATES = tuple(name for name, field in FIELDS.items() if field.kind == DATE)
