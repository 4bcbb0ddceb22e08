"""A number of a spreadsheet is a number and a day is a day, whatever they look like as text."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from leads.imports.reading import read
from leads.imports.values.amounts import decimal_mark_of, parse_amount
from leads.imports.values.dates import parse_moment
from leads.imports.values.typed_cells import MomentCell, NumberCell
from leads.tests.imports.sheets import edited, xlsx

SHEET = "xl/worksheets/sheet1.xml"
BERLIN = ZoneInfo("Europe/Berlin")


def second_row(data: bytes) -> tuple:
    return read(data).rows[0].cells


def moment(cell: str) -> str:
    return parse_moment(cell, order="", zone=BERLIN).isoformat()


def test_net_price_times_tax_is_no_thousands():
    (cell,) = second_row(xlsx(["Amount"], [10.5 * 1.19]))
    assert (str(cell), parse_amount(cell)) == ("12.495", Decimal("12.50"))


def test_number_is_rounded_as_spreadsheets_show_it():
    assert parse_amount(NumberCell.of(1.005)) == Decimal("1.01")
    assert parse_amount(NumberCell.of(0.1 + 0.2 + 1500)) == Decimal("1500.30")


def test_text_cell_decides_nothing_for_numbers():
    rows = read(xlsx(["Amount"], ["1.234,50"], [1500.25], [1.125])).rows
    cells = [row.cells[0] for row in rows]
    mark = decimal_mark_of(cells)
    assert [parse_amount(cell, mark=mark) for cell in cells] == [Decimal("1234.50"), Decimal("1500.25"), Decimal("1.13")]


def test_negative_number_is_no_amount():
    with pytest.raises(ValueError, match="-5"):
        parse_amount(NumberCell.of(-5.0))


def test_whole_numbers_keep_all_their_digits():
    assert second_row(xlsx(["a", "b"], [441134960142, 1.5e16])) == ("441134960142", "15000000000000000")


def test_days_written_seconds_early_are_those_days():
    days = [dt.datetime(2026, 2, 28, 23, 59, 16), dt.datetime(2026, 3, 3, 23, 59, 16)]
    rows = read(xlsx(["Created"], *[[day] for day in days])).rows
    assert [moment(row.cells[0])[:10] for row in rows] == ["2026-03-01", "2026-03-04"]


def test_column_with_times_keeps_them():
    rows = read(xlsx(["Created"], [dt.datetime(2026, 3, 3, 23, 59, 16)], [dt.datetime(2026, 3, 4, 12, 30)])).rows
    assert [str(row.cells[0]) for row in rows] == ["2026-03-03 23:59:16", "2026-03-04 12:30:00"]


def test_zone_mark_of_a_date_cell_means_nothing():
    data = edited(xlsx(["Created"], [0]), SHEET, lambda xml: xml.replace(b't="n"><v>0</v>', b't="d"><v>2026-03-04T00:00:00.000Z</v>'))
    (cell,) = second_row(data)
    assert isinstance(cell, MomentCell)
    assert moment(cell) == "2026-03-04T00:00:00+01:00"


def test_zone_mark_of_a_text_cell_is_believed():
    (cell,) = second_row(xlsx(["Created"], ["2026-03-04T00:00:00.000Z"]))
    assert moment(cell) == "2026-03-04T00:00:00+00:00"


def test_empty_rows_and_columns_before_the_table_are_counted():
    data = xlsx([], [], [None, "Name", "Sum"], [None, "Ann", 2])
    table = read(data)
    assert (table.rows[0].number, table.rows[0].cells) == (4, ("", "Ann", "2"))


def test_durations_are_shown_in_hours():
    assert second_row(xlsx(["Talked"], [1.25], formats={"A": "[h]:mm"})) == ("30:00:00",)


def test_truth_is_yes_or_no():
    assert second_row(xlsx(["Won", "Lost"], [True, False])) == ("yes", "no")


def serial_days(table) -> list[str]:
    return [parse_moment(row.cells[0], order="", zone=BERLIN).isoformat() for row in table.rows]


def test_number_of_a_date_column_is_a_serial_day():
    assert serial_days(read(xlsx(["Created"], [46085], [46085.5]))) == ["2026-03-04T00:00:00+01:00", "2026-03-04T12:00:00+01:00"]


def test_serial_days_of_old_macs_begin_in_1904():
    mac = edited(xlsx(["Created"], [44623]), "xl/workbook.xml", lambda xml: xml.replace(b"<workbookPr", b'<workbookPr date1904="1"'))
    assert serial_days(read(mac)) == ["2026-03-04T00:00:00+01:00"]
