"""Clients by what they bought: the number of an invoice, in any spelling, or what was sold to them."""

from django.db.models import QuerySet

from leads.search.names import TRIGRAM
from sales.models.sale import INVOICE_KEY, WHAT, Sale


def by_invoice(text: str) -> QuerySet:
    """The ids of contacts with a sale of this number, or with this part of one. Without a digit it is none."""
    key = "".join(letter for letter in text.lower() if letter.isalnum())
    is_number = len(key) >= TRIGRAM and any(letter.isdecimal() for letter in key)
    numbered = Sale.objects.order_by().exclude(invoice="").alias(number=INVOICE_KEY)
    return (numbered.filter(number__contains=key) if is_number else numbered.none()).values("contact")


def by_what_they_bought(text: str) -> QuerySet:
    """The ids of contacts to whom something was sold that is described with these words."""
    return WHAT.holding(text).values("contact")
