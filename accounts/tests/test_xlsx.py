"""A spreadsheet holds what it was given, and nothing in it ever runs."""

from datetime import UTC, datetime
from io import BytesIO

from openpyxl import load_workbook

from accounts.xlsx import xlsx_response


def read(rows, **more):
    return load_workbook(BytesIO(xlsx_response(rows, name="x.xlsx", **more).content))


def test_numbers_are_numbers_and_nothing_is_an_empty_cell():
    sheet = read([["label", "leads", "rate"], ["Leaflet", 3, 0.25], ["Signboard", 0, None]])["Report"]
    assert [[cell.value for cell in row] for row in sheet] == [["label", "leads", "rate"], ["Leaflet", 3, 0.25], ["Signboard", 0, None]]


def test_text_that_looks_like_a_formula_stays_text():
    cell = read([["label"], ['=HYPERLINK("http://evil.example","x")']])["Report"]["A2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://evil.example","x")')


def test_what_the_format_cannot_hold_is_left_away_and_moments_are_text():
    sheet = read([["a", "b"], ["Bell\x07 & co", datetime(2026, 5, 1, 9, tzinfo=UTC)]])["Report"]
    assert [cell.value for cell in sheet[2]] == ["Bell & co", "2026-05-01 09:00:00+00:00"]


def test_a_second_sheet_says_what_it_is_about():
    book = read([["label"]], about=[("report", "sources")])
    assert [cell.value for cell in book["About"][1]] == ["report", "sources"]
