"""What one person asked for: a line for each enquiry, or for each opportunity it became, and which of them a page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from leads.models import JUNK, Activity, Contact, Lead
from sales.models import Opportunity

MOST = 200
"""Enquiries of one person that are listed, the latest. Nobody asks as often; a wrong merger may make it so."""
IN_SIGHT = 6


@dataclass(frozen=True)
class Enquiry:
    """`opportunity`: what it became, if sales took it on; `next`: the follow-up that comes first."""

    lead: Lead
    opportunity: Opportunity | None = None
    next: Activity | None = None

    @property
    def is_open(self) -> bool:
        return self.opportunity.is_open if self.opportunity else self.lead.is_open

    @property
    def closed_at(self):
        return self.opportunity.closed_at if self.opportunity else self.lead.closed_at

    @property
    def next_is_late(self) -> bool:
        return self.next is not None and self.next.due_on < timezone.localdate()

    @property
    def query(self) -> str:
        """Of the address of the page that shows it."""
        return f"opportunity={self.opportunity.pk}" if self.opportunity else f"enquiry={self.lead.pk}"


def leads_of(contact: Contact) -> list[Lead]:
    """Those that stand, the latest first, read `for_page`."""
    leads = Lead.objects.for_page().prefetch_related("opportunities__lost_reason").standing().filter(contact=contact)
    return list(leads.order_by("-listed_at", "-pk")[:MOST])


def enquiries_of(leads: Iterable[Lead]) -> list[Enquiry]:
    """Those still open first, then the latest. Spam and tests are nothing they asked for. One query."""
    leads = list(leads)
    ahead: dict[UUID, Activity] = {}
    planned = Activity.objects.planned().filter(lead__in=leads).order_by("due_on", F("due_at").asc(nulls_last=True), "pk")
    for activity in planned:
        ahead.setdefault(activity.lead_id, activity)
    lines = [line for lead in leads if lead.disqualified_for not in JUNK for line in _lines(lead, ahead.get(lead.pk))]
    return sorted(lines, key=lambda line: not line.is_open)


def _lines(lead: Lead, next_one: Activity | None) -> list[Enquiry]:
    opportunities = sorted(lead.opportunities.all(), key=lambda one: (one.is_open, one.made_at), reverse=True)
    return [Enquiry(lead, one, next_one if one.is_open else None) for one in opportunities] or [Enquiry(lead, next=next_one)]


def shown(enquiries: list[Enquiry], leads: list[Lead], *, lead: UUID | None, opportunity: UUID | None) -> Enquiry | None:
    """The one that was asked for by the id of its `opportunity` or `lead`, else the first; None where it is none of these."""
    if opportunity:
        return next((line for line in enquiries if line.opportunity and line.opportunity.pk == opportunity), None)
    if lead:
        lines = [*enquiries, *(line for one in leads for line in _lines(one, None))]
        return next((line for line in lines if line.lead.pk == lead), None)
    return next(iter(enquiries), None) or next((Enquiry(one) for one in leads), None)
