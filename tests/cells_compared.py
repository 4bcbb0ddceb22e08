"""Whether a program has of a cell what we wrote into it."""

import re
from datetime import datetime

from openpyxl.cell import Cell

MARKS = {"de-DE": (".", ","), "nl-NL": (".", ","), "en-US": (",", ".")}
"""Between thousands, and before decimals."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
HALF_A_DIGIT = {"0.0%": 0.00051, "#,##0.00": 0.0051, "#,##0.0##": 0.00051, "#,##0": 0}
"""How far the shown may be from the stored, by the format of the cell."""
YES_OR_NO = {True: ("true", "wahr", "waar", "1"), False: ("false", "falsch", "onwaar", "0")}


def is_shown(text: str, cell: Cell, *, language: str) -> bool:
    """Of a spreadsheet, as people in `language` see it."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        shown = _number(text, language)
        return shown is not None and abs(shown - value) <= HALF_A_DIGIT[cell.number_format]
    return is_read(text, cell)


def is_read(read, cell: Cell) -> bool:
    """Of a spreadsheet, as a program has it."""
    value = cell.value
    if isinstance(value, bool):
        return str(read).lower() in YES_OR_NO[value]
    if isinstance(value, int | float):
        return _is_near(read, value)
    if isinstance(value, datetime):
        return str(read).replace("T", " ").replace("/", "-")[:16] in (f"{value:%Y-%m-%d %H:%M}", f"{value:%Y-%m-%d}")
    return _text(read) == _text(value)


def is_same_number(shown: str, written: str, *, language: str) -> bool:
    """Of CSV: a number is left as text or taken for that number. What is no number may be anything here."""
    if shown == written or not NUMBER.fullmatch(written):
        return True
    return _is_near(_number(shown, language), float(written), digits=6)


def _is_near(read, value: float, *, digits: int = 9) -> bool:
    try:
        return abs(float(read) - value) <= 10**-digits * max(1, abs(value))
    except (TypeError, ValueError):
        return False


def _number(text: str, language: str) -> float | None:
    thousands, decimals = MARKS[language]
    plain = text.rstrip("%\u00a0\u202f ").replace(thousands, "").replace(decimals, ".")
    if not NUMBER.fullmatch(plain.lower()):
        return None
    return float(plain) / 100 if text.endswith("%") else float(plain)


def _text(value) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n")
