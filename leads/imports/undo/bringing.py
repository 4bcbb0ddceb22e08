"""What was taken back comes again: rows that were deleted, and what the rows that are here were before."""

from uuid import UUID

from django.utils import timezone
from psycopg2.sql import SQL, Composable

from accounts.models import User
from leads.imports.runs import table_statistics
from leads.imports.undo.children import CONTACT, EMAIL, LEAD, PHONE, TOUCH, Child, registry
from leads.imports.undo.history import Change, Contexts, execute
from leads.imports.undo.writing import BATCH, Notes, write_move
from leads.models import Lead

# The leads that were not withdrawn by the taking back, since they were here before the file. `{lead}`: SQL of a lead's id.
NOT_WITHDRAWN = SQL("""
NOT EXISTS (SELECT FROM leads_leadevent gone WHERE gone.pgh_obj_id = {lead} AND gone.state = 'withdrawn'
            AND gone.pgh_context_id = ANY(%(contexts)s::uuid[]))
""")

REVIVE = SQL("""
UPDATE leads_contact SET withdrawn_at = NULL WHERE id IN (SELECT unnest(%(contacts)s::bigint[])) AND withdrawn_at IS NOT NULL
""")


def bring(contexts: Contexts, *, leads: list[UUID] | None, by: User | None) -> None:
    """`leads`: of those that were taken back; None: what was here before and was put back. The number of statements is fixed, but
    for one round of them for each 5,000 leads."""
    _insert(contexts, leads=leads)
    for at in range(0, len(leads or [None]), BATCH):
        contacts = _restore_leads(contexts, leads=leads and leads[at : at + BATCH], by=by)
        for restate in registry.restate:
            restate(sorted(contacts))


def _insert(contexts: Contexts, *, leads: list[UUID] | None) -> None:
    coming = []
    for child in registry.children:
        rows = child.tracked.insert_again(contexts=contexts, only=_of(child.lead, leads), leads=leads)
        table_statistics.refresh_filled(child.tracked.model._meta.db_table, rows=len(rows))
        coming.append((child.coming, rows))
    if leads is None:
        for come, rows in coming:
            if come and rows:
                come(rows)
        TOUCH.insert_again(contexts=contexts)
        for way in (PHONE, EMAIL):
            way.delete_inserted(contexts)
            way.insert_again(contexts=contexts)


def _restore_leads(contexts: Contexts, *, leads: list[UUID] | None, by: User | None) -> set[int]:
    """Returns the contacts."""
    notes = Notes(by=by)
    changes = LEAD.changes(contexts=contexts, only=_of(SQL("t.id"), leads), leads=leads)
    if leads is None:
        notes.add_leads(changes)
    else:
        _reopen(changes, by=by)
    LEAD.put_back(changes)
    rows = {each.pk for each in changes}
    for child in registry.children:
        if child.tracked.groups:
            rows |= _restore_children(child, contexts, leads=leads, by=by)
    contacts = set(Lead.objects.filter(pk__in=rows, contact__isnull=False).values_list("contact", flat=True))
    if leads is None:
        of_people = CONTACT.changes(contexts=contexts)
        CONTACT.put_back(of_people)
        notes.add_people(of_people)
        notes.write()
    execute(REVIVE, {"contacts": sorted(contacts)})
    return contacts


def _restore_children(child: Child, contexts: Contexts, *, leads: list[UUID] | None, by: User | None) -> set[UUID]:
    """Returns the leads."""
    rows = child.tracked.changes(contexts=contexts, only=_of(child.lead, leads), leads=leads)
    child.tracked.put_back(rows)
    if child.put_back:
        child.put_back(rows, by=by)
    return set(child.tracked.model.objects.filter(pk__in=[each.pk for each in rows]).values_list(child.lookup, flat=True))


def _of(lead: Composable, leads: list[UUID] | None) -> Composable:
    if leads is None:
        return SQL("{lead} IS NOT NULL AND {stood}").format(lead=lead, stood=NOT_WITHDRAWN.format(lead=lead))
    return SQL("{lead} IN (SELECT unnest(%(leads)s::uuid[]))").format(lead=lead)


def _reopen(changes: list[Change], *, by: User | None) -> None:
    back = [each for each in changes if "state" in each.puts]
    states = {pk: before["state"] for pk, (before, _after) in LEAD.values(back, columns=["state"]).items()}
    write_move(list(states), verb="reopened", at=timezone.now(), by=by, before=states)
