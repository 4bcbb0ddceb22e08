"""Sales' part when two enquiries are joined: opportunities and their sales follow the lead, and every number is restated."""

from leads.models import Contact, Lead
from sales.models import NotNow, Opportunity, Sale
from sales.pipeline.recompute import restate, restate_lead


class SalesPart:
    name = "sales"

    def move(self, absorbed: Lead, survivor: Lead, *, by) -> dict:
        opportunities = list(absorbed.opportunities.values_list("pk", flat=True))
        if not opportunities:
            return {}
        sales = Sale.objects.filter(opportunity__in=opportunities)
        moved = {
            "opportunities": [str(pk) for pk in opportunities],
            "sales": {str(pk): contact for pk, contact in sales.values_list("pk", "contact")},
        }
        Opportunity.objects.filter(pk__in=opportunities).update(lead=survivor)
        if survivor.contact_id:
            sales.update(contact=survivor.contact_id)
        self._restate(absorbed, survivor, contacts={*moved["sales"].values(), survivor.contact_id})
        return moved

    def put_back(self, absorbed: Lead, survivor: Lead, moved: dict, *, by) -> None:
        if not moved:
            # The survivor got back the state it had; what was sold on it since, or came with a third lead, decides.
            restate_lead(Lead.objects.get(pk=survivor.pk))
            return
        Opportunity.objects.filter(pk__in=moved["opportunities"], lead=survivor).update(lead=absorbed)
        sales = Sale.objects.filter(opportunity__lead=absorbed)
        contacts = {*moved["sales"].values(), *sales.values_list("contact", flat=True), survivor.contact_id, absorbed.contact_id}
        if absorbed.contact_id is None and sales.exists():
            # Sold while it was joined: whoever bought is the person of this enquiry, since a client always has a lead.
            absorbed.contact_id = sales.earliest("pk").contact_id
            Lead.objects.filter(pk=absorbed.pk).update(contact=absorbed.contact_id)
        sales.update(contact=absorbed.contact_id)
        self._restate(absorbed, survivor, contacts=contacts)

    def _restate(self, absorbed: Lead, survivor: Lead, *, contacts: set) -> None:
        """A lead wins one contact at most, so all claims are dropped before they are written anew."""
        people = list(Contact.objects.filter(pk__in=contacts))
        Contact.objects.filter(pk__in=contacts).update(client_lead=None)
        for contact in people:
            restate(contact)
        for lead in (absorbed, survivor):
            restate_lead(Lead.objects.get(pk=lead.pk))


class NotNowPart:
    """When two contacts are merged: until when lists of whom to sell to again leave them out. Where both have a word on one row, that of
    the contact who is kept counts."""

    name = "not_now"

    def move(self, absorbed: Contact, kept: Contact) -> list[int]:
        known = set(kept.not_now.values_list("kind", "product"))
        rows = [row.pk for row in absorbed.not_now.order_by("pk") if (row.kind, row.product_id) not in known]
        NotNow.objects.filter(pk__in=rows).update(contact=kept)
        return rows

    def put_back(self, absorbed: Contact, kept: Contact, moved: list[int]) -> None:
        NotNow.objects.filter(pk__in=moved, contact=kept).update(contact=absorbed)
