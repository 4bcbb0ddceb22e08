"""Rows that are not in come back as a spreadsheet too: what was text stays text, what was a number stays one."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from leads.importing.bad_rows import MOMENT, NUMBER, BadRows
from leads.importing.reading import read
from leads.importing.typed_cells import MomentCell, NumberCell
from leads.models import Import

NAMES = ("id", "phone", "amount", "when", "Row", "Reason")


@pytest.fixture
def rows() -> BadRows:
    number = NumberCell("12.495", Decimal("12.495"))
    return BadRows(NAMES, [("007", "+31201234567", number, MomentCell.of("2026-03-04T09:30:00"), 2, "=1")])


def stored(rows: BadRows, by) -> Import:
    summary = {"bad_row_types": rows.types()}
    return Import.objects.create(
        name="f.xlsx", data=b"", size=1, plan={"columns": {}}, rows=1, state="done", by=by, bad_rows=rows.as_csv(), summary=summary
    )


def test_bad_rows_keep_ids_phones_numbers_and_days(client, cast, rows):
    client.force_login(cast.owner)
    response = client.get(reverse("import_bad_rows_xlsx", args=[stored(rows, cast.owner).pk]))
    _names, row = load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in row[:2]] == ["007", "+31201234567"]
    assert [cell.data_type for cell in row] == ["s", "s", "n", "d", "s", "s"]
    again = read(response.content).rows[0].cells
    assert (again[2].number, again[3]) == (rows.rows[0][2].number, "2026-03-04 09:30:00")


def test_a_number_of_a_spreadsheet_is_no_thousand_in_csv(rows):
    assert rows.as_csv().splitlines()[1] == '"007","+31201234567","12.4950","2026-03-04 09:30:00","2","\'=1"'


def test_columns_of_numbers_and_moments_are_told(rows):
    assert rows.types() == {"2": NUMBER, "3": MOMENT}


def test_a_column_of_numbers_and_text_stays_text():
    mixed = BadRows(("a",), [(NumberCell("1", Decimal(1)),), ("12.495",)])
    assert mixed.types() == {}


def test_the_front_desk_gets_no_bad_rows(client, cast, rows):
    client.force_login(cast.staff)
    assert client.get(reverse("import_bad_rows_xlsx", args=[stored(rows, cast.owner).pk])).status_code == 403


def test_the_spreadsheet_is_offered_before_csv(client, cast, rows):
    client.force_login(cast.owner)
    page = client.get(reverse("import", args=[stored(rows, cast.owner).pk])).text
    assert page.index("bad-rows.xlsx") < page.index("bad-rows.csv")
