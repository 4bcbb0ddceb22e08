"""What somebody decided on a page: merge two contacts, two leads, or two leads and their contacts; and undo it.

An undo puts everything back exactly; where somebody has since changed what the merger wrote it is refused, with the reasons.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leads.merging import contacts, leads
from leads.models import Contact, Lead, LeadChange, Merger


class CannotUndo(Exception):
    """`reasons`: sentences that say what was done since."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


@dataclass(frozen=True)
class Choice:
    """`take`: the fields of which the value of the one merged away wins; `join`: those of which both are kept."""

    take: tuple[str, ...] = ()
    join: tuple[str, ...] = ()


def merge_contacts(absorbed: Contact, *, into: Contact, by: User, choice: Choice | None = None) -> Merger:
    """Raises IllegalMove as `contacts.merge` does."""
    choice = choice or Choice()
    with transaction.atomic():
        snapshot = contacts.merge(absorbed, into=into, by=by, take=choice.take, join=choice.join)
        for contact in (absorbed, into):
            contact.refresh_from_db()
        return Merger.objects.create(contact=absorbed, into_contact=into, snapshot=snapshot, by=by)


@transaction.atomic
def merge_leads(absorbed: Lead, *, into: Lead, by: User, choice: Choice | None = None, people: Choice | None = None) -> Merger:
    """`people`: merge their contacts too, the later one into the earlier one. Raises IllegalMove as `leads.merge` does."""
    choice = choice or Choice()
    merger = Merger(lead=absorbed, into_lead=into, by=by)
    if people is not None:
        merger.into_contact, merger.contact = contacts_in_order(absorbed.contact, into.contact)
        merger.snapshot = contacts.merge(merger.contact, into=merger.into_contact, by=by, take=people.take, join=people.join)
    kept = leads.merge(absorbed, into=into, by=by, take=choice.take)
    if kept.pk != into.pk:
        merger.lead, merger.into_lead = into, absorbed
    for lead in (absorbed, into):
        lead.refresh_from_db()
    merger.save()
    return merger


def contacts_in_order(contact: Contact, other: Contact) -> tuple[Contact, Contact]:
    """(the one that is kept, the one merged away): the earlier one is kept."""
    kept, absorbed = sorted((contact, other), key=lambda each: each.pk)
    return kept, absorbed


def undo(merger: Merger, *, by: User) -> None:
    """Undone already: nothing happens. Raises CannotUndo, and changes nothing."""
    with transaction.atomic():
        merger = Merger.objects.select_for_update().get(pk=merger.pk)
        if merger.is_undone:
            return
        # Contacts before leads, as whoever merges locks them, so that neither waits for the other.
        list(Contact.objects.select_for_update().filter(pk__in=(merger.contact_id, merger.into_contact_id)).order_by("pk"))
        if reasons := obstacles(merger):
            raise CannotUndo(reasons)
        if merger.lead_id and merger.lead.merged_into_id == merger.into_lead_id:
            leads.unmerge(merger.lead, by=by)
        if merger.contact_id:
            contacts.unmerge(merger.contact, into=merger.into_contact, snapshot=merger.snapshot)
        Merger.objects.filter(pk=merger.pk).update(undone_at=timezone.now(), undone_by=by)


def obstacles(merger: Merger) -> list[str]:
    """Why it cannot be undone, each in a sentence; empty while it can."""
    if merger.is_undone:
        return [_("It is undone already.")]
    return [*_lead_obstacles(merger), *_contact_obstacles(merger)]


def _lead_obstacles(merger: Merger) -> list[str]:
    if not merger.lead_id or merger.lead.merged_into_id != merger.into_lead_id:
        return []
    if merger.into_lead.merged_into_id:
        return [_("The enquiry was merged with yet another since. Undo that first.")]
    taken = merger.lead.changes.filter(verb="merged").latest("pk").before.get("taken", {})
    return _changed(Lead, [column for column, (_was, after) in taken.items() if leads.plain_value(merger.into_lead, column) != after])


def _contact_obstacles(merger: Merger) -> list[str]:
    if not merger.contact_id:
        return []
    kept = merger.into_contact
    if merger.contact.merged_into_id != kept.pk:
        return [_("They are not one person any more.")]
    if kept.merged_into_id:
        return [_("%(person)s was merged with yet another person since. Undo that first.") % {"person": kept}]
    values = merger.snapshot["values"]
    changed = [column for column, (_was, after) in values.items() if getattr(kept, column) != contacts.read(column, after)]
    return [*_changed(Contact, changed), *_moved_since(merger)]


def _changed(model: type[Model], columns: list[str]) -> list[str]:
    fields = [model._meta.get_field(column) for column in columns if column not in ("sort_name", "company_key")]
    return [_("%(field)s was changed since.") % {"field": str(field.verbose_name).capitalize()} for field in fields]


def _moved_since(merger: Merger) -> list[str]:
    """Enquiries that somebody gave to another person since, or merged."""
    rows = merger.snapshot["leads"]
    present = Lead.objects.in_bulk([row["lead"] for row in rows])
    reasons = []
    for row in rows:
        lead = present.get(Lead._meta.pk.to_python(row["lead"]))
        if lead is None or [lead.contact_id, lead.referred_by_id] != row["after"][:2]:
            reasons.append(_("An enquiry that went over has another person, or another sender, since."))
    if _merged_since(list(present), since=merger.at, besides=merger.lead_id):
        reasons.append(_("An enquiry that went over was merged with another since. Undo that first."))
    return list(dict.fromkeys(reasons))


def _merged_since(pks: Collection, *, since: datetime, besides) -> bool:
    merged = LeadChange.objects.filter(Q(lead__in=pks) | Q(lead__merged_into__in=pks), verb="merged", at__gt=since)
    return merged.filter(lead__merged_into__isnull=False).exclude(lead=besides).exists()
