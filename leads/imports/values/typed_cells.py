"""Cells of a spreadsheet that are more than their text. A cell of a text file is a plain `str`.

Both are strings, so that whatever shows, keeps or compares a cell takes them as it takes the others; what reads numbers and dates
asks for the type first and guesses from the text only where there is none.
"""

import datetime as dt
from decimal import Decimal


class NumberCell(str):
    """`number` is what the cell holds, whatever marks its text has. `date1904`: as a day it is counted from 1904 (old Macs)."""

    number: Decimal
    date1904: bool

    def __new__(cls, text: str, number: Decimal, *, date1904: bool = False) -> "NumberCell":
        cell = super().__new__(cls, text)
        cell.number, cell.date1904 = number, date1904
        return cell

    @classmethod
    def of(cls, value: float, *, date1904: bool = False) -> "NumberCell":
        """With the fifteen digits that spreadsheets hold and show; whole numbers without decimals."""
        number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
        return cls(f"{number.normalize():f}", number, date1904=date1904)


class MomentCell(str):
    """`moment` is naive: the clock of a spreadsheet has no zone. `is_day`: a day without a time."""

    moment: dt.datetime
    is_day: bool

    def __new__(cls, text: str, moment: dt.datetime, *, is_day: bool = False) -> "MomentCell":
        cell = super().__new__(cls, text)
        cell.moment, cell.is_day = moment, is_day
        return cell

    @classmethod
    def of(cls, iso: str) -> "MomentCell":
        """`iso`: a day or a moment as ISO 8601 writes it, without a zone."""
        return cls(iso.replace("T", " "), dt.datetime.fromisoformat(iso), is_day=len(iso) == len("2026-03-04"))


def stripped(cell: str) -> str:
    """Without space round it, and of the type it had: `str.strip` would make a typed cell a plain one."""
    return cell.strip() if type(cell) is str else cell
