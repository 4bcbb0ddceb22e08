"""The leads a file made: which of them nobody has touched since, and why the others stay. All in the database, in one query."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from psycopg2.sql import SQL, Composable, Identifier

from leads.imports.undo.children import CONTACT, EMAIL, LEAD, PHONE, Child, registry
from leads.imports.undo.history import Tracked, fetch
from leads.models import Import

JOINED, WITHDRAWN, SALES, WORKED_ON, CHANGED = 1, 2, 3, 4, 5
"""Why a lead stays, the weightiest first."""

MADE = SQL("""
WITH made AS (
    SELECT l.id, l.state, l.merged_into_id, l.contact_id FROM leads_importedlead link JOIN leads_lead l ON l.id = link.lead_id
    WHERE link.file_id = %(file)s AND link.taken_back_at IS NULL
), people AS (
    SELECT DISTINCT made.contact_id AS id FROM made
    WHERE EXISTS (SELECT FROM leads_contactevent e WHERE e.pgh_obj_id = made.contact_id AND e.pgh_label = 'insert'
                  AND e.pgh_context_id = ANY(%(contexts)s::uuid[]))
), reasons (id, why) AS ({reasons})
SELECT id, min(why) FROM reasons GROUP BY id
""")
OF_THE_LEAD = SQL("""
SELECT id, 1 FROM made WHERE merged_into_id IS NOT NULL
UNION ALL SELECT made.id, 1 FROM made JOIN leads_lead other ON other.merged_into_id = made.id
UNION ALL SELECT id, 2 FROM made WHERE state = 'withdrawn'
UNION ALL SELECT t.id, CASE WHEN t.state <> e.state AND t.state IN ('handed_over', 'in_sales', 'won', 'lost') THEN 3 ELSE 5 END
FROM made JOIN leads_lead t USING (id) LEFT JOIN ({last}) e ON e.pgh_obj_id = t.id
WHERE e.pgh_id IS NULL OR {now} IS DISTINCT FROM {then}
""")
# Rows of a child that the file did not make, or that are not as it left them.
OF_A_CHILD = SQL("""
UNION ALL SELECT made.id, CASE WHEN e.pgh_id IS NULL THEN 3 ELSE 5 END
FROM {table} t JOIN made ON made.id = {lead} LEFT JOIN ({last}) e ON e.pgh_obj_id = t.id
WHERE e.pgh_id IS NULL OR {now} IS DISTINCT FROM {then}
""")
OF_A_USE = SQL("UNION ALL SELECT made.id, 4 FROM made JOIN {table} used ON used.{column} = made.id\n")
OF_A_USED_CHILD = SQL("UNION ALL SELECT made.id, 4 FROM {table} t JOIN made ON made.id = {lead} JOIN {use} used ON used.{column} = t.id\n")
# A touch from before touches had a history counts as the file's where it came before the end of it.
OF_TOUCHES = SQL("""
UNION ALL SELECT made.id, 4 FROM made JOIN leads_touch t ON t.lead_id = made.id
WHERE NOT EXISTS (SELECT FROM leads_touchevent e WHERE e.pgh_obj_id = t.id AND e.pgh_context_id = ANY(%(contexts)s::uuid[]))
  AND (t.at > %(since)s OR EXISTS (SELECT FROM leads_touchevent e WHERE e.pgh_obj_id = t.id AND e.pgh_label = 'insert'))
""")
OF_PEOPLE = SQL("""
UNION ALL SELECT made.id, 5
FROM made JOIN people ON people.id = made.contact_id JOIN leads_contact t ON t.id = people.id
LEFT JOIN ({last}) e ON e.pgh_obj_id = t.id
WHERE {now} IS DISTINCT FROM {then}
""")
# Somebody added one, or took one of the file's away.
OF_WAYS = SQL("""
UNION ALL SELECT made.id, 5 FROM made JOIN people ON people.id = made.contact_id JOIN {table} t ON t.contact_id = people.id
WHERE NOT EXISTS (SELECT FROM {events} e WHERE e.pgh_obj_id = t.id AND e.pgh_context_id = ANY(%(contexts)s::uuid[]))
UNION ALL SELECT made.id, 5 FROM made JOIN people ON people.id = made.contact_id JOIN ({last}) e ON e.contact_id = people.id
WHERE NOT EXISTS (SELECT FROM {table} t WHERE t.id = e.pgh_obj_id)
  AND NOT EXISTS (SELECT FROM {events} d WHERE d.pgh_obj_id = e.pgh_obj_id AND d.pgh_label = 'delete'
                  AND d.pgh_context_id = ANY(%(contexts)s::uuid[]))
""")


def reasons(file: Import) -> dict[UUID, int]:
    """Of the leads a file made and that were not taken back with it, those that stay, with why. One query."""
    since = file.finished_at or file.told_at or file.uploaded_at
    query = MADE.format(reasons=SQL("").join(_parts()))
    return dict(fetch(query, {"file": file.pk, "contexts": file.contexts, "since": since}))


def _parts() -> Iterator[Composable]:
    yield OF_THE_LEAD.format(**_compared(LEAD))
    for table, column in registry.uses_of_lead:
        yield OF_A_USE.format(table=Identifier(table), column=Identifier(column))
    yield OF_TOUCHES
    for child in registry.children:
        yield from _of_child(child)
    yield OF_PEOPLE.format(**_compared(CONTACT))
    for way in (PHONE, EMAIL):
        yield OF_WAYS.format(last=way.last(), **way.names)


def _of_child(child: Child) -> Iterator[Composable]:
    if child.of_rows is None:
        yield OF_A_CHILD.format(lead=child.lead, table=child.tracked.names["table"], **_compared(child.tracked))
    for table, column in child.uses:
        names = {"table": child.tracked.names["table"], "use": Identifier(table), "column": Identifier(column)}
        yield OF_A_USED_CHILD.format(lead=child.lead, **names)


def _compared(tracked: Tracked) -> dict[str, Any]:
    return {"last": tracked.last(), "now": tracked.row("t"), "then": tracked.row("e")}


def words(reason: int) -> str:
    return {
        JOINED: _("Joined with another enquiry"),
        WITHDRAWN: _("Withdrawn already"),
        SALES: _("Sales has it, or had it"),
        WORKED_ON: _("Somebody worked on it"),
        CHANGED: _("Somebody changed it"),
    }[reason]
