from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("leads", "0031_history_is_complete"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mailbox",
            name="sealed",
            field=models.TextField(blank=True, editable=False, help_text="The password, see accounts.sealing."),
        ),
    ]
