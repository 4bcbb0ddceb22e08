"""Leads that files of sales made are remembered as those of files of leads are; the history knows the rest."""

from django.db import migrations

MADE = """
INSERT INTO leads_importedlead (file_id, lead_id, taken_back_at)
SELECT DISTINCT ON (deal.lead_id) link.file_id, deal.lead_id, link.taken_back_at
FROM sales_importedsale link JOIN sales_sale sale ON sale.id = link.sale_id JOIN sales_opportunity deal ON deal.id = sale.opportunity_id
WHERE link.made_lead ORDER BY deal.lead_id, link.id
ON CONFLICT (lead_id) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0015_changes_recorded_by_statement"), ("leads", "0023_import_is_undone")]
    operations = [migrations.RunSQL(MADE, migrations.RunSQL.noop), migrations.DeleteModel("ImportedSale")]
