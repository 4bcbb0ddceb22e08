"""Rows that are not in come back as a spreadsheet too: what was text stays text, what was a number stays one."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.xlsx import xlsx_response
from leads.imports.reading import read
from leads.imports.runs.bad_rows import MOMENT, NUMBER, BadRows, read_back
from leads.imports.table import Row
from leads.imports.values.typed_cells import MomentCell, NumberCell
from leads.models import Import

NAMES = ("id", "phone", "amount", "when")
SUM = NumberCell("12.495", Decimal("12.495"))
ROW = ("007", "+31201234567", SUM, MomentCell.of("2026-03-04T09:30:00"))


def bad_rows(*rows: tuple, names: tuple[str, ...] = NAMES) -> tuple[BadRows, list[bytes]]:
    """A piece a row, and a batch of which none was bad."""
    pieces: list[bytes] = []
    bad = BadRows(names, pieces.append)
    for number, cells in enumerate(rows, 2):
        bad.add([(Row(number, cells), "=1")])
        bad.add([])
    return bad, pieces


@pytest.fixture
def stored(cast) -> Import:
    bad, pieces = bad_rows(ROW, ("008", "", "", ""))
    file = Import.objects.create(name="f.xlsx", size=1, rows=2, state="done", by=cast.owner, summary={"bad_row_types": bad.types()})
    for piece in pieces:
        file.keep_bad_rows(piece)
    return file


def test_bad_rows_keep_ids_phones_numbers_and_days(client, cast, stored):
    client.force_login(cast.owner)
    response = client.get(reverse("import_bad_rows_xlsx", args=[stored.pk]))
    data = b"".join(response.streaming_content)
    _names, row, _another = load_workbook(io.BytesIO(data)).active
    assert [cell.value for cell in row[:2]] == ["007", "+31201234567"]
    assert [cell.data_type for cell in row] == ["s", "s", "n", "d", "s", "s"]
    again = read(data).rows[0].cells
    assert (again[2].number, again[3]) == (SUM.number, "2026-03-04 09:30:00")


def test_a_number_of_a_spreadsheet_is_no_thousand_in_csv():
    _bad, (piece,) = bad_rows(ROW)
    assert piece.decode().splitlines()[1] == '"007","+31201234567","12.4950","2026-03-04 09:30:00","2","\'=1"'


def test_columns_of_numbers_and_moments_are_told():
    bad, _pieces = bad_rows(ROW, ("", "", "", ""), ROW)
    assert bad.types() == {"2": NUMBER, "3": MOMENT}


def test_a_column_of_numbers_and_text_stays_text():
    bad, _pieces = bad_rows((NumberCell("1", Decimal(1)),), ("12.495",), names=("a",))
    assert bad.types() == {}


def test_batches_of_bad_rows_are_one_table():
    bad, pieces = bad_rows(("a\nb", '"\u2028'), ("=c", ""), names=("x", "y"))
    assert [row[:3] for row in read_back(pieces, types=bad.types())] == [("x", "y", "Row"), ("a\nb", '"\u2028', "2"), ("=c", "", "3")]


def test_what_looks_like_an_escape_comes_back_as_it_was_typed():
    rows = [["n_x0041_", "b\x07", "c"], ["_x0041_", "spring_x2026_sale", "_x005F_x0041_"]]
    table = read(xlsx_response(rows, name="x.xlsx").content)
    assert (list(table.headers), list(table.rows[0].cells)) == (["n_x0041_", "b", "c"], rows[1])


def test_the_front_desk_gets_no_bad_rows(client, cast, stored):
    client.force_login(cast.staff)
    assert client.get(reverse("import_bad_rows_xlsx", args=[stored.pk])).status_code == 403


def test_the_spreadsheet_is_offered_before_csv(client, cast, stored):
    client.force_login(cast.owner)
    page = client.get(reverse("import", args=[stored.pk])).text
    assert page.index("bad-rows.xlsx") < page.index("bad-rows.csv")
