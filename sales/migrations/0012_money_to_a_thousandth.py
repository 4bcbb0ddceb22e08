import django.core.validators
import django.db.models.expressions
from django.db import migrations, models

from accounts.models.money import MoneyField

POSITIVE = [django.core.validators.MinValueValidator(0)]


def net() -> models.GeneratedField:
    return models.GeneratedField(
        db_persist=True,
        expression=django.db.models.expressions.CombinedExpression(models.F("amount"), "-", models.F("refunded")),
        output_field=MoneyField(decimal_places=3, max_digits=13),
    )


def value() -> MoneyField:
    return MoneyField(blank=True, decimal_places=3, max_digits=13, null=True, validators=POSITIVE, verbose_name="value")


def amount() -> MoneyField:
    return MoneyField(blank=True, decimal_places=3, max_digits=13, null=True, validators=POSITIVE, verbose_name="amount")


def refund() -> MoneyField:
    return MoneyField(decimal_places=3, max_digits=13, verbose_name="amount")


def refunded() -> MoneyField:
    return MoneyField(db_default=0, decimal_places=3, default=0, editable=False, max_digits=13)


class Migration(migrations.Migration):
    """PostgreSQL alters no column that a generated one is reckoned from, so `net` goes and comes back."""

    dependencies = [("sales", "0011_history_of_a_whole_statement")]
    operations = [
        migrations.AlterField(model_name="opportunity", name="value", field=value()),
        migrations.AlterField(model_name="opportunityevent", name="value", field=value()),
        migrations.AlterField(model_name="refund", name="amount", field=refund()),
        migrations.AlterField(model_name="refundevent", name="amount", field=refund()),
        migrations.RemoveField(model_name="sale", name="net"),
        migrations.AlterField(model_name="sale", name="amount", field=amount()),
        migrations.AlterField(model_name="sale", name="refunded", field=refunded()),
        migrations.AddField(model_name="sale", name="net", field=net()),
        migrations.RemoveField(model_name="saleevent", name="net"),
        migrations.AlterField(model_name="saleevent", name="amount", field=amount()),
        migrations.AlterField(model_name="saleevent", name="refunded", field=refunded()),
        migrations.AddField(model_name="saleevent", name="net", field=net()),
    ]
