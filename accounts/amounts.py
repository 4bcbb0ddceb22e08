"""How many decimals an amount of money has, by its currency (ISO 4217, through moneyed), and amounts as text."""

from decimal import Decimal

from moneyed import CURRENCIES

USUAL = 2
MOST = 3
"""As many as are stored."""


class Amount(float):
    """Money, where a number goes into a file: it is written with the decimals of its currency."""


class Share(float):
    """A part of something, where a number goes into a file: 0.25 is shown as 25.0 %."""

    @classmethod
    def of(cls, value: float | None) -> "Share | None":
        return None if value is None else cls(value)


def decimals_of(currency: str) -> int:
    """2 for EUR, 0 for JPY, 3 for KWD."""
    known = CURRENCIES.get(currency)
    return len(str(known.sub_unit)) - 1 if known else USUAL


def kept_decimals(currency: str) -> int:
    """As many as an amount is rounded to when it comes in: 2, or 3 where thousandths are counted."""
    return min(max(decimals_of(currency), USUAL), MOST)


def csv_text(amount: Decimal | float, *, currency: str) -> str:
    """Two decimals, or three where a business counts in thousandths: programs there read 12.500 dinars as they are.

    A German or Dutch spreadsheet takes that point for a mark of thousands, so no other number of ours has exactly three.
    """
    return f"{amount:.{kept_decimals(currency)}f}"


def typed_text(amount: Decimal, *, currency: str) -> str:
    """An amount as it can be typed again in any country: no grouping, no needless decimals, and read as the same amount."""
    if amount == amount.to_integral_value():
        return f"{amount:.0f}"
    has_thousandths = amount != round(amount, USUAL)
    if not has_thousandths:
        return f"{amount:.{USUAL}f}"
    return f"{amount:.3f}" if kept_decimals(currency) == MOST else f"{amount:.4f}"
