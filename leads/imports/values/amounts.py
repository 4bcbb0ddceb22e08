"""Amounts of money in any local spelling."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import chain

from accounts.amounts import MOST, USUAL, kept_decimals
from accounts.currency_signs import currencies_of
from leads.imports.values.typed_cells import NumberCell

LARGEST = Decimal(10) ** 10
NUMBER = re.compile(r"\d[\d.,\s'’\u00a0\u202f]*")
GROUPED = re.compile(r"\d+|\d{1,3}(?P<mark>[.,\s'’\u00a0\u202f])(?:\d{2,3}(?P=mark))*\d{3}")
"""Digits in a row, or in groups of three (in India two, but for the last) with one and the same mark between them."""
ARABIC_MARKS = str.maketrans({"٫": ".", "٬": ","})
NO_CENTS = re.compile(r"(?<=\d)\s?[.,]\s?[-–—]{1,2}")
"""As people write round amounts in German: 100,- and 100.—"""
NAMED = re.compile(r"[(\[]\s*([A-Z]{3}|[^\w\s]|[A-Z]{1,2}\$)\s*[)\]]|\b(?:in|en)\s+([A-Z]{3}|[^\w\s])(?:\s|$)|(?<=[a-z])[\s_]([A-Z]{3})$")
WITH_COMMA = {"TND", "LYD"}
"""Currencies of three decimals whose countries write them behind a comma (CLDR)."""
ENOUGH = 200


class ForeignAmount(ValueError):
    """In another currency than ours; `sign` as it is written."""

    def __init__(self, sign: str):
        super().__init__(sign)
        self.sign = sign


def decimal_mark_of(cells: list[str]) -> str:
    """The decimal mark a column shows in the cells that can be read one way only, else nothing. Numbers of a spreadsheet have none."""
    for cell in cells:
        if isinstance(cell, NumberCell):
            continue
        try:
            digits, _sign = _taken_apart(cell)
        except ValueError:
            continue
        marks = [c for c in digits if c in ".,"]
        if len(set(marks)) == 2:
            return marks[-1]
        if len(marks) == 1 and len(digits.rpartition(marks[0])[2]) in (1, 2):
            return marks[0]
    return ""


def parse_amount(text: str, *, mark: str = "", currency: str = "") -> Decimal:
    """`£11,400`, `1.234,56 €`, `1 234.5`, rounded as `currency` (ISO 4217) is counted. `mark`: the column's decimal mark where it is known.

    A single mark before exactly three digits separates thousands unless the column says otherwise, or the currency has three
    decimals: 12.500 is twelve and a half dinars. Raises ForeignAmount for the sign of another currency; ValueError when it is no
    amount, is negative, or is too large to store.
    """
    decimals = kept_decimals(currency) if currency else USUAL
    if isinstance(text, NumberCell):
        return _fitting(text.number, decimals, text)
    digits, sign = _taken_apart(text)
    if currency and (meant := currencies_of(sign)) and currency not in meant:
        raise ForeignAmount(sign)
    mark = mark or _own_mark(digits, currency=currency)
    whole, _, cents = digits.rpartition(mark) if mark and mark in digits else (digits, "", "")
    if not GROUPED.fullmatch(whole.strip()):
        raise ValueError(text)
    try:
        amount = Decimal(f"{_bare(whole) or '0'}.{_bare(cents) or '0'}")
    except InvalidOperation as error:
        raise ValueError(text) from error
    if amount and ("-" in NO_CENTS.sub("", text) or "(" in text):
        raise ValueError(text)
    return _fitting(amount, decimals, text)


def foreign_sign(cells: list[str], *, currency: str) -> str:
    """The sign or code that every amount of a column has, where it is another currency's; else nothing."""
    signs = set()
    for cell in cells[:ENOUGH] if len(cells) > 1 else ():
        try:
            signs.add(_taken_apart(cell)[1] if not isinstance(cell, NumberCell) else "")
        except ValueError:
            continue
    meant = currencies_of(next(iter(signs))) if len(signs) == 1 else None
    return signs.pop() if meant and currency and currency not in meant else ""


def foreign_sign_in(header: str, *, currency: str) -> str:
    """The currency that a header names (`Amount (USD)`, `Total in £`), where it is not ours."""
    for sign in filter(None, chain.from_iterable(NAMED.findall(header))):
        if currency and (meant := currencies_of(sign)) and currency not in meant:
            return sign
    return ""


def _fitting(amount: Decimal, decimals: int, text: str) -> Decimal:
    if not 0 <= amount < LARGEST:
        raise ValueError(text)
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _taken_apart(text: str) -> tuple[str, str]:
    """The digits with their marks, and the sign of a currency. What is round them else (`1.2 Cr`, `40 %`, `3 pcs`) may change what
    the number means, and raises ValueError.
    """
    text = NO_CENTS.sub("", text.translate(ARABIC_MARKS))
    numbers = NUMBER.findall(text)
    sign = "".join(NUMBER.sub("", text).strip("()+- ").split())
    if len(numbers) != 1 or currencies_of(sign) is None:
        raise ValueError(text)
    return numbers[0].strip(), sign


def _own_mark(digits: str, *, currency: str) -> str:
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return last
    after, before = digits.rpartition(last)[2], digits.partition(last)[0]
    if len(marks) == 1 and len(after) == MOST and currency and kept_decimals(currency) == MOST:
        return last if last == "." or before == "0" or currency in WITH_COMMA else ""
    grouped = len(marks) > 1 or (len(after) == 3 and 1 <= len(before) <= 3 and before != "0")
    return "" if grouped else last


def _bare(digits: str) -> str:
    return re.sub(r"\D", "", digits)
