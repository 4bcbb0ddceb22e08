"""The business whose page is being made, for what has no request at hand: the filters that write money and phone numbers."""

from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from accounts.amounts import USUAL, Amount, kept_decimals
from accounts.models import Business

_business: ContextVar[Business | None] = ContextVar("business", default=None)


@contextmanager
def at(business: Business):
    token = _business.set(business)
    try:
        yield business
    finally:
        _business.reset(token)


def get_current_business() -> Business:
    """The business of the running request; outside of one it is read, for one query."""
    return _business.get() or Business.current()


def to_the_cent[Number: (Decimal, float)](amount: Number | None) -> Number | None:
    """Rounded as the currency of the business at hand is counted: to hundredths, or to thousandths of a dinar.

    No query: where no business is at hand (requests, tasks, chores and commands have theirs), to hundredths.
    """
    business = _business.get()
    return None if amount is None else round(amount, kept_decimals(business.currency) if business else USUAL)


def amount_cell(amount: Decimal | float | None) -> Amount | None:
    """Money as a file has it: a number, rounded as its currency is counted."""
    return None if amount is None else Amount(to_the_cent(float(amount)))


def number_locale(business: Business) -> Locale:
    """The language of the page with the habits of the country: English in Germany writes 1.234,50 €."""
    language = (get_language() or "en").split("-")[0]
    try:
        return Locale.parse(f"{language}_{business.country}")
    except UnknownLocaleError:
        return Locale.parse(language)
