"""A row that is about a known lead: only what it fills changes, through the verbs, so that it is remembered who did it.

No import renames anybody, puts a stranger's address on them, or drops a name: what does not fit the person is kept in words.
"""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.models import User
from leads.contacts.matching import is_somebody_else, ways_of
from leads.imports.rows.drafts import Draft
from leads.models import Campaign, Contact, HowKnown, Lead, LeadChange, Source, Touch
from leads.models.contact import ADDRESS, sort_key
from leads.phones import Phone

PLAIN = ("received_at", "channel", "interest", "notes")


class Coming(NamedTuple):
    """One time that somebody came, as a lead or a touch remembers it."""

    source: Source | None
    campaign: Campaign | None
    channel: str
    at: datetime | None
    text: str

    @classmethod
    def of_lead(cls, lead: Lead) -> "Coming":
        return cls(lead.source, lead.campaign, lead.channel, lead.received_at, _text(lead.interest, lead.notes))

    @property
    def known_by(self) -> tuple:
        return (self.source and self.source.pk, self.campaign and self.campaign.pk, *self[2:])

    def is_before(self, other: "Coming") -> bool:
        return self.at is not None and other.at is not None and self.at < other.at


def update(lead: Lead, draft: Draft, *, by: User | None, source: Source | None, campaign: Campaign | None) -> bool:
    """Returns whether anything changed."""
    changes = {name: getattr(draft, name) for name in PLAIN if name in draft.given}
    changes["notes"] = with_what_differs(changes.get("notes", lead.notes), draft, lead.contact)
    if "source" in draft.given:
        changes["source"] = source
        if lead.source_id != source.pk:
            changes["how_known"] = HowKnown.ASSUMED
    if "how_known" in draft.given:
        changes["how_known"] = draft.how_known
    if "campaign" in draft.given and campaign is not None:
        changes["campaign"] = campaign
    if "owner" in draft.given:
        changes["owner_text"] = draft.owner
    different = {name: value for name, value in changes.items() if getattr(lead, name) != value}
    changed = bool(different) and lead.edit(by=by, **different)
    return _describe(lead, draft, by=by, overwrites=True) or changed


def touch(lead: Lead, draft: Draft, *, by: User | None, source: Source | None, campaign: Campaign | None) -> bool:
    """They came again while their enquiry is open. The same touch twice is one. Returns whether anything was written.

    Where the row came first it is the enquiry, and what was one becomes the touch: the order of rows decides nothing.
    """
    text = with_what_differs(_text(draft.interest, draft.notes), draft, lead.contact)
    coming, have = Coming(source, campaign, draft.channel, draft.received_at, text), Coming.of_lead(lead)
    known = [(t.source_id, t.campaign_id, t.channel, t.at, t.text) for t in lead.touches.all()]
    changed = coming.known_by not in (have.known_by, *known)
    if changed and coming.is_before(have):
        how_known, notes = lead.how_known, with_what_differs(draft.notes, draft, lead.contact)
        if lead.source and how_known in (HowKnown.ASKED, HowKnown.TRACKED):
            draft.warnings.append(
                _("It is older than the open enquiry of %(who)s, whose source was %(source)s; the older one counts.")
                % {"who": lead, "source": lead.source}
            )
        words = {"interest": draft.interest, "notes": notes, "how_known": how_known_of(draft, source)}
        lead.edit(by=by, source=source, campaign=campaign, channel=draft.channel, received_at=draft.received_at, **words)
        Touch.objects.create(lead=lead, by=by, how_known=how_known, **have._asdict())
    elif changed:
        Touch.objects.create(lead=lead, by=by, how_known=how_known_of(draft, source), **coming._asdict())
    return _describe(lead, draft, by=by) or changed


def with_what_differs(notes: str, draft: Draft, contact: Contact | None) -> str:
    """`notes`, and a line for each name of the row that is not the one on record, and for a stranger's numbers and addresses."""
    lines = []
    if contact and sort_key(contact.name) != sort_key(draft.name or contact.name):
        lines.append(_("Gave the name %(name)s.") % {"name": draft.name})
    if contact and sort_key(contact.company) != sort_key(draft.company or contact.company):
        lines.append(_("Gave the company %(name)s.") % {"name": draft.company})
    if contact and contact.pk and _is_stranger(draft, contact):
        lines += [_("Gave %(way)s.") % {"way": way} for way in (*(phone.as_typed for phone in draft.phones), *draft.emails)]
    return "\n".join(filter(None, [notes, *(line for line in lines if line not in notes)]))


def _text(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def how_known_of(draft: Draft, source: Source | None) -> str:
    """As the row says; a source that a file names is assumed."""
    return draft.how_known or (HowKnown.ASSUMED if source else "")


def _is_stranger(draft: Draft, contact: Contact) -> bool:
    """Whether the row, which has the id of this contact's lead, names somebody else and shares no way with them."""
    if not is_somebody_else(draft.stated, contact):
        return False
    return not ways_of(phones=contact.phones.all(), emails=[email.key for email in contact.emails.all()]) & draft.ways


def _describe(lead: Lead, draft: Draft, *, by: User | None, overwrites: bool = False) -> bool:
    """Who it is. What is not known yet is added; `overwrites`: another client type takes the place of the one there."""
    contact = lead.contact
    if contact is None:
        if draft.is_somebody:
            ways = {"phones": draft.phones, "emails": draft.emails}
            lead.edit(by=by, contact=Contact.make(name=draft.name, company=draft.company, **draft.about_them, **ways))
        return draft.is_somebody
    free = [name for name in ("name", "company", "client_type") if not getattr(contact, name) or (overwrites and name == "client_type")]
    free += ADDRESS if overwrites or not contact.has_address else ()
    different = {name: getattr(draft, name) for name in free if name in draft.given and getattr(contact, name) != getattr(draft, name)}
    phones, emails = _new_ways(contact, draft)
    if _is_stranger(draft, contact):
        draft.warnings.append(_("Here it is %(who)s, who keeps the name; what the row says is in the notes.") % {"who": contact})
        phones, emails = [], []
        different = {name: value for name, value in different.items() if name not in ADDRESS}
    if not (different or phones or emails):
        return False
    before = {name: getattr(contact, name) for name in different} | _ways(contact, phones=phones, emails=emails)
    contact.call(name=different.get("name"), company=different.get("company"))
    for name, value in different.items():
        setattr(contact, name, value)
    if different:
        contact.save(update_fields=[*different, "sort_name", "company_key"])
    contact.add_ways(phones=phones, emails=emails)
    added = {name: [*before[name], *new] for name, new in (("phones", [p.as_typed for p in phones]), ("emails", emails)) if new}
    LeadChange.objects.create(lead=lead, verb="edited", by=by, before=before, after=different | added)
    return True


def _new_ways(contact: Contact, draft: Draft) -> tuple[list[Phone], list[str]]:
    have = {(phone.e164, phone.extension, phone.digits) for phone in contact.phones.all()}
    keys = {email.key for email in contact.emails.all()}
    phones = [phone for phone in draft.phones if (phone.e164, phone.extension, phone.digits) not in have]
    return phones, [email for email in draft.emails if email.lower() not in keys]


def _ways(contact: Contact, *, phones: list[Phone], emails: list[str]) -> dict[str, list[str]]:
    """What a change remembers of them: all that were there, where any are added."""
    said = {"phones": [phone.as_typed for phone in contact.phones.all()], "emails": [email.address for email in contact.emails.all()]}
    return {name: said[name] for name, new in (("phones", phones), ("emails", emails)) if new}
