"""Which leads and people of a batch are known already. A few queries a batch, whatever its size."""

from dataclasses import dataclass

from leads.importing.drafts import Draft
from leads.models import Contact, ContactEmail, ContactPhone, Lead


@dataclass
class Match:
    """`lead`: the very enquiry of the row. `open_lead`: another open one of the same person. `contact`: who it is."""

    lead: Lead | None = None
    open_lead: Lead | None = None
    contact: Contact | None = None


class Known:
    """Rows with an external id are matched by it alone: each new one is a lead of its own, of a contact of its own."""

    def __init__(self, drafts: list[Draft], *, reads: tuple[str, ...] = ()):
        leads = Lead.objects.select_related("contact", "source", "campaign").prefetch_related(
            "contact__phones", "contact__emails", "touches", *reads
        )
        strangers = [draft for draft in drafts if not draft.external_id]
        ids = [draft.external_id for draft in drafts if draft.external_id]
        self.by_id = {lead.external_id: lead for lead in leads.filter(external_id__in=ids)} if ids else {}
        keys = [draft.key for draft in strangers if not draft.ways]
        self.by_key = {lead.key: lead for lead in leads.filter(key__in=keys)} if keys else {}
        self.people = people_of({way for draft in strangers for way in draft.ways})
        contacts = {contact.pk for contact in self.people.values()}
        self.leads_of: dict[int, list[Lead]] = {}
        for lead in leads.filter(contact__in=contacts).standing() if contacts else ():
            self.leads_of.setdefault(lead.contact_id, []).append(lead)

    def match(self, draft: Draft, *, source) -> Match:
        if draft.external_id:
            return Match(lead=self.by_id.get(draft.external_id))
        if not draft.ways:
            return Match(lead=self.by_key.get(draft.key))
        found = {self.people[way].pk: self.people[way] for way in draft.ways if way in self.people}
        if not found:
            return Match()
        leads = sorted((lead for pk in found for lead in self.leads_of.get(pk, [])), key=lambda each: (each.listed_at, each.pk))
        same = [lead for lead in leads if lead.received_at == draft.received_at and lead.source_id == (source.pk if source else None)]
        still_open = [lead for lead in leads if lead.is_open]
        # Of several people whoever has this enquiry, then an open one, then whoever asked last, as `same_person` has it.
        nearest = next((each[-1] for each in (same, still_open, leads) if each), None)
        contact = found[nearest.contact_id] if nearest else found[min(found)]
        return Match(lead=same[-1] if same else None, open_lead=still_open[-1] if still_open else None, contact=contact)


def people_of(ways: set[tuple[str, ...]]) -> dict[tuple[str, ...], Contact]:
    """The contact of each way; the oldest where several have it."""
    numbers = [way[0] for way in ways if len(way) == 2]
    addresses = [way[0] for way in ways if len(way) == 1]
    phones = ContactPhone.objects.filter(e164__in=numbers) if numbers else ContactPhone.objects.none()
    emails = ContactEmail.objects.filter(key__in=addresses) if addresses else ContactEmail.objects.none()
    found: dict[tuple[str, ...], Contact] = {}
    for phone in phones.filter(contact__merged_into=None).select_related("contact").order_by("contact_id"):
        found.setdefault((phone.e164, phone.extension), phone.contact)
    for email in emails.filter(contact__merged_into=None).select_related("contact").order_by("contact_id"):
        found.setdefault((email.key,), email.contact)
    return found
