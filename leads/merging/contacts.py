"""Two contacts who are one person: one of them is merged into the other, with all enquiries and every way to reach them.

What only a higher app hangs on a contact follows it by a part of that app, see `register`. `snapshot` is JSON that is kept with the
merger until it is undone.
"""

from collections.abc import Collection
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from leads import hooks
from leads.models import Activity, Contact, ContactEmail, ContactPhone, IllegalMove, Lead, Message
from leads.models.contact import ADDRESS

FIELDS = {
    "name": ("name", "sort_name"),
    "company": ("company", "company_key"),
    "client_type": ("client_type",),
    "address": ADDRESS,
    "yearly_spend": ("yearly_spend",),
    "about": ("about",),
}
"""What is chosen as a whole, and its columns."""
JOINABLE = ("about",)
"""Of which both may be kept, one below the other."""


class ContactPart(Protocol):
    """What a higher app moves. `moved` is what `move` returned, as JSON."""

    name: str

    def move(self, absorbed: Contact, kept: Contact) -> Any: ...

    def put_back(self, absorbed: Contact, kept: Contact, moved: Any) -> None: ...


parts: list[ContactPart] = []


def register(part: ContactPart) -> None:
    """Add a part, once."""
    if part.name not in [known.name for known in parts]:
        parts.append(part)


def is_filled(values: Collection[Any]) -> bool:
    return any(value not in (None, "") for value in values)


def columns_of(contact: Contact, field: str) -> tuple[Any, ...]:
    return tuple(getattr(contact, column) for column in FIELDS[field])


@transaction.atomic
def merge(absorbed: Contact, *, into: Contact, by: User, take: Collection[str] = (), join: Collection[str] = ()) -> dict[str, Any]:
    """Returns the snapshot. `take`: FIELDS of which the absorbed one's value wins; `join`: those of which both are kept.

    Raises IllegalMove when one of them is merged or withdrawn already, or both are the same.
    """
    absorbed, kept = locked(absorbed, into)
    if absorbed.pk == kept.pk or absorbed.merged_into_id or kept.merged_into_id or absorbed.withdrawn_at or kept.withdrawn_at:
        raise IllegalMove(absorbed)
    snapshot: dict[str, Any] = {"leads": _move_leads(absorbed, kept)}
    mail = Message.objects.filter(contact=absorbed)
    snapshot["mail"] = [str(pk) for pk in mail.values_list("pk", flat=True)]
    mail.update(contact=kept)
    snapshot |= _copy_ways(absorbed, kept)
    snapshot["values"] = _set_values(absorbed, kept, take=take, join=join)
    snapshot["parts"] = {part.name: part.move(absorbed, kept) for part in parts}
    Contact.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    return snapshot


@transaction.atomic
def unmerge(absorbed: Contact, *, into: Contact, snapshot: dict[str, Any]) -> None:
    """Put both back as they were. What was added since stays with the one that was kept."""
    absorbed, kept = locked(absorbed, into)
    Contact.objects.filter(pk=absorbed.pk).update(merged_into=None)
    for part in parts:
        if part.name in snapshot["parts"]:
            part.put_back(absorbed, kept, snapshot["parts"][part.name])
    Message.objects.filter(pk__in=snapshot["mail"], contact=kept).update(contact=absorbed)
    ContactPhone.objects.filter(pk__in=snapshot["phones"], contact=kept).delete()
    ContactEmail.objects.filter(pk__in=snapshot["emails"], contact=kept).delete()
    before = {column: read(column, values[0]) for column, values in snapshot["values"].items()}
    Contact.objects.filter(pk=kept.pk).update(**before) if before else None
    _return_leads(snapshot["leads"])


def locked(absorbed: Contact, kept: Contact) -> tuple[Contact, Contact]:
    """Both as they are now, locked in the order of their ids."""
    rows = Contact.objects.select_for_update(of=("self",)).order_by("pk").in_bulk([absorbed.pk, kept.pk])
    return rows[absorbed.pk], rows[kept.pk]


def read(column: str, value: Any) -> Any:
    """A column's value out of JSON."""
    return Contact._meta.get_field(column).to_python(value)


