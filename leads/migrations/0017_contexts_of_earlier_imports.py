"""Files that came in before: the history says under which contexts. Hand-offs that wait get the first line of their history."""

from django.db import migrations

CONTEXTS = """
UPDATE leads_import file SET contexts = runs.contexts
FROM (SELECT link.file_id, array_agg(DISTINCT event.pgh_context_id) AS contexts
      FROM leads_importedlead link JOIN leads_leadevent event ON event.pgh_obj_id = link.lead_id
      WHERE event.pgh_label = 'insert' AND event.pgh_context_id IS NOT NULL GROUP BY link.file_id) runs
WHERE runs.file_id = file.id
"""
HAND_OFFS = """
INSERT INTO leads_handoffevent (pgh_created_at, pgh_label, pgh_obj_id, id, lead_id, by_id, to_id, at, due_at, automatic, note,
                                decided_at, decided_by_id, returned_for, return_note, taken_back_at)
SELECT now(), 'insert', id, id, lead_id, by_id, to_id, at, due_at, automatic, note,
       decided_at, decided_by_id, returned_for, return_note, taken_back_at FROM leads_handoff WHERE decided_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("leads", "0016_undo_of_imports")]
    operations = [migrations.RunSQL(CONTEXTS, migrations.RunSQL.noop), migrations.RunSQL(HAND_OFFS, migrations.RunSQL.noop)]
