import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts import current_business
from accounts.amounts import Amount
from accounts.csvsafe import DANGEROUS, lines, safe, undo, write
from accounts.models import Business

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
    assert safe(text).startswith("'")
    assert undo(safe(text)) == text


@pytest.mark.parametrize("text", ["+441134960142", "+44 113 496 0142", "+1 (212) 555-0100 x12", "+441134960142; +441134960143"])
def test_a_phone_number_stays_as_it_is(text):
    assert safe(text) == text


@pytest.mark.parametrize("text", ["+441134960142+SUM(A1)", "+44113496|cmd", "+441134960142; =1"])
def test_a_formula_in_the_clothes_of_a_phone_number_does_not_pass(text):
    assert safe(text).startswith("'+")


@pytest.mark.parametrize("text", ["=1+1", "  =1", "＝1", "'=1"])
def test_a_formula_gets_one_apostrophe(text):
    assert safe(text) == f"'{text}"


def test_a_sign_behind_a_separator_gets_one_too():
    assert safe("Oak; =1\n-2") == "Oak;' =1\n'-2"


@pytest.mark.parametrize("text", ["Maria", "'tis", "3 = 3", "a@b.example", "", "2026-05-01"])
def test_ordinary_text_is_not_touched(text):
    assert safe(text) == text


@given(st.text() | st.text(alphabet="'=+-@＝ ;|\t\r\n\ufeff0a"))
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


@pytest.mark.parametrize("mark", [";", "\t", "|", "\n", "\r\n"])
def test_readers_of_other_separators_see_no_formula(mark):
    line = "".join(write([[f"a{mark}=HYPERLINK(1)", f"b{mark} -2", f"c{mark}'@x"]]))
    cells = [cell for row in csv.reader(io.StringIO(line, newline=""), delimiter=mark[-1] if mark in ";\t|" else ",") for cell in row]
    cells += re.split("[;|\t\r\n]", line)
    assert not [cell for cell in cells if DANGEROUS.match(cell) and not cell.startswith("'") and cell.strip()]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_a_quoted_sign_is_no_formula_either(mark):
    line = "".join(write([["a", f'b{mark}"=1+1{mark} " @x', 'c\n"=2']]))
    cells = [cell for row in csv.reader(io.StringIO(line, newline=""), delimiter=mark) for cell in row]
    assert cells[1] == '\'""=1+1'
    assert not [cell for cell in cells if DANGEROUS.match(cell) and not cell.startswith("'")]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
@given(row=st.lists(st.text(alphabet='";\t|=a', max_size=6), min_size=1, max_size=2))
def test_no_reader_sees_a_formula(mark, row):
    line = "".join(write([["x", *row]]))
    [cells] = csv.reader(io.StringIO(line, newline=""), delimiter=mark)
    assert not [cell for cell in cells if re.match(r"[\s\"]*=", cell)]


def test_a_list_of_phone_numbers_is_not_cut_by_guards():
    assert safe("+441134960142; +441134960143") == "+441134960142; +441134960143"


def test_every_field_stands_in_quotes():
    line = "".join(write([["Kerr, Tom", "(private)", "", None, 12, Decimal("1.50"), date(2026, 5, 1), True]]))
    assert line == '"Kerr, Tom","(private)","","","12","1.50","2026-05-01","True"\r\n'


@given(st.lists(st.lists(st.text(alphabet='",\n\r a'), min_size=1, max_size=4), max_size=4))
def test_lines_are_those_of_the_csv_module(rows):
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    assert lines(rows) == file.getvalue()


def test_a_moment_is_written_as_the_clock_reads_here():
    with timezone.override("Europe/Berlin"):
        assert "".join(write([[datetime(2026, 6, 30, 22, 30, 9, 5, tzinfo=UTC)]])) == '"2026-07-01 00:30:09"\r\n'


@pytest.mark.parametrize(
    ("value", "written"),
    [(21.738, "21.7380"), (-4516.125, "-4516.1250"), (Decimal("12.495"), "12.4950"), (30.18, "30.18"), (0.1374, "0.1374"), (7, "7")],
)
def test_no_number_has_exactly_three_decimals(value, written):
    assert "".join(write([[value]])) == f'"{written}"\r\n'


@pytest.mark.parametrize(("currency", "written"), [("EUR", "673498.54"), ("KWD", "673498.545"), ("JPY", "673498.54")])
def test_an_amount_has_the_decimals_of_its_currency(currency, written):
    with current_business.at(Business(currency=currency)):
        assert "".join(write([[Amount(673498.5449999999)]])) == f'"{written}"\r\n'
