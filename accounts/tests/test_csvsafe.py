import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.csvsafe import DANGEROUS, safe, undo, write

FORMULAS = [
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "  =1",
    "\ufeff=1",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_becomes_text(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+441134960142", "+44 113 496 0142", "+1 (212) 555-0100 x12", "+441134960142; +441134960143"])
def test_a_phone_number_stays_as_it_is(text):
    assert safe(text) == text


@pytest.mark.parametrize("text", ["+441134960142+SUM(A1)", "+44113496|cmd", "+441134960142; =1"])
def test_a_formula_in_the_clothes_of_a_phone_number_does_not_pass(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Maria", "'tis", "3 = 3", "a@b.example", "", "2026-05-01"])
def test_ordinary_text_is_not_touched(text):
    assert safe(text) == text


@given(st.text() | st.text(alphabet="'=+-@＝ \t\r\n\ufeff0a"))
def test_every_text_reads_back_to_the_letter(text):
    assert undo(safe(text)) == text


@given(st.text(alphabet="'=+-@＝ \t\r\n0a"))
def test_no_cell_begins_with_a_formula(text):
    cell = safe(text)
    assert cell.startswith("'") or not DANGEROUS.match(cell) or cell.startswith("+")


def test_a_row_is_read_back_by_a_csv_reader():
    row = ["=1+1", "+441134960142", 'a "quoted", cell', "two\nlines", None, 12.5]
    [read] = csv.reader(io.StringIO("".join(write([row])), newline=""))
    assert [undo(cell) for cell in read] == ["=1+1", "+441134960142", 'a "quoted", cell', "two\nlines", "", "12.5"]
