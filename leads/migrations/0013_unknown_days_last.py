from datetime import UTC, datetime

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    """A generated column cannot be altered: it is made anew, with the indexes on it. The table is rewritten once.

    Its history does without it: it is made of a column that is there.
    """

    dependencies = [
        ("leads", "0012_contact_address"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='lead',
            name='update_update',
        ),
        migrations.RemoveField(model_name="leadevent", name="listed_at"),
        migrations.RemoveIndex(model_name="lead", name="leads_newest_first"),
        migrations.RemoveIndex(model_name="lead", name="leads_by_state"),
        migrations.RemoveField(model_name="lead", name="listed_at"),
        migrations.AddField(
            model_name="lead",
            name="listed_at",
            field=models.GeneratedField(
                expression=Coalesce("received_at", models.Value(datetime(1900, 1, 1, tzinfo=UTC))),
                output_field=models.DateTimeField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex(model_name="lead", index=models.Index(fields=["-listed_at", "-id"], name="leads_newest_first")),
        migrations.AddIndex(model_name="lead", index=models.Index(fields=["state", "-listed_at", "-id"], name="leads_by_state")),
        pgtrigger.migrations.AddTrigger(
            model_name='lead',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."disqualified_for" IS DISTINCT FROM (NEW."disqualified_for") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."external_system" IS DISTINCT FROM (NEW."external_system") OR OLD."how_known" IS DISTINCT FROM (NEW."how_known") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interest" IS DISTINCT FROM (NEW."interest") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."logged_at" IS DISTINCT FROM (NEW."logged_at") OR OLD."logged_by_id" IS DISTINCT FROM (NEW."logged_by_id") OR OLD."made_for_sale" IS DISTINCT FROM (NEW."made_for_sale") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."owner_text" IS DISTINCT FROM (NEW."owner_text") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."referred_by_id" IS DISTINCT FROM (NEW."referred_by_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."thanks_id" IS DISTINCT FROM (NEW."thanks_id") OR OLD."warm_since" IS DISTINCT FROM (NEW."warm_since"))', func='INSERT INTO "leads_leadevent" ("campaign_id", "channel", "closed_at", "contact_id", "disqualified_for", "external_id", "external_system", "how_known", "id", "interest", "key", "logged_at", "logged_by_id", "made_for_sale", "merged_into_id", "notes", "owner_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "referred_by_id", "source_id", "state", "thanks_id", "warm_since") VALUES (NEW."campaign_id", NEW."channel", NEW."closed_at", NEW."contact_id", NEW."disqualified_for", NEW."external_id", NEW."external_system", NEW."how_known", NEW."id", NEW."interest", NEW."key", NEW."logged_at", NEW."logged_by_id", NEW."made_for_sale", NEW."merged_into_id", NEW."notes", NEW."owner_text", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_at", NEW."referred_by_id", NEW."source_id", NEW."state", NEW."thanks_id", NEW."warm_since"); RETURN NULL;', hash='87cda459c0458d52ad3e19e72c66f98731588129', operation='UPDATE', pgid='pgtrigger_update_update_17f2d', table='leads_lead', when='AFTER')),
        ),
    ]
