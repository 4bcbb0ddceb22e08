"""Cells of a spreadsheet that are more than their text. A cell of a text file is a plain `str`.

Both are strings, so that whatever shows, keeps or compares a cell takes them as it takes the others; what reads numbers and dates
asks for the type first and guesses from the text only where there is none.
"""

import datetime as dt
from decimal import Decimal


class NumberCell(str):
    """`number` is what the cell holds, whatever marks its text has."""

    number: Decimal

    def __new__(cls, text: str, number: Decimal) -> "NumberCell":
        cell = super().__new__(cls, text)
        cell.number = number
        return cell


class MomentCell(str):
    """`moment` is naive: the clock of a spreadsheet has no zone. `is_day`: a day without a time."""

    moment: dt.datetime
    is_day: bool

    def __new__(cls, text: str, moment: dt.datetime, *, is_day: bool = False) -> "MomentCell":
        cell = super().__new__(cls, text)
        cell.moment, cell.is_day = moment, is_day
        return cell


def stripped(cell: str) -> str:
    """Without space round it, and of the type it had: `str.strip` would make a typed cell a plain one."""
    return cell if isinstance(cell, NumberCell | MomentCell) else cell.strip()
