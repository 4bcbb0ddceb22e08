"""A row that is about a known lead: only what it fills changes, through the verbs, so that it is remembered who did it."""

from leads.importing.drafts import Draft
from leads.models import Contact, HowKnown, Lead, LeadChange, Touch
from leads.phones import Phone

PLAIN = ("received_at", "channel", "interest", "notes")


def update(lead: Lead, draft: Draft, *, by, source, campaign) -> bool:
    """Returns whether anything changed."""
    changes = {name: getattr(draft, name) for name in PLAIN if name in draft.given}
    if "source" in draft.given:
        changes["source"] = source
        if lead.source_id != source.pk:
            changes["how_known"] = HowKnown.ASSUMED
    if "campaign" in draft.given and campaign is not None:
        changes["campaign"] = campaign
    if "owner" in draft.given:
        changes["owner_text"] = draft.owner
    different = {name: value for name, value in changes.items() if getattr(lead, name) != value}
    changed = bool(different) and lead.edit(by=by, **different)
    return _describe(lead, draft, by=by) or changed


def touch(lead: Lead, draft: Draft, *, by, source, campaign) -> bool:
    """They came again while their enquiry is open. The same touch twice is one. Returns whether anything was written."""
    text = "\n".join(filter(None, (draft.interest, draft.notes)))
    told = (source.pk if source else None, campaign.pk if campaign else None, draft.channel, draft.received_at, text)
    changed = told not in [(t.source_id, t.campaign_id, t.channel, t.at, t.text) for t in lead.touches.all()]
    if changed:
        Touch.objects.create(
            lead=lead,
            source=source,
            campaign=campaign,
            channel=draft.channel,
            how_known=HowKnown.ASSUMED if source else "",
            at=draft.received_at,
            by=by,
            text=text,
        )
    return _describe(lead, draft, by=by, keep=True) or changed


def _describe(lead: Lead, draft: Draft, *, by, keep: bool = False) -> bool:
    """Who it is. `keep`: a name that is there stays."""
    contact = lead.contact
    if contact is None:
        if draft.is_somebody:
            ways = {"phones": draft.phones, "emails": draft.emails}
            lead.edit(by=by, contact=Contact.make(name=draft.name, company=draft.company, client_type=draft.client_type, **ways))
        return draft.is_somebody
    names = [name for name in ("name", "company", "client_type") if name in draft.given and not (keep and getattr(contact, name))]
    different = {name: getattr(draft, name) for name in names if getattr(contact, name) != getattr(draft, name)}
    phones, emails = _new_ways(contact, draft)
    if not (different or phones or emails):
        return False
    before = {name: getattr(contact, name) for name in different} | _ways(contact, phones=phones, emails=emails)
    contact.call(name=different.get("name"), company=different.get("company"))
    contact.client_type = different.get("client_type", contact.client_type)
    if different:
        contact.save(update_fields=["name", "sort_name", "company", "company_key", "client_type"])
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
