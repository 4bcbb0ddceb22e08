"""Correcting a lead and the person behind it in one go, with what it said before."""

from django.db import transaction

from leads.contacts import reachability
from leads.models import Contact, ContactEmail, ContactPhone, Lead, LeadChange
from leads.models.contact import ADDRESS
from leads.phones import Phone

PLAIN = ("client_type", *ADDRESS)


@transaction.atomic
def correct(lead: Lead, *, by, person: dict, contact: Contact | None = None, **fields) -> bool:
    """Set fields of a lead and of its contact. Returns whether anything was different.

    `person` has name, company, client_type, the parts of a postal address, phones ([Phone]) and emails ([str]), all of them;
    numbers and addresses left out of it are taken away. A lead without a contact gets `contact`, someone we know already, or a
    new one when anything about the person was written. Nothing different: nothing is written.
    """
    could_reach = reachability.can_reach(lead.contact)
    if lead.contact is None and (contact or any(person.values())):
        fields["contact"] = contact or Contact.make(**person)
    changed = lead.edit(by=by, **fields)
    if lead.contact is None:
        return changed
    changed = _correct_contact(lead, by=by, person=person, adding=contact is not None) or changed
    reachability.announce(lead, by=by, before=could_reach)
    return changed


def _correct_contact(lead: Lead, *, by, person: dict, adding: bool) -> bool:
    """`adding`: the contact was just found by a number or an address; what was written adds to it and takes nothing away."""
    contact = Contact.objects.select_for_update().get(pk=lead.contact_id)
    before = told(contact)
    if adding:
        person = person | {name: person[name] or getattr(contact, name) for name in ("name", "company", "client_type")}
        person |= {name: getattr(contact, name) for name in ADDRESS} if contact.has_address else {}
    contact.call(name=person["name"], company=person["company"])
    for name in PLAIN:
        setattr(contact, name, person[name])
    if not adding:
        _drop_ways(contact, phones=person["phones"], emails=person["emails"])
    contact.add_ways(phones=person["phones"], emails=person["emails"])
    after = told(contact)
    different = [name for name in after if before[name] != after[name]]
    if different:
        contact.save(update_fields=["name", "sort_name", "company", "company_key", *PLAIN])
        LeadChange.objects.create(
            lead=lead,
            verb="edited",
            by=by,
            before={name: before[name] for name in different},
            after={name: after[name] for name in different},
        )
    lead.contact = contact
    return bool(different)


def told(contact: Contact) -> dict:
    """A contact as a change remembers it."""
    return {
        "name": contact.name,
        "company": contact.company,
        **{name: getattr(contact, name) for name in PLAIN},
        "phones": list(ContactPhone.objects.filter(contact=contact).values_list("as_typed", flat=True)),
        "emails": list(ContactEmail.objects.filter(contact=contact).values_list("address", flat=True)),
    }


def _drop_ways(contact: Contact, *, phones: list[Phone], emails: list[str]) -> None:
    """Take away what is not in the lists, and what is there in another spelling, which comes back as it is spelt now."""
    kept = {(phone.e164, phone.extension, phone.as_typed) for phone in phones}
    gone = [row.pk for row in ContactPhone.objects.filter(contact=contact) if (row.e164, row.extension, row.as_typed) not in kept]
    ContactPhone.objects.filter(pk__in=gone).delete()
    ContactEmail.objects.filter(contact=contact).exclude(address__in=[email.strip() for email in emails]).delete()
