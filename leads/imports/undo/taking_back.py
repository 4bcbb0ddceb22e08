"""A whole file taken back: the leads it made that nobody has touched since, with all that came with them; and what it changed of leads
and people that were here before. It can be undone. How: this package.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leads.change_log import CONTACT_FIELDS, LEAD_FIELDS, field_label
from leads.hooks import LeadHasSales
from leads.imports.kinds import Staying, Survey
from leads.imports.runs import table_statistics
from leads.imports.undo import people, sources
from leads.imports.undo.bringing import bring
from leads.imports.undo.changes import Changes
from leads.imports.undo.children import CONTACT, LEAD, registry
from leads.imports.undo.history import Contexts
from leads.imports.undo.made import reasons, words
from leads.imports.undo.writing import BATCH, Notes, write_move
from leads.models import Contact, Import, ImportedLead, Lead, State


@dataclass(frozen=True)
class TakingBack:
    """What a taking back would do now. `free`: leads the file made that go; `stays`: those that do not, with why."""

    file: Import
    stays: dict[UUID, int]
    free: list[UUID]
    changes: Changes

    @classmethod
    def of(cls, file: Import) -> "TakingBack":
        stays = reasons(file)
        made = ImportedLead.objects.filter(file=file, taken_back_at=None).values_list("lead", flat=True)
        kept = Lead.objects.filter(pk__in=list(stays), contact__isnull=False).values_list("contact", flat=True)
        free = [pk for pk in made if pk not in stays]
        return cls(file, stays, free, changes=Changes(file, kept_people=list(set(kept))))

    @property
    def leaves_nothing(self) -> bool:
        return not self.stays and self.changes.leaves_nothing

    def survey(self, *, most: int) -> Survey:
        """With the first of what stays."""
        changed = _staying_changes(self.changes)
        staying = [*_staying_leads(self.stays, most=most), *changed][:most]
        return Survey(free=len(self.free), changes=self.changes.count, staying=staying, kept=len(self.stays) + len(changed))


def untouched(file: Import) -> list[UUID]:
    """The leads that would be taken back now."""
    return TakingBack.of(file).free


def survey(file: Import, *, most: int) -> Survey:
    return TakingBack.of(file).survey(most=most)


def _staying_leads(stays: dict[UUID, int], *, most: int) -> list[Staying]:
    leads = Lead.objects.filter(pk__in=list(stays)).select_related("contact").order_by("-listed_at", "-pk")
    return [Staying(str(lead), lead.get_absolute_url(), words(stays[lead.pk])) for lead in leads[:most]]


def _staying_changes(changes: Changes) -> list[Staying]:
    """Of what was here before: one line a lead or person."""
    leads = {pk: [] for pk in changes.held} | {each.pk: each.stays for each in changes.of_leads if each.stays}
    for child in changes.looked_at:
        kept = {each.pk for each in changes.of_child(child) if each.stays}
        rows = child.tracked.model.objects.filter(pk__in=kept).values_list(child.lookup, flat=True) if kept else ()
        leads |= {pk: leads.get(pk, []) for pk in rows}
    people = {each.pk: each.stays for each in changes.of_people if each.stays}
    shown = [_staying(lead, leads[lead.pk]) for lead in Lead.objects.filter(pk__in=leads).select_related("contact")]
    newest = Lead.objects.standing().filter(contact__in=people).exclude(pk__in=leads).select_related("contact")
    newest = newest.order_by("contact", "-listed_at").distinct("contact")
    return shown + [_staying(lead, people[lead.contact_id]) for lead in newest]


def _staying(lead: Lead, groups: Iterable[str]) -> Staying:
    """`groups`: of what was changed again, as far as a person knows it by a word."""
    labels = ", ".join(field_label(name) for name in groups if name in LEAD_FIELDS | CONTACT_FIELDS)
    reason = _("Changed by the file, and by somebody since: %(fields)s") % {"fields": labels}
    return Staying(str(lead), lead.get_absolute_url(), reason if labels else _("Changed by the file, and by somebody since"))


@transaction.atomic
def take_back(file: Import, *, by: User | None) -> int:
    """Withdraw what nobody has touched, and put back what was changed; each lead says so in its history. Returns how many leads
    and changes. A second time: none."""
    file = Import.objects.select_for_update().defer("survey").get(pk=file.pk)
    _lock(file.contexts)
    plan = TakingBack.of(file)
    count = len(plan.free) + plan.changes.count
    if not count:
        return 0
    is_undone = plan.leaves_nothing
    with file.recorded("undo_contexts"):
        affected = _withdraw(plan.free, by=by) | put_back(plan.changes, by=by)
        for restate in registry.restate:
            restate(sorted(affected))
        people.withdraw(file)
        sources.retire_unused(file)
    Import.objects.filter(pk=file.pk).update(is_undone=is_undone)
    transaction.on_commit(table_statistics.refresh)
    return count


def _lock(contexts: Contexts) -> None:
    """What somebody is changing at this moment is awaited, and then stays."""
    for tracked in (CONTACT, LEAD):
        tracked.lock(contexts)


def _withdraw(leads: list[UUID], *, by: User | None) -> set[int]:
    """With all that came with them. Returns the contacts."""
    now, contacts = timezone.now(), set()
    for at in range(0, len(leads), BATCH):
        chunk = leads[at : at + BATCH]
        rows = Lead.objects.filter(pk__in=chunk)
        for child in reversed(registry.children):
            model = child.tracked.model
            model.objects.filter(**{f"{child.lookup}__in": chunk}).order_by()._raw_delete(using=model.objects.db)
        states = {pk: state for pk, state, _contact in rows.values_list("pk", "state", "contact")}
        contacts |= set(rows.filter(contact__isnull=False).values_list("contact", flat=True))
        rows.update(state=State.WITHDRAWN, closed_at=now, disqualified_for="", warm_since=None)
        write_move(chunk, verb="withdrawn", at=now, by=by, before=states, after=State.WITHDRAWN)
        ImportedLead.objects.filter(lead__in=chunk).update(taken_back_at=now)
    return contacts


def put_back(changes: Changes, *, by: User | None) -> set[int]:
    """What was here before becomes what it was. Returns the contacts whose leads it concerned."""
    notes = Notes(by=by)
    of_children = [(child, changes.of_child(child)) for child in changes.looked_at]
    leads = {pk for child in changes.looked_at for pk in changes.leads_with_rows(child)} | set(changes.touched)
    notes.add_leads([each for each in changes.of_leads if each.puts != ["contact"]])
    notes.add_people(changes.of_people, changes.ways)
    notes.add_rows(leads)
    changes.delete()
    changes.insert()
    for child, rows in of_children:
        child.tracked.put_back(rows)
        if child.put_back:
            child.put_back(rows, by=by)
        leads |= set(child.tracked.model.objects.filter(pk__in=[each.pk for each in rows]).values_list(child.lookup, flat=True))
    given = _without_contact([each for each in changes.of_leads if "contact" in each.puts], by=by)
    LEAD.put_back([each for each in changes.of_leads if each.puts])
    CONTACT.put_back(changes.of_people)
    notes.write()
    return given | set(Lead.objects.filter(pk__in=leads, contact__isnull=False).values_list("contact", flat=True))


def _without_contact(changes: list, *, by: User | None) -> set[int]:
    """Leads that the file gave to somebody are whose they were, through the verb, since sales go along; not where that cannot be."""
    contacts = set()
    values = LEAD.values(changes, columns=["contact_id"])
    for change in changes:
        change.puts.remove("contact")
        before, after = values[change.pk]
        contacts |= {pk for pk in (before["contact_id"], after["contact_id"]) if pk}
        contact = Contact.objects.filter(pk=before["contact_id"]).first() if before["contact_id"] else None
        try:
            with transaction.atomic():
                Lead.objects.get(pk=change.pk).edit(by=by, contact=contact)
        except LeadHasSales:
            continue
    return contacts


@transaction.atomic
def bring_back(file: Import, *, by: User | None) -> int:
    """Undo it: what was taken back with the file, and is still withdrawn, counts again; what was put back is changed again.
    Returns how many leads."""
    file = Import.objects.select_for_update().defer("survey").get(pk=file.pk)
    _lock(file.undo_contexts)
    gone = ImportedLead.objects.filter(file=file, taken_back_at__isnull=False)
    leads = list(gone.filter(lead__state=State.WITHDRAWN).values_list("lead", flat=True))
    with pghistory.context(file=str(file.pk)):
        if leads:
            bring(file.undo_contexts, leads=leads, by=by)
        bring(file.undo_contexts, leads=None, by=by)
        sources.bring_back(file)
    gone.update(taken_back_at=None)
    Import.objects.filter(pk=file.pk).update(undo_contexts=[], is_undone=False)
    transaction.on_commit(table_statistics.refresh)
    return len(leads)


def bring_again(leads: Iterable[Lead], *, file: Import | None, by: User | None) -> set[UUID]:
    """Rows of another file are about leads that were taken back with their own: they count again. Returns which these are."""
    withdrawn = [lead.pk for lead in leads if lead.state == State.WITHDRAWN]
    links = ImportedLead.objects.filter(lead__in=withdrawn, taken_back_at__isnull=False) if withdrawn else ()
    by_file: dict[UUID, list[UUID]] = {}
    for link in links:
        by_file.setdefault(link.file_id, []).append(link.lead_id)
    for contexts, pk in Import.objects.filter(pk__in=by_file).values_list("undo_contexts", "pk"):
        bring(contexts, leads=by_file[pk], by=by)
    back = {pk for ids in by_file.values() for pk in ids}
    if back:
        ImportedLead.objects.filter(lead__in=back).update(taken_back_at=None, **({"file": file} if file else {}))
    return back
