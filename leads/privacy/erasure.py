"""A person vanishes, and every count and sum stays what it was: the contact remains as an emptied one, with its enquiries and sales."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from leads import hooks
from leads.models import (
    Activity,
    Contact,
    Disqualified,
    ErasedKey,
    FileContent,
    HandOff,
    Lead,
    MailAddress,
    State,
)
from leads.privacy import files, register
from leads.privacy.held import MAIL_FILES, Person, everything
from leads.privacy.history import erase_history

Kind = ErasedKey.Kind


def preview(person: Person) -> list[tuple[str, int, bool]]:
    """Of each kind of row that is held: what it is called, how many there are, and whether they go as a whole."""
    counts: Counter[tuple[str, bool]] = Counter()
    for each, rows in everything(person):
        counts[each.label, each.emptied is None] += rows.count()
    return [(label, count, goes) for (label, goes), count in counts.items() if count]


@transaction.atomic
def erase(contact: Contact, *, by: User | None, reason: str = "") -> int:
    """Whoever was merged into it goes too, and what is open is closed. It cannot be undone. Returns how many rows of history it was.

    Raises RegisterNotWritten, and then nothing is erased.
    """
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.merged_into_id:
        return erase(contact.merged_into, by=by, reason=reason)
    person = Person(contact)
    _close(person, by=by)
    _remember(person)
    files.forget(person)
    _empty(person)
    Contact.objects.filter(pk__in=person.contacts).update(erased_at=timezone.now())
    rows = erase_history([contact.pk], by=by, reason=reason)
    register.note(person)
    return rows


def _close(person: Person, *, by: User | None) -> None:
    """Nobody is to call them any more."""
    for hook in hooks.person_erased:
        hook(person, by=by)
    for hand_off in HandOff.objects.waiting().filter(lead__in=person.leads):
        hand_off.take_back(by=by)
    for lead in Lead.objects.filter(pk__in=person.leads, state=State.OPEN, merged_into=None):
        lead.disqualify(Disqualified.NOT_INTERESTED, by=by)
    Activity.objects.planned().filter(lead__in=person.leads).update(dropped_at=timezone.now())


def _remember(person: Person) -> None:
    """By hashes: what must not come again."""
    ids = Lead.objects.filter(pk__in=person.leads).exclude(external_id=None)
    opted_out = MailAddress.objects.filter(key__in=person.own_emails).opted_out().values_list("key", flat=True)
    ErasedKey.add(Kind.EMAIL, person.own_emails)
    ErasedKey.add(Kind.PHONE, (phone.e164 for phone in person.own_phones if phone.e164))
    ErasedKey.add(Kind.EXTERNAL_ID, (f"{system}\n{pk}" for system, pk in ids.values_list("external_system", "external_id")))
    ErasedKey.add(Kind.OPT_OUT, opted_out)


def _empty(person: Person) -> None:
    """What hangs on other rows first."""
    contents = list(MAIL_FILES.rows(person).exclude(content=None).values_list("content", flat=True))
    for each, rows in reversed(list(everything(person))):
        if each.emptied is None:
            rows.order_by().delete()
        elif each.emptied:
            rows.order_by().update(**each.emptied)
    FileContent.objects.filter(digest__in=contents, files=None).delete()
