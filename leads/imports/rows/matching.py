"""Which leads and people of a batch are known already. A few queries a batch, whatever its size."""

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from leads.contacts.matching import Matches, Owners, is_somebody_else, shares, ways_of
from leads.contacts.name_similarity import alike
from leads.imports.rows.drafts import Draft
from leads.models import Contact, Lead, Source

LIKENESS = 60
"""Of 100: names that are this alike may be one person's with another spelling, or a nickname for it."""


@dataclass
class Match:
    """`lead`: the very enquiry of the row; `is_same_row`: it was made from this row. `open_lead`: another open one of the same
    person. `contact`: who it is. `refusal`: why the row must not go in.
    """

    lead: Lead | None = None
    open_lead: Lead | None = None
    contact: Contact | None = None
    is_same_row: bool = False
    refusal: str = ""


class Known:
    """A row is about the lead with its id, or made from the very same row; else about an enquiry of the same person.

    Each new external id is a lead of its own, of the person who is known by then.
    """

    def __init__(self, drafts: list[Draft], *, system: str = "", reads: tuple[str, ...] = ()):
        leads = Lead.objects.select_related("contact", "source", "campaign").prefetch_related(
            "contact__phones", "contact__emails", "touches", *reads
        )
        ids = {draft.external_id for draft in drafts if draft.external_id}
        by_id = leads.filter(external_system=system, external_id__among=ids) if ids else ()
        self.by_id = {lead.external_id: lead for lead in by_id}
        keys = {draft.key for draft in drafts if not draft.external_id}
        self.by_key = {lead.key: lead for lead in leads.filter(key__among=keys)} if keys else {}
        self.owners = Owners.of(way for draft in drafts if draft.external_id not in self.by_id for way in draft.ways)
        contacts = {contact.pk for contacts in self.owners.contacts.values() for contact in contacts}
        self.leads_of: dict[int, list[Lead]] = {}
        for lead in leads.filter(contact__in=contacts).standing() if contacts else ():
            self.leads_of.setdefault(lead.contact_id, []).append(lead)

    def has(self, draft: Draft) -> bool:
        """Whether the row is about a lead that is here, by its id or by the row itself."""
        return draft.external_id in self.by_id or draft.key in self.by_key

    def match(self, draft: Draft, *, source: Source | None) -> Match:
        """Adds a warning to the draft where somebody else has a number or an address of the row."""
        if draft.external_id in self.by_id:
            return self.of_its_id(draft, source=source)
        if draft.key in self.by_key:
            return Match(lead=self.by_key[draft.key], is_same_row=True)
        if draft.ways.isdisjoint(self.owners.contacts):
            return Match()
        matches = self.owners.match(draft.stated)
        draft.warnings += [shares(way, contact) for contact, way in matches.sharing]
        if not matches.people:
            return Match()
        if draft.external_id:
            return Match(contact=self._likeliest(matches, draft)[0])
        return self._enquiry(matches, draft, source=source)

    def of_its_id(self, draft: Draft, *, source: Source | None) -> Match:
        """The lead with the id of the row, which is known."""
        lead = self.by_id[draft.external_id]
        return Match(lead=lead, refusal=_contradiction(lead, draft, source=source))

    def _enquiry(self, matches: Matches, draft: Draft, *, source: Source | None) -> Match:
        contact, leads = self._likeliest(matches, draft)
        same = [lead for lead in leads if _is_same_enquiry(lead, draft, source=source)]
        still_open = [lead for lead in leads if lead.is_open and not _was_over_by_then(lead, draft)]
        return Match(lead=same[-1] if same else None, open_lead=still_open[-1] if still_open else None, contact=contact)

    def _likeliest(self, matches: Matches, draft: Draft) -> tuple[Contact, list[Lead]]:
        """Who it is, and their enquiries in order of time. A row that names nobody may be any of those who share its number:
        whoever has an open enquiry, then whoever asked last."""
        in_order = partial(sorted, key=lambda lead: (lead.listed_at, lead.pk))
        leads = {contact: in_order(self.leads_of.get(contact.pk, ())) for contact in matches.people}
        contact = matches.people[0]
        if len(matches.people) > 1 and not draft.name:
            contact = max(matches.people, key=lambda person: _recency(leads[person]))
            names = " / ".join(str(person) for person in matches.people)
            draft.warnings.append(_("May be any of %(names)s; taken for %(who)s.") % {"names": names, "who": contact})
        return contact, leads[contact]


def _recency(leads: list[Lead]) -> tuple:
    return (any(lead.is_open for lead in leads), leads[-1].listed_at.timestamp() if leads else 0)


def _is_same_enquiry(lead: Lead, draft: Draft, *, source: Source | None) -> bool:
    """Two unknown dates are not one date."""
    return draft.received_at is not None and lead.received_at == draft.received_at and lead.source_id == (source.pk if source else None)


def _was_over_by_then(lead: Lead, draft: Draft) -> bool:
    """Whether the row is about an enquiry that was won or lost before this one came, whichever row of the file comes first."""
    if not (draft.is_closed and draft.received_at and lead.received_at):
        return False
    return (draft.won_at or draft.lost_at or draft.received_at) < lead.received_at


def _contradiction(lead: Lead, draft: Draft, *, source: Source | None) -> str:
    """Why an id that matches is somebody else's: the name is another, no number or address agrees, and the source is another too.
    Where there are no two sources to compare, names without any likeness are enough."""
    contact = lead.contact
    if contact is None or not is_somebody_else(draft.stated, contact):
        return ""
    ways = ways_of(phones=contact.phones.all(), emails=[email.key for email in contact.emails.all()])
    have_sources = bool(source and lead.source_id)
    contradicts = lead.source_id != source.pk if have_sources else alike(draft.name, contact.name) < LIKENESS
    if ways & draft.ways or not contradicts:
        return ""
    told = {"id": draft.external_id, "who": contact, "source": lead.source or _("no source")}
    return _("The id %(id)s is that of %(who)s (%(source)s) here. If the ids come from another program, say which.") % told
