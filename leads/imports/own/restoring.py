"""Leads of our own list that are not here: each comes back with its id, its history of touches and hand-offs, and its person."""

import uuid
from collections.abc import Callable

from accounts.models import User
from leads.contacts.matching import Owners
from leads.imports.own.rows import YES, OwnDraft, OwnDrafts
from leads.models import Contact, ContactEmail, ContactPhone, HandOff, HowKnown, Lead, State, Touch
from leads.models.contact import ADDRESS
from leads.models.source import name_key

Restorer = Callable[[list[tuple[Lead, OwnDraft]]], None]
restorers: list[Callable[..., None]] = []
"""What higher apps bring back of new leads, once these are stored: `restorer(rows, reader=, users=, by=)`."""


class Restoring:
    """One a run: it remembers the people of the file by the ids they had in it."""

    def __init__(self, reader: OwnDrafts, *, by: User | None):
        self.reader, self.by = reader, by
        self.users = _users()
        self.people: dict[str, int] = {}
        self.referred: list[tuple[uuid.UUID, str]] = []

    def add(self, rows: list[tuple[OwnDraft, object, object]]) -> list[Lead]:
        """Store new leads of (draft, source, campaign)."""
        drafts = [draft for draft, _source, _campaign in rows]
        contacts = self._contacts(drafts)
        leads = [self._lead(draft, contacts.get(draft.lead_id), source, campaign) for draft, source, campaign in rows]
        Lead.objects.bulk_create(leads)
        stored = list(zip(leads, drafts, strict=True))
        Touch.objects.bulk_create([touch for lead, draft in stored for touch in self._touches(lead, draft)])
        HandOff.objects.bulk_create([hand_off for lead, draft in stored for hand_off in self._hand_offs(lead, draft)])
        for restore in restorers:
            restore(stored, reader=self.reader, users=self.users, by=self.by)
        self.referred += [(lead.pk, draft.referred_by_id) for lead, draft in stored if draft.referred_by_id]
        return leads

    def name_referrers(self) -> None:
        """Who sent whom, once all people are here: the list has the newest lead first, and who sent them came earlier."""
        waiting = []
        for pk, ident in self.referred:
            if ident in self.people:
                Lead.objects.filter(pk=pk).update(referred_by=self.people[ident])
            else:
                waiting.append((pk, ident))
        self.referred = waiting

    def _contacts(self, drafts: list[OwnDraft]) -> dict[str, Contact]:
        """The person of each lead: known from an earlier row of the file, or by the usual rule; else made."""
        owners = Owners.of({way for draft in drafts for way in draft.ways})
        here = Contact.objects.in_bulk({self.people[draft.contact_id] for draft in drafts if draft.contact_id in self.people})
        fresh: dict[str, Contact] = {}
        contacts: dict[str, Contact] = {}
        for draft in drafts:
            ident = draft.contact_id or (draft.lead_id if draft.is_somebody else "")
            if not ident:
                continue
            known = here.get(self.people.get(ident, 0)) or next(iter(owners.match(draft.stated).people if draft.name else ()), None)
            contacts[draft.lead_id] = known or fresh.setdefault(ident, _contact(draft))
            if known:
                self.people[ident] = known.pk
        Contact.objects.bulk_create(fresh.values())
        self.people |= {ident: contact.pk for ident, contact in fresh.items()}
        self._add_ways(drafts, contacts, set(map(id, fresh.values())))
        return contacts

    def _add_ways(self, drafts: list[OwnDraft], contacts: dict[str, Contact], fresh: set[int]) -> None:
        done: set[int] = set()
        phones, emails = [], []
        for draft in drafts:
            contact = contacts.get(draft.lead_id)
            if contact is None or id(contact) not in fresh or id(contact) in done:
                continue
            done.add(id(contact))
            for phone in draft.phones:
                number = {"e164": phone.e164, "extension": phone.extension, "as_typed": phone.as_typed, "digits": phone.digits}
                phones.append(ContactPhone(contact=contact, **number))
            emails += [ContactEmail(contact=contact, address=email, key=email.lower()) for email in draft.emails]
        ContactPhone.objects.bulk_create(phones)
        ContactEmail.objects.bulk_create(emails)

    def _lead(self, draft: OwnDraft, contact: Contact | None, source, campaign) -> Lead:
        return Lead(
            id=uuid.UUID(draft.lead_id),
            external_id=draft.external_id or None,
            external_system=draft.external_system,
            contact=contact,
            source=source,
            campaign=campaign,
            channel=draft.channel,
            how_known=draft.how_known or (HowKnown.ASSUMED if source else ""),
            received_at=draft.received_at,
            logged_by=self.users.get(name_key(draft.logged_by)) or self.by,
            owner_text="" if name_key(draft.owner) in self.users else draft.owner,
            interest=draft.interest,
            notes=draft.notes,
            state=draft.state or State.OPEN,
            disqualified_for=draft.disqualified_for,
            closed_at=draft.closed_at,
            warm_since=draft.warm_since,
            made_for_sale=draft.made_for_sale.casefold() in YES,
            **({"logged_at": draft.logged_at} if draft.logged_at else {}),
        )

    def _touches(self, lead: Lead, draft: OwnDraft) -> list[Touch]:
        return [
            Touch(
                lead=lead,
                at=self.reader.moment(at),
                source=self.reader.names.source(source) if source else None,
                channel=channel,
                campaign=self.reader.names.campaigns.get(name_key(campaign)) if campaign else None,
                how_known=how_known,
                by=self.users.get(name_key(by)),
                text=text,
            )
            for at, source, channel, campaign, how_known, by, text in draft.items("touches", 7)
        ]

    def _hand_offs(self, lead: Lead, draft: OwnDraft) -> list[HandOff]:
        return [
            HandOff(
                lead=lead,
                at=self.reader.moment(at) or lead.logged_at,
                due_at=self.reader.moment(due),
                decided_at=self.reader.moment(decided),
                taken_back_at=self.reader.moment(decided) if outcome == "taken_back" else None,
                returned_for=outcome if outcome in HandOff.Returned.values else "",
                by=self.users.get(name_key(by)),
                to=self.users.get(name_key(to)),
                note=note,
                return_note=return_note,
            )
            for at, due, decided, outcome, by, to, note, return_note in draft.items("hand_offs", 8)
        ]


def _contact(draft: OwnDraft) -> Contact:
    address = {name: getattr(draft, name) for name in ADDRESS}
    contact = Contact(client_type=draft.client_type, about=draft.about, yearly_spend=draft.yearly_spend, **address)
    contact.call(name=draft.name, company=draft.company)
    return contact


def _users() -> dict[str, User]:
    """People by name and by e-mail; a name that two have is nobody's."""
    users: dict[str, User | None] = {}
    for user in User.objects.all():
        users[name_key(user.name)] = None if name_key(user.name) in users else user
    users |= {name_key(user.email): user for user in User.objects.all()}
    users.pop("", None)
    return {key: user for key, user in users.items() if user}
