"""What the card under the key says about a lead: who it was, what they want, when to ask again."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from leads import merging
from leads.contacts import reachability, recognition
from leads.contacts.recognition import Decision, Known
from leads.models import Activity, Contact, IllegalMove, Lead
from leads.models.contact import sort_key
from leads.phones import Phone


@dataclass(frozen=True)
class Person:
    """Who it is, as typed."""

    name: str = ""
    company: str = ""
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.name, self.company, self.phones, self.emails))


@dataclass(frozen=True)
class Described:
    """`lead` is the enquiry it counts as now: another than the one described when it was the same enquiry (`joined`)."""

    lead: Lead
    known: Known | None = None
    joined: bool = False


@transaction.atomic
def describe(
    lead: Lead,
    *,
    by,
    name: str = "",
    company: str = "",
    phones: list[Phone] = (),
    emails: list[str] = (),
    interest: str = "",
    notes: str = "",
    follow_up_on=None,
    decision: str = "",
) -> Described:
    """Write a card onto a lead. Empty fields change nothing; the same card again writes nothing.

    A lead without a contact gets the owner of a typed number or address, or a new one. `decision` empty: METRICS' rule.
    What does not fit the person we know (another name on the same number) is kept in the notes.
    """
    person = Person(name=name, company=company, phones=tuple(phones), emails=tuple(emails))
    recognition.hold(phones=phones, emails=emails)
    lead = Lead.objects.select_for_update(of=("self",)).get(pk=lead.pk)
    known, chosen = _recognise(lead, person, decision)
    could_reach = reachability.can_reach(lead.contact)
    contact = _contact(lead, person, known if chosen is not Decision.OTHER else None)
    _write(lead, by=by, contact=contact, interest=interest, notes=_notes(lead, person, contact, typed=notes))
    joined = chosen is Decision.SAME and _join(lead, known.enquiry, by=by)
    survivor = merging.survivor(Lead.objects.get(pk=lead.pk))
    _plan(survivor, on=follow_up_on, by=by, about=interest)
    if not joined:
        reachability.announce(survivor, by=by, before=could_reach)
    return Described(lead=survivor, known=known, joined=joined)


def _recognise(lead: Lead, person: Person, decision: str) -> tuple[Known | None, Decision | None]:
    """Nobody is looked for when the lead has its contact: the card was sent before."""
    if lead.contact_id or lead.merged_into_id:
        return None, None
    known = recognition.recognise(phones=person.phones, emails=person.emails, but=lead)
    return known, known.resolve(decision) if known else None


def _contact(lead: Lead, person: Person, known: Known | None) -> Contact | None:
    contact = known.contact if known else lead.contact
    if contact is None:
        return Contact.make(name=person.name, company=person.company, phones=person.phones, emails=person.emails) if person else None
    contact.call(name=contact.name or person.name, company=contact.company or person.company)
    contact.save(update_fields=["name", "sort_name", "company", "company_key"])
    contact.add_ways(phones=person.phones, emails=person.emails)
    return contact


def _notes(lead: Lead, person: Person, contact: Contact | None, *, typed: str) -> str:
    """The lead's notes with what was typed and has no other place. Lines it has already are not added again."""
    lines = [typed]
    if contact and sort_key(contact.name) != sort_key(person.name or contact.name):
        lines.append(_("Gave the name %(name)s.") % {"name": person.name})
    if contact and sort_key(contact.company) != sort_key(person.company or contact.company):
        lines.append(_("Gave the company %(name)s.") % {"name": person.company})
    return "\n".join(filter(None, [lead.notes, *(line for line in lines if line and line not in lead.notes)]))


def _write(lead: Lead, *, by, contact: Contact | None, interest: str, notes: str) -> None:
    lead.edit(by=by, contact=contact, interest=interest or lead.interest, notes=notes)


def _join(lead: Lead, enquiry: Lead, *, by) -> bool:
    """Make the two one, unless sales has this one already or the other was withdrawn at this moment: then each stands alone."""
    if not lead.is_with_marketing:
        return False
    try:
        merging.merge(lead, into=enquiry, by=by)
    except IllegalMove:
        return False
    return True


def _plan(lead: Lead, *, on, by, about: str) -> None:
    if on and not Activity.objects.filter(lead=lead, due_on=on, by=by).exists():
        Activity.plan(lead, by=by, on=on, text=about, for_user=by)
