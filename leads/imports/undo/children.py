"""What hangs on a lead and goes with it when the file that made it is taken back. Higher apps add theirs with `register`."""

from collections.abc import Callable
from dataclasses import dataclass, field

from psycopg2.sql import SQL, Composable

from leads.imports.undo.history import Tracked
from leads.models import Contact, ContactEmail, ContactPhone, HandOff, Lead, Touch
from leads.models.contact import ADDRESS

LEAD = Tracked(
    Lead,
    groups={
        "state": ("state", "closed_at", "disqualified_for", "warm_since"),
        "source": ("source_id", "how_known"),
        "contact": ("contact_id",),
        **{name: (f"{name}_id",) for name in ("campaign", "referred_by")},
        **{name: (name,) for name in ("channel", "received_at", "interest", "notes", "owner_text")},
    },
    ignored=("thanks_id", "merged_into_id"),
)
CONTACT = Tracked(
    Contact,
    groups={
        "name": ("name", "sort_name"),
        "company": ("company", "company_key"),
        "address": ADDRESS,
        **{name: (name,) for name in ("client_type", "yearly_spend", "about")},
    },
    ignored=("client_lead_id", "client_since", "withdrawn_at", "merged_into_id"),
)
TOUCH, PHONE, EMAIL = Tracked(Touch), Tracked(ContactPhone), Tracked(ContactEmail)


@dataclass(frozen=True)
class Child:
    """Rows of a tracked model, each of one lead. `lead`: SQL of its id, for a row `t` or a line of its history; `lookup`: its
    path in a queryset.

    `holding`: groups that hold all of the lead's rows where they are when somebody changed one since. `uses`: (table, column)
    of what others hang on a row, which holds them as well. `of_rows`: SQL of whether the row `t` was made by the file, for a
    model whose history does not say so.
    """

    tracked: Tracked
    lead: Composable
    lookup: str
    holding: tuple[str, ...] = ()
    uses: tuple[tuple[str, str], ...] = ()
    of_rows: Composable | None = None
    put_back: Callable[..., None] | None = None
    """Called with changes before they are put back, and `by`: it writes down that they are."""
    going: Callable[[list], None] | None = None
    coming: Callable[[list], None] | None = None
    """Called with keys of rows the file made on what was here: before these go, and once they are here again."""

    @property
    def made(self) -> Composable:
        """Whether the row `t` was made by the file."""
        return self.of_rows or SQL("t.id IN ({})").format(self.tracked.written("insert"))


@dataclass
class Registry:
    """`children`: those that others hang on first. `uses_of_lead`, `uses_of_contact`: (table, column) of what only people make."""

    children: list[Child] = field(default_factory=list)
    uses_of_lead: list[tuple[str, str]] = field(default_factory=list)
    uses_of_contact: list[tuple[str, str]] = field(default_factory=list)
    restate: list[Callable[[list[int]], None]] = field(default_factory=list)
    """Called with contacts whose sales may have changed."""


HAND_OFF = Child(
    Tracked(HandOff, groups={"decision": ("decided_at", "decided_by_id", "returned_for", "return_note", "taken_back_at")}),
    lead=SQL("t.lead_id"),
    lookup="lead",
    holding=("decision",),
)
registry = Registry(
    children=[HAND_OFF],
    uses_of_lead=[("leads_activity", "lead_id"), ("leads_message", "lead_id")],
    uses_of_contact=[("leads_message", "contact_id"), ("leads_contact", "merged_into_id")],
)
