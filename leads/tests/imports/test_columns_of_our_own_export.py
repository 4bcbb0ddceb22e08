"""What LeadTrack saved is known when it comes back: its ids are ours, and its other numbers are phones."""

import pytest

from leads.export import COLUMNS
from leads.imports.columns.recognition import propose
from leads.imports.kinds import LEADS
from leads.imports.own.kind import kind_of
from leads.imports.table import Table

OURS = {"id": "lead_id", "external_id": "external_id", "other_phones": "phone", "other_emails": "email"}
AS_THEY_ARE = ("how_known", "state", "disqualified_for", "closed_at", "logged_at", "logged_by", "owner", "source", "received_at")


def proposed(*headers: str) -> dict[str, str]:
    table = Table.of([list(headers), ["x"] * len(headers)])
    return propose(table, kind=kind_of(table, LEADS))


def test_id_of_our_export_is_our_id():
    columns = proposed(*COLUMNS)
    assert {header: columns[header] for header in OURS} == OURS


@pytest.mark.parametrize("name", AS_THEY_ARE)
def test_column_of_our_export_is_its_field(name):
    assert proposed(*COLUMNS)[name] == name


def test_everything_leads_save_is_known_again():
    assert set(proposed(*COLUMNS)) == set(COLUMNS)


def test_moved_and_added_columns_leave_it_ours():
    assert proposed("Remarks", *reversed(COLUMNS))["id"] == "lead_id"


def test_id_of_another_program_is_their_id():
    assert proposed("id", "received_at", "name") == {"id": "external_id", "name": "name"}


def test_state_of_another_program_is_no_state_of_ours():
    assert proposed("id", "name", "state")["state"] == "region"
