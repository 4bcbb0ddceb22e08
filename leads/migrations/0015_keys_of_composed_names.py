import unicodedata

from django.db import migrations

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def tidy(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name.translate(UNSEEN)).split())


def key(name: str) -> str:
    return unicodedata.normalize("NFC", tidy(name).casefold())


def make_keys_anew(apps, schema_editor):
    """Two that have one key now stay two, the older with it: whoever knows that they are one merges them in Settings."""
    for model in ("Source", "ClientType"):
        taken: set[str] = set()
        for row in apps.get_model("leads", model).objects.order_by("pk"):
            anew = key(row.name)
            if row.key != anew and anew not in taken and not type(row).objects.filter(key=anew).exists():
                type(row).objects.filter(pk=row.pk).update(key=anew)
            taken.add(anew)


def compose_campaigns(apps, schema_editor):
    """Campaigns have no key: their names are told apart by the database, which takes composed letters for others."""
    model = apps.get_model("leads", "Campaign")
    rows = list(model.objects.order_by("pk"))
    names = {row.name.lower() for row in rows}
    for row in rows:
        anew = tidy(row.name)
        if anew != row.name and anew.lower() not in names:
            model.objects.filter(pk=row.pk).update(name=anew)
            names.add(anew.lower())


class Migration(migrations.Migration):
    dependencies = [("leads", "0014_money_to_a_thousandth")]
    operations = [
        migrations.RunPython(make_keys_anew, migrations.RunPython.noop),
        migrations.RunPython(compose_campaigns, migrations.RunPython.noop),
    ]
