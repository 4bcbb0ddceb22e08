"""Somebody we know already: who that is, and what becomes of an enquiry of theirs."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db import connection

from leads.contacts.matching import Owners, Stated, is_somebody_else, ways_of
from leads.letters import words_of
from leads.models import Contact, Lead
from leads.phones import Phone


class Decision(StrEnum):
    """What whoever took the enquiry chose, when we recognised the person."""

    SAME = "same"
    NEW = "new"
    OTHER = "other"


@dataclass(frozen=True)
class Known:
    """A person recognised by a number or an address. `enquiry` is their open one, `last_at` when they last asked; `differs`: the name
    that was typed is another one, so that somebody has to say who it is."""

    contact: Contact
    enquiry: Lead | None
    last_at: datetime | None
    others: int = 0
    differs: bool = False

    def compared(self, name: str) -> "Known":
        """With what was typed as the name. Empty, or a part of theirs: nothing speaks against them."""
        is_part = set(words_of(name)) <= set(words_of(self.contact.name))
        return replace(self, differs=not is_part and is_somebody_else(Stated(name=name), self.contact))

    @property
    def usual(self) -> Decision:
        """METRICS: an enquiry open → a touch on it; none open → a new lead."""
        return Decision.SAME if self.enquiry else Decision.NEW

    def resolve(self, decision: str) -> Decision:
        chosen = Decision(decision) if decision else self.usual
        return self.usual if chosen is Decision.SAME else chosen


def recognise(*, phones: list[Phone] = (), emails: list[str] = (), name: str = "", but: Lead | None = None) -> Known | None:
    """Who owns one of these, or None. Of several: whoever has an open enquiry, then whoever asked last. Two to three queries.

    `name`, where nobody can be asked: an owner who is called otherwise is somebody else (`leads.contacts.matching`). `but` is
    the lead being described, which is no earlier enquiry.
    """
    if name:
        stated = Stated(name=name, ways=ways_of(phones=phones, emails=emails))
        people = {contact.pk: contact for contact in Owners.of(stated.ways).match(stated).people}
    else:
        people = {contact.pk: contact for contact in Contact.objects.reached_by(phones=phones, emails=emails)}
    if not people:
        return None
    leads = Lead.objects.standing().filter(contact__in=people).order_by("-listed_at", "-pk")
    mine = [lead for lead in leads if but is None or lead.pk != but.pk]
    open_ones = set(Lead.objects.open().filter(pk__in=[lead.pk for lead in mine]).values_list("pk", flat=True))
    enquiry = next((lead for lead in mine if lead.pk in open_ones), None)
    latest = enquiry or next(iter(mine), None)
    contact = people[latest.contact_id] if latest else next(iter(people.values()))
    return Known(contact=contact, enquiry=enquiry, last_at=latest and latest.received_at, others=len(people) - 1)


def hold(*, phones: list[Phone] = (), emails: list[str] = ()) -> None:
    """Until the transaction ends nobody else recognises or adds the owner of these, so that two desks make one contact."""
    names = {phone.e164 for phone in phones if phone.e164} | {email.strip().lower() for email in emails if email.strip()}
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"contact {name}"])
