"""Amounts as the pages of reports say them. Files keep them exact."""

from decimal import Decimal

from accounts.current_business import to_the_cent
from accounts.formatting import money

WHOLE_FROM = 20
"""Calculated amounts from here on are said without their cents: they are not known that well."""
NO_CENTS_FROM = 100
"""Amounts that are known are said with them up to here."""


def about(amount: Decimal | float | None) -> str:
    """A calculated amount as people say it: £1,234, £56.25."""
    if amount is None:
        return money(None)
    value = Decimal(str(amount))
    return money(round(value, 0) if abs(value) >= WHOLE_FROM else to_the_cent(value))


def cents(amount: Decimal | None) -> Decimal | None:
    """An amount as a page shows it: to the penny while that is worth reading, from 100 on without. Files keep it exact."""
    return None if amount is None else round(amount, 0) if abs(amount) >= NO_CENTS_FROM else to_the_cent(amount)


def roughly(amount: Decimal | float | None) -> Decimal | float | None:
    """To two digits that count: what chance makes uncertain is not said to the pound. 335,159 is 340,000."""
    if not amount:
        return amount
    return round(Decimal(amount), 1 - Decimal(amount).adjusted())
