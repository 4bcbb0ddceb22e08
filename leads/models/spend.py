import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.money import MoneyField
from leads.models.source import Campaign, Source


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Spend(models.Model):
    """Money spent on a source, or on one campaign of it, in one month. In the currency of the business."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="spend")
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.CASCADE, related_name="spend")
    month = models.DateField(help_text="The first day of the month.")
    amount = MoneyField(validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = _("spend")
        verbose_name_plural = _("spend")
        constraints = [
            models.UniqueConstraint(fields=["source", "campaign", "month"], nulls_distinct=False, name="one_amount_a_month"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.month:%Y-%m}"

    @classmethod
    def put(cls, source: Source, *, month, amount, campaign: Campaign | None = None) -> None:
        """Set what was spent; None takes the entry away. The same amount again writes nothing."""
        entries = cls.objects.filter(source=source, campaign=campaign, month=month)
        if amount is None:
            entries.delete()
        elif not entries.exists():
            cls.objects.create(source=source, campaign=campaign, month=month, amount=amount)
        else:
            entries.exclude(amount=amount).update(amount=amount)

    def move_to(self, source: Source) -> None:
        """Give this amount to another source, added to what is there."""
        there = Spend.objects.filter(source=source, campaign=self.campaign, month=self.month).first()
        if there is None:
            self.source = source
            self.save(update_fields=["source"])
        else:
            Spend.objects.filter(pk=there.pk).update(amount=models.F("amount") + self.amount)
            self.delete()
