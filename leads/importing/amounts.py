"""Amounts of money in any local spelling."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from moneyed import CURRENCIES

from leads.importing.typed_cells import NumberCell

LARGEST = Decimal(10) ** 10
NUMBER = re.compile(r"\d[\d.,\s'’\u00a0\u202f]*")
GROUPED = re.compile(r"\d+|\d{1,3}(?P<mark>[.,\s'’\u00a0\u202f])(?:\d{2,3}(?P=mark))*\d{3}")
"""Digits in a row, or in groups of three (in India two, but for the last) with one and the same mark between them."""
LOCAL_SIGNS = {"kr", "kr.", "zł", "kč", "ft", "lei", "rs", "rs.", "r$", "us$", "a$", "c$", "nz$", "lv", "din", "fr", "fr.", ".-", ""}


def decimal_mark_of(cells: list[str]) -> str:
    """The decimal mark a column shows in the cells that can be read one way only, else nothing. Numbers of a spreadsheet have none."""
    for cell in cells:
        if isinstance(cell, NumberCell):
            continue
        try:
            digits = _digits(cell)
        except ValueError:
            continue
        marks = [c for c in digits if c in ".,"]
        if len(set(marks)) == 2:
            return marks[-1]
        if len(marks) == 1 and len(digits.rpartition(marks[0])[2]) in (1, 2):
            return marks[0]
    return ""


def parse_amount(text: str, *, mark: str = "") -> Decimal:
    """`£11,400`, `1.234,56 €`, `1 234.5`, rounded to cents. `mark`: the column's decimal mark where it is known.

    A single mark before exactly three digits separates thousands unless the column says otherwise. Raises ValueError when
    it is no amount, is negative, or is too large to store.
    """
    if isinstance(text, NumberCell):
        return _in_cents(text)
    digits = _digits(text)
    mark = mark or _own_mark(digits)
    whole, _, cents = digits.rpartition(mark) if mark and mark in digits else (digits, "", "")
    if not GROUPED.fullmatch(whole.strip()):
        raise ValueError(text)
    try:
        amount = Decimal(f"{_bare(whole) or '0'}.{_bare(cents) or '0'}").quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if amount >= LARGEST or (amount and ("-" in text or "(" in text)):
        raise ValueError(text)
    return amount


def _in_cents(cell: NumberCell) -> Decimal:
    """A number needs no reading, only the rounding that a spreadsheet shows it with."""
    if not 0 <= cell.number < LARGEST:
        raise ValueError(cell)
    return cell.number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _digits(text: str) -> str:
    found = NUMBER.findall(text)
    around = "".join(NUMBER.sub("", text).strip("()+- ").split())
    if len(found) != 1 or not _is_currency(around):
        raise ValueError(text)
    return found[0].strip()


def _is_currency(sign: str) -> bool:
    """A currency sign, code or local short form. Anything else (`1.2 Cr`, `40 %`, `3 pcs`) may change what the number means."""
    return sign.casefold() in LOCAL_SIGNS or (len(sign) == 1 and unicodedata.category(sign) == "Sc") or sign.upper() in CURRENCIES


def _own_mark(digits: str) -> str:
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return last
    after = digits.rpartition(last)[2]
    before = digits.partition(last)[0]
    grouped = len(marks) > 1 or (len(after) == 3 and 1 <= len(before) <= 3 and before != "0")
    return "" if grouped else last


def _bare(digits: str) -> str:
    return re.sub(r"\D", "", digits)
