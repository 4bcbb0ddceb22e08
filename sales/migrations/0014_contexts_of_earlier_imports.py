"""Files of sales that came in before: the history says under which contexts."""

from django.db import migrations

CONTEXTS = """
UPDATE leads_import file SET contexts = runs.contexts
FROM (SELECT link.file_id, array_agg(DISTINCT event.pgh_context_id) AS contexts
      FROM sales_importedsale link JOIN sales_saleevent event ON event.pgh_obj_id = link.sale_id
      WHERE event.pgh_label = 'insert' AND event.pgh_context_id IS NOT NULL GROUP BY link.file_id) runs
WHERE runs.file_id = file.id
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0013_undo_of_imports"), ("leads", "0017_contexts_of_earlier_imports")]
    operations = [migrations.RunSQL(CONTEXTS, migrations.RunSQL.noop)]
