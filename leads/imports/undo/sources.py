"""Sources and campaigns that a file made: retired with it where nothing else has come to hang on them, so that no key of theirs stays on
the Log, and in use again with it. One statement a table.
"""

from collections.abc import Iterator

import pghistory
from django.apps import apps
from psycopg2.sql import SQL, Composable, Identifier

from leads.imports.undo.history import execute
from leads.models import Campaign, Import, Lead, Source

Named = Source | Campaign
MODELS = (Campaign, Source)
"""A source whose campaigns are all retired may go too, so they come first."""

LAST_DOING = SQL("(SELECT e.pgh_context_id FROM {events} e WHERE e.pgh_obj_id = t.id ORDER BY e.pgh_id DESC LIMIT 1)")
RETIRE = SQL("""
UPDATE {table} t SET retired_at = now()
WHERE t.retired_at IS NULL
  AND ({last} = ANY(%(contexts)s::uuid[]) OR (SELECT c.metadata->>'file' FROM pghistory_context c WHERE c.id = {last}) = %(file)s)
  AND EXISTS (SELECT FROM {events} e WHERE e.pgh_obj_id = t.id AND e.pgh_label = 'insert' AND e.pgh_context_id = ANY(%(contexts)s::uuid[]))
""")
UNUSED = SQL("AND NOT EXISTS (SELECT FROM {table} used WHERE used.{column} = t.id{standing})\n")
BRING_BACK = SQL("UPDATE {table} t SET retired_at = NULL WHERE t.retired_at IS NOT NULL AND {last} = ANY(%(contexts)s::uuid[])")
STANDING = {Lead: SQL(" AND used.state <> 'withdrawn'"), Campaign: SQL(" AND used.retired_at IS NULL")}
"""What of these counts as a use; of any other table every row does."""


def retire_unused(file: Import) -> None:
    """Those made by this file that nobody has changed since but its own coming back, and that nothing points at, of whatever app."""
    for model in MODELS:
        query = RETIRE.format(**_names(model)) + SQL("").join(_unused(model))
        execute(query, {"contexts": file.contexts, "file": str(file.pk)})


def bring_back(file: Import) -> None:
    """Those that were retired with it, and have not been touched since."""
    for model in MODELS:
        execute(BRING_BACK.format(**_names(model)), {"contexts": file.undo_contexts})


def bring_back_named(row: Named) -> None:
    """A file names it again: in use, where it was retired with another file and not by a person."""
    if row.retired_at is None:
        return
    events = _events(type(row)).objects.filter(pgh_obj_id=row.pk)
    context = events.order_by("-pgh_id").values_list("pgh_context_id", flat=True).first()
    if context and Import.objects.filter(undo_contexts__contains=[context]).exists():
        row.bring_back()


def _events(model: type[Named]) -> type[pghistory.models.Event]:
    return apps.get_model("leads", f"{model.__name__}Event")


def _names(model: type[Named]) -> dict[str, Composable]:
    events = Identifier(_events(model)._meta.db_table)
    return {"table": Identifier(model._meta.db_table), "events": events, "last": LAST_DOING.format(events=events)}


def _unused(model: type[Named]) -> Iterator[Composable]:
    for relation in model._meta.get_fields(include_hidden=True):
        user = relation.related_model
        if relation.auto_created and not relation.concrete and not issubclass(user, pghistory.models.Event):
            column = Identifier(relation.field.column)
            yield UNUSED.format(table=Identifier(user._meta.db_table), column=column, standing=STANDING.get(user, SQL("")))
