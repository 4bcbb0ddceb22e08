"""How many decimals an amount of money has, by its currency (CLDR, through Babel)."""

from decimal import Decimal

from babel.numbers import get_currency_precision

USUAL = 2


def decimals_of(currency: str) -> int:
    """2 for EUR, 0 for JPY, 3 for KWD."""
    return get_currency_precision(currency)


def csv_text(amount: Decimal | float, *, currency: str) -> str:
    """An amount for CSV: two decimals, or four where the currency has three.

    Never three: a German or Dutch spreadsheet takes the point of 12.500 for a mark of thousands, and reads 12500.
    """
    decimals = max(decimals_of(currency), USUAL)
    return f"{amount:.{4 if decimals == 3 else decimals}f}"
