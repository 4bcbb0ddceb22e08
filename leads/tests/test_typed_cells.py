"""A typed cell is text to whoever shows it, and a number or a moment to whoever reads it."""

import datetime as dt
from decimal import Decimal

from leads.imports.values.typed_cells import MomentCell, NumberCell, stripped


def test_number_cell_shows_its_text():
    cell = NumberCell("12.50", Decimal("12.495"))
    assert (f"{cell}", cell.number) == ("12.50", Decimal("12.495"))


def test_stripping_keeps_the_type():
    day = MomentCell("2026-03-04", dt.datetime(2026, 3, 4), is_day=True)
    assert stripped(day) is day
    assert stripped(NumberCell("7", Decimal(7))).number == 7


def test_stripping_takes_space_off_text():
    assert stripped("  Ann ") == "Ann"
