import django.contrib.postgres.indexes
from django.db import migrations, models
from psycopg2.extras import execute_values

from leads.letters import sort_key

CHUNK = 5000


def make_keys_anew(apps, schema_editor):
    """Keys of words without punctuation, with more letters folded. Nobody changed a name, so the history says nothing of it."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE leads_contact DISABLE TRIGGER USER")
        last = 0
        while rows := _after(cursor, last):
            last = rows[-1][0]
            made = [(pk, sort_key(name), sort_key(company)) for pk, name, company, _name_key, _company_key in rows]
            changed = [new for new, row in zip(made, rows, strict=True) if new[1:] != row[3:]]
            if changed:
                update = "UPDATE leads_contact c SET sort_name = k.name, company_key = k.company FROM (VALUES %s) AS k (id, name, company)"
                execute_values(cursor.cursor, f"{update} WHERE c.id = k.id", changed, page_size=CHUNK)
        cursor.execute("ALTER TABLE leads_contact ENABLE TRIGGER USER")


def _after(cursor, pk):
    columns = "id, name, company, sort_name, company_key"
    cursor.execute(f"SELECT {columns} FROM leads_contact WHERE id > %s ORDER BY id LIMIT %s", [pk, CHUNK])
    return cursor.fetchall()


class Migration(migrations.Migration):
    dependencies = [
        ('leads', '0017_contexts_of_earlier_imports'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='contact',
            name='contact_name_trigrams',
        ),
        migrations.RemoveIndex(
            model_name='contact',
            name='contact_company_trigrams',
        ),
        migrations.RunPython(make_keys_anew, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='contact',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func('sort_name', 'company_key', arg_joiner=" || ' ' || ", output_field=models.TextField(), template="(' ' || %(expressions)s)"), 'gin_trgm_ops'), name='contact_names_trigrams'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['sort_name'], name='contact_by_name'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['company_key'], name='contact_by_company'),
        ),
    ]
