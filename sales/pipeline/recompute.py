"""What sales know of people and enquiries, written downward from the facts: who is a client since when, and what became of a lead."""

from django.db.models import F

from leads.hooks import LeadHasSales
from leads.models import Contact, Lead, State
from sales.models import Opportunity, Sale


def restate(contact: Contact) -> None:
    """Write `client_lead` and `client_since` of a contact, and the state of its leads with sales, from the facts.

    The first won opportunity is the one sold earliest; one won at an unknown time counts only where no other is known.
    """
    first = (
        Sale.objects.standing()
        .filter(contact=contact)
        .order_by(F("sold_at").asc(nulls_last=True), "pk")
        .select_related("opportunity")
        .first()
    )
    lead, since = (first.opportunity.lead_id, first.sold_at) if first else (None, None)
    Contact.objects.filter(pk=contact.pk).update(client_lead=lead, client_since=since)
    contact.client_lead_id, contact.client_since = lead, since
    for each in Lead.objects.filter(contact=contact, opportunities__isnull=False).distinct():
        restate_lead(each)


def take_along(lead: Lead, before: Contact | None, after: Contact | None) -> None:
    """A lead went over to another contact: its sales go with it, and both people are restated. Without sales: nothing.

    Raises LeadHasSales when it would be left without anybody.
    """
    sales = Sale.objects.filter(opportunity__lead=lead)
    if not lead.opportunities.exists():
        return
    if after is None and sales.exists():
        raise LeadHasSales
    for contact in sorted(filter(None, (before, after)), key=lambda each: each.pk):
        hold(contact)
    sales.update(contact=after)
    for contact in filter(None, (before, after)):
        restate(contact)


def restate_lead(lead: Lead) -> None:
    """A lead with sales is won when one of its opportunities is, else open while one is, else lost.

    Not lost is one that another enquiry was joined with, and that waits with marketing for the sake of that one; nor one that
    was withdrawn with the file it came in.
    """
    opportunities = list(lead.opportunities.select_related("stage"))
    if not opportunities:
        return
    won = [o for o in opportunities if o.is_won]
    if won:
        lead.follow_opportunities(State.WON, closed_at=_earliest(won))
    elif any(o.is_open for o in opportunities):
        lead.follow_opportunities(State.IN_SALES)
    elif lead.state != State.WITHDRAWN and not _waits_for_another(lead):
        lead.follow_opportunities(State.LOST, closed_at=max((o.closed_at for o in opportunities if o.closed_at), default=None))


def _waits_for_another(lead: Lead) -> bool:
    return Lead.objects.filter(pk=lead.pk, state__in=(State.OPEN, State.HANDED_OVER), merged__isnull=False).exists()


def _earliest(opportunities: list[Opportunity]):
    return min((o.closed_at for o in opportunities if o.closed_at), default=None)


def hold(contact: Contact | None) -> Contact | None:
    """Lock a contact before its sales change, so that two people's sales to it restate it one after the other.

    Before, not after: a sale inserted first would hold the contact for its foreign key, and two of those would deadlock.
    """
    if contact:
        Contact.objects.select_for_update().get(pk=contact.pk)
    return contact
