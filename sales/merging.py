"""Sales' part when two enquiries are joined: opportunities and their sales follow the lead, and every number is restated."""

from leads.models import Contact, Lead
from sales.conversion import restate, restate_lead
from sales.models import Opportunity, Sale


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
            return
        Opportunity.objects.filter(pk__in=moved["opportunities"], lead=survivor).update(lead=absorbed)
        for pk, contact in moved["sales"].items():
            Sale.objects.filter(pk=pk, opportunity__lead=absorbed).update(contact=contact)
        self._restate(absorbed, survivor, contacts={*moved["sales"].values(), survivor.contact_id})

    def _restate(self, absorbed: Lead, survivor: Lead, *, contacts: set) -> None:
        """A lead wins one contact at most, so all claims are dropped before they are written anew."""
        people = list(Contact.objects.filter(pk__in=contacts))
        Contact.objects.filter(pk__in=contacts).update(client_lead=None)
        for contact in people:
            restate(contact)
        for lead in (absorbed, survivor):
            restate_lead(Lead.objects.get(pk=lead.pk))
