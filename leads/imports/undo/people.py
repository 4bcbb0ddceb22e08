"""People that files made and that nobody else uses: withdrawn with the leads they came in with, so that no search or match has them."""

from psycopg2.sql import SQL, Identifier

from leads.imports.undo.children import registry
from leads.imports.undo.history import execute
from leads.models import Import

# Made by this file or an earlier one, and written to by this one.
WITHDRAW = SQL("""
UPDATE leads_contact t SET withdrawn_at = now()
WHERE t.id IN (SELECT e.pgh_obj_id FROM leads_contactevent e WHERE e.pgh_context_id = ANY(%(contexts)s::uuid[]))
  AND EXISTS (SELECT FROM leads_contactevent made JOIN leads_import file ON made.pgh_context_id = ANY(file.contexts)
              WHERE made.pgh_obj_id = t.id AND made.pgh_label = 'insert')
  AND t.withdrawn_at IS NULL AND t.merged_into_id IS NULL AND t.client_lead_id IS NULL
  AND NOT EXISTS (SELECT FROM leads_lead l WHERE l.contact_id = t.id AND l.state <> 'withdrawn')
  AND NOT EXISTS (SELECT FROM leads_lead l WHERE l.referred_by_id = t.id AND l.state <> 'withdrawn')
""")
UNUSED = SQL("AND NOT EXISTS (SELECT FROM {table} used WHERE used.{column} = t.id)\n")


def withdraw(file: Import) -> None:
    """One statement."""
    unused = [UNUSED.format(table=Identifier(table), column=Identifier(column)) for table, column in registry.uses_of_contact]
    query = WITHDRAW + SQL("").join(unused)
    execute(query, {"contexts": file.contexts})
