"""Two people in here who are one: the later one's enquiries go over to the earlier one, with every way to reach them. It can be undone.

Enquiries go over by `Lead.edit`, so that what was sold on them goes along and every number is restated.
"""

from django.db import transaction

from leads.models import Contact, IllegalMove, Lead, Message
from leads.models.contact import ADDRESS

FILLED = ("name", "company", "client_type", "yearly_spend", "about")
"""What the earlier one takes over where nothing stood; an address as a whole, where no part of one stood."""


@transaction.atomic
def join(later: Contact, *, into: Contact, by) -> dict:
    """Returns what moved, as JSON, for `part`. Raises IllegalMove when one of them was joined already, or both are the same."""
    later, into = _locked(later, into)
    if later.pk == into.pk or later.merged_into_id or into.merged_into_id:
        raise IllegalMove(later)
    leads = list(later.leads.order_by("pk"))
    for lead in leads:
        lead.edit(by=by, contact=into)
    sent = list(Lead.objects.filter(referred_by=later))
    for lead in sent:
        lead.edit(by=by, referred_by=None if lead.contact_id == into.pk else into)
    mail = list(Message.objects.filter(contact=later).values_list("pk", flat=True))
    Message.objects.filter(pk__in=mail).update(contact=into)
    moved = {"leads": _ids(leads), "sent": _ids(sent), "mail": [str(pk) for pk in mail]}
    moved |= _take_over(later, into)
    Contact.objects.filter(pk=later.pk).update(merged_into=into)
    return moved


@transaction.atomic
def part(later: Contact, *, into: Contact, moved: dict, by) -> None:
    """Take `join` back: what came with the later one returns, what was added since stays. Parted already: nothing happens."""
    later, into = _locked(later, into)
    if later.merged_into_id != into.pk:
        return
    Contact.objects.filter(pk=later.pk).update(merged_into=None)
    for lead in Lead.objects.filter(pk__in=moved["leads"], contact=into):
        lead.edit(by=by, contact=later)
    for lead in Lead.objects.filter(pk__in=moved["sent"]):
        if lead.referred_by_id in (None, into.pk):
            lead.edit(by=by, referred_by=later)
    Message.objects.filter(pk__in=moved["mail"], contact=into).update(contact=later)
    into.phones.filter(pk__in=moved["phones"]).delete()
    into.emails.filter(pk__in=moved["emails"]).delete()
    into.refresh_from_db()
    _write(into, {name: _empty(name) for name in moved["filled"] if getattr(into, name) == getattr(later, name)})


def _locked(later: Contact, into: Contact) -> tuple[Contact, Contact]:
    """Both as they are now, locked in the order of their ids."""
    rows = Contact.objects.select_for_update(of=("self",)).order_by("pk").in_bulk([later.pk, into.pk])
    return rows[later.pk], rows[into.pk]


def _take_over(later: Contact, into: Contact) -> dict:
    """Every number and address the earlier one lacks, and each of FILLED."""
    known = {(phone.e164 or phone.digits, phone.extension) for phone in into.phones.all()}
    addresses = {email.key for email in into.emails.all()}
    phones = [phone for phone in later.phones.all() if (phone.e164 or phone.digits, phone.extension) not in known]
    emails = [email for email in later.emails.all() if email.key not in addresses]
    made = {"phones": [_copied(phone, into) for phone in phones], "emails": [_copied(email, into) for email in emails]}
    into.refresh_from_db()
    open_to = FILLED if into.has_address else (*FILLED, *ADDRESS)
    filled = [name for name in open_to if getattr(later, name) and not getattr(into, name)]
    _write(into, {name: getattr(later, name) for name in filled})
    return made | {"filled": filled}


def _copied(way, into: Contact) -> int:
    """The same number or address, the earlier one's."""
    way.pk, way.contact, way._state.adding = None, into, True
    way.save()
    return way.pk


def _write(contact: Contact, values: dict) -> None:
    """Set these, the names with the keys they are found by."""
    contact.call(name=values.get("name"), company=values.get("company"))
    for name, value in values.items():
        setattr(contact, name, value)
    keys = {"name": ["sort_name"], "company": ["company_key"]}
    if values:
        contact.save(update_fields=[*values, *(key for name in values for key in keys.get(name, []))])


def _empty(name: str):
    return None if name == "yearly_spend" else ""


def _ids(leads: list[Lead]) -> list[str]:
    return [str(lead.pk) for lead in leads]
