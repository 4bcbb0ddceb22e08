"""A spreadsheet holds what it was given, and nothing in it ever runs."""

import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from accounts.amounts import Amount, Share
from accounts.xlsx import SHEET, xlsx_response


def read(rows, **more):
    return load_workbook(BytesIO(xlsx_response(rows, name="x.xlsx", **more).content))


def test_numbers_are_numbers_and_nothing_is_an_empty_cell():
    sheet = read([["label", "leads", "rate"], ["Leaflet", 3, 0.25], ["Signboard", 0, None]])["Report"]
    assert [[cell.value for cell in row] for row in sheet] == [["label", "leads", "rate"], ["Leaflet", 3, 0.25], ["Signboard", 0, None]]


def test_text_that_looks_like_a_formula_stays_text():
    cell = read([["label"], ['=HYPERLINK("http://evil.example","x")']])["Report"]["A2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://evil.example","x")')


def test_what_the_format_cannot_hold_is_left_away():
    sheet = read([["a"], ["Bell\x07 & co\ud800"]])["Report"]
    assert sheet["A2"].value == "Bell & co"


def test_a_moment_is_a_date_as_the_clock_reads_here():
    with timezone.override("Europe/Berlin"):
        sheet = read([["at", "day"], [datetime(2026, 6, 30, 22, 30, 9, tzinfo=UTC), date(2026, 7, 1)]])["Report"]
    assert [cell.value for cell in sheet[2]] == [datetime(2026, 7, 1, 0, 30, 9), datetime(2026, 7, 1)]
    assert [cell.number_format for cell in sheet[2]] == ["yyyy-mm-dd hh:mm", "yyyy-mm-dd"]


def test_no_moment_is_read_a_minute_early_by_who_cuts_thousandths():
    first = datetime(2026, 9, 10, tzinfo=UTC)
    moments = [first + timedelta(minutes=minute) for minute in range(24 * 60)]
    data = xlsx_response([["at"], *([moment] for moment in moments)], name="x.xlsx").content
    sheet = zipfile.ZipFile(BytesIO(data)).read(SHEET).decode()
    cut = [int(float(serial) * 86_400_000) for serial in re.findall(r"<v>([^<]+)</v>", sheet)]
    assert cut == [(moment.replace(tzinfo=None) - datetime(1899, 12, 30)) // timedelta(milliseconds=1) for moment in moments]
    assert [cell.value.minute for cell in load_workbook(BytesIO(data))["Report"]["A"][1:]] == [moment.minute for moment in moments]


def test_a_day_before_the_calendar_of_spreadsheets_is_text():
    assert read([["day"], [date(1899, 12, 31)]])["Report"]["A2"].value == "1899-12-31"


def test_shares_and_amounts_are_shown_as_such():
    rows = [["a", "b", "c", "d"], [Share(0.137447405329593), Amount(1234.5), 12345, 21.738]]
    cells = read(rows, currency="EUR")["Report"][2]
    assert [cell.number_format for cell in cells] == ["0.0%", "#,##0.00", "#,##0", "#,##0.0##"]
    assert [cell.value for cell in cells] == [0.137447405329593, 1234.5, 12345, 21.738]


@pytest.mark.parametrize(("currency", "shown"), [("KWD", "#,##0.000"), ("JPY", "#,##0"), ("EUR", "#,##0.00")])
def test_an_amount_has_the_decimals_of_its_currency(currency, shown):
    assert read([["a"], [Amount(1)]], currency=currency)["Report"]["A2"].number_format == shown


def test_what_is_no_number_is_an_empty_cell():
    assert read([["a"], [float("nan")]])["Report"]["A2"].value is None


def test_a_text_too_long_for_a_cell_is_cut():
    assert len(read([["a"], ["x" * 40_000]])["Report"]["A2"].value) == 32_767


def test_all_of_a_sheet_is_set_in_one_typeface():
    sheet = read([["a", "b"], ["x", 1]])["Report"]
    assert {(cell.font.name, cell.font.sz) for row in sheet for cell in row} == {("Calibri", 11)}
    assert [cell.font.b for cell in sheet["A"]] == [True, False]


def test_a_sheet_prints_on_its_side_as_wide_as_the_page():
    sheet = read([["a"], ["x"]])["Report"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == ("landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "A2")


def test_columns_are_as_wide_as_what_stands_in_them():
    sheet = read([["a", "b"], ["A rather long name", 3]])["Report"]
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (20, 8)


def test_a_second_sheet_says_what_it_is_about():
    book = read([["label"]], about=[("report", "sources")])
    assert [cell.value for cell in book["About"][1]] == ["report", "sources"]