def values_after(absorbed: Contact, kept: Contact, *, take: Collection[str] = (), join: Collection[str] = ()) -> dict[str, Any]:
    """Of the kept one, by column, what becomes different. What it lacks it takes over in any case."""
    values: dict[str, Any] = {}
    for field, columns in FIELDS.items():
        present, other = columns_of(kept, field), columns_of(absorbed, field)
        if not is_filled(other):
            continue
        if field in join and field in JOINABLE and is_filled(present) and present != other:
            values[columns[0]] = f"{present[0]}\n\n{other[0]}"
        elif field in take or not is_filled(present):
            values |= dict(zip(columns, other, strict=True))
    return {column: value for column, value in values.items() if value != getattr(kept, column)}


def _set_values(absorbed: Contact, kept: Contact, *, take: Collection[str], join: Collection[str]) -> dict[str, list[Any]]:
    """By column what was and what is, as JSON."""
    kept.refresh_from_db()
    after = values_after(absorbed, kept, take=take, join=join)
    snapshot = {column: [plain(getattr(kept, column)), plain(value)] for column, value in after.items()}
    if after:
        Contact.objects.filter(pk=kept.pk).update(**after)
    return snapshot


def plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else str(value)


def _copy_ways(absorbed: Contact, kept: Contact) -> dict[str, list[int]]:
    """Every number and address the kept one lacks. Returns the ids of the copies."""
    known = {(phone.e164 or phone.digits, phone.extension) for phone in kept.phones.all()}
    addresses = {email.key for email in kept.emails.all()}
    phones = [phone for phone in absorbed.phones.all() if (phone.e164 or phone.digits, phone.extension) not in known]
    emails = [email for email in absorbed.emails.all() if email.key not in addresses]
    return {"phones": [_copied(phone, kept) for phone in phones], "emails": [_copied(email, kept) for email in emails]}


def _copied(way: ContactPhone | ContactEmail, kept: Contact) -> int:
    way.pk, way.contact, way._state.adding = None, kept, True
    way.save()
    return way.pk


def _move_leads(absorbed: Contact, kept: Contact) -> list[dict[str, Any]]:
    """The enquiries of the absorbed one become the kept one's, and whom it sent was sent by the kept one. Nobody sends themselves.

    A row a lead: what its contact, its sender and the thank-you to that sender were, and what they are.
    """
    leads = Lead.objects.select_for_update(of=("self",)).filter(Q(contact=absorbed) | Q(referred_by=absorbed)).order_by("pk")
    return [_move_lead(lead, absorbed, kept) for lead in leads.select_related("contact", "thanks")]


def _move_lead(lead: Lead, absorbed: Contact, kept: Contact) -> dict[str, Any]:
    before = [lead.contact_id, lead.referred_by_id, lead.thanks_id]
    planned = lead.thanks is not None and lead.thanks.is_planned
    contact, sender = (kept.pk if pk == absorbed.pk else pk for pk in before[:2])
    _give(lead, contact, None if sender == contact else sender)
    row = Lead.objects.get(pk=lead.pk)
    after = [row.contact_id, row.referred_by_id, row.thanks_id]
    return {"lead": str(lead.pk), "before": before, "after": after, "thanks_dropped": planned and row.thanks_id is None}


def _give(lead: Lead, contact: int | None, sender: int | None) -> None:
    """What was sold on it goes along."""
    before = lead.contact
    Lead.objects.filter(pk=lead.pk).update(contact=contact, referred_by=sender)
    lead.refresh_from_db(fields=["contact", "referred_by"])
    hooks.lead_moved(lead, before=before)


def _return_leads(rows: list[dict[str, Any]]) -> None:
    leads = Lead.objects.select_for_update(of=("self",)).select_related("contact").in_bulk([row["lead"] for row in rows])
    for row in rows:
        lead = leads[Lead._meta.pk.to_python(row["lead"])]
        contact, sender, thanks = row["before"]
        _give(lead, contact, sender)
        if row["thanks_dropped"]:
            Activity.objects.filter(pk=thanks).update(dropped_at=None)
            Lead.objects.filter(pk=lead.pk).update(thanks=thanks)
