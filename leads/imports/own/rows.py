"""A row of our own list: the draft of a lead as any file would give it, and every cell as it stands there."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from decimal import Decimal

from leads.export.cells import items
from leads.export.columns import BLANK
from leads.imports.columns.own import OTHERWISE
from leads.imports.plan import Plan
from leads.imports.rows.drafts import Draft, Drafts
from leads.imports.table import Row, Table
from leads.imports.values.dates import parse_moment
from leads.imports.values.typed_cells import stripped

YES = {"true", "yes", "1", "wahr", "vrai", "verdadero", "vero", "waar"}
"""What spreadsheets make of True."""


@dataclass(init=False)
class OwnDraft(Draft):
    """`cells`: by the name of the column, filled ones only. `lead_id`: ours, as text; the file may be another LeadTrack's."""

    cells: dict[str, str] = field(default_factory=dict)
    lead_id: str = ""
    external_system: str = ""
    contact_id: str = ""
    is_client: str = ""
    state: str = ""
    disqualified_for: str = ""
    logged_at: dt.datetime | None = None
    logged_by: str = ""
    warm_since: dt.datetime | None = None
    made_for_sale: str = ""
    about: str = ""
    yearly_spend: Decimal | None = None
    referred_by_id: str = ""
    touches: str = ""
    hand_offs: str = ""
    deal_stage: str = ""
    expected_close: str = ""
    value: Decimal | None = None
    deals: str = ""
    stages: str = ""
    sales: str = ""
    refunds: str = ""

    def __init__(self, row: int, *, key: uuid.UUID | None = None):
        super().__init__(row, key=key)
        self.cells = {}

    def items(self, column: str, size: int) -> list[list[str]]:
        """The items of a list cell, each filled up to `size` parts."""
        return [[*item, *[""] * (size - len(item))][:size] for item in items(self.cells.get(column, ""))]


class OwnDrafts(Drafts):
    makes = OwnDraft

    def __init__(self, table: Table, plan: Plan):
        super().__init__(table, plan)
        self.columns = [(at, header.strip().casefold()) for at, header in enumerate(table.headers)]

    def draft(self, row: Row) -> OwnDraft:
        draft = super().draft(row)
        draft.cells = {name: cell for at, name in self.columns if (cell := stripped(row.cells[at]))}
        if draft.source == BLANK:
            draft.source = ""
        return draft

    def moment(self, text: str) -> dt.datetime | None:
        """Of a part of a list cell: where the business was when the file was saved."""
        return parse_moment(text, order="", zone=self.plan.zone) if text else None


def field_of(column: str) -> str:
    """The field of a column of our list."""
    return OTHERWISE.get(column, column)
