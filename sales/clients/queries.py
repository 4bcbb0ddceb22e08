"""Clients, and what they bought."""

from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from leads.models import Contact, LeadChange
from sales.models import Client, Sale

LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
"""Where clients stand whose first sale nobody can date: after all others."""


def listed() -> QuerySet:
    """Clients with what they bought: `bought` (sum of the known amounts, None: none is), `sales_count`, `last_sale` and
    `joined`, by which the list is ordered. The sums are read for the rows of a page only."""
    standing = Sale.objects.standing().filter(contact=OuterRef("pk")).order_by().values("contact")
    return (
        Client.objects.select_related("client_lead__source")
        .prefetch_related("phones", "emails")
        .annotate(
            bought=Subquery(standing.annotate(n=Sum("net")).values("n")),
            sales_count=Subquery(standing.annotate(n=Count("pk")).values("n")),
            last_sale=Subquery(standing.annotate(n=Max("sold_at")).values("n")),
            joined=Coalesce("client_since", Value(LONG_AGO)),
        )
    )


def with_a_page() -> QuerySet:
    """Contacts who are clients or were: a reversed sale takes the client away, and not the page that says so."""
    return Contact.objects.current().filter(Q(client_lead__isnull=False) | Q(pk__in=Sale.objects.values("contact")))


@transaction.atomic
def describe(contact: Contact, *, by, **fields) -> bool:
    """What kind of client they are, what they spend a year, notes. Returns whether anything was different; if not, nothing is
    written."""
    mine = Contact.objects.select_for_update().get(pk=contact.pk)
    different = {name: value for name, value in fields.items() if getattr(mine, name) != value}
    if not different:
        return False
    lead = mine.client_lead or mine.leads.order_by("-listed_at").first()
    if lead and "client_type" in different:
        before, after = {"client_type": mine.client_type}, {"client_type": different["client_type"]}
        LeadChange.objects.create(lead=lead, verb="edited", by=by, before=before, after=after)
    for name, value in different.items():
        setattr(mine, name, value)
        setattr(contact, name, value)
    mine.save(update_fields=list(different))
    return True
