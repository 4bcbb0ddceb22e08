from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sales.models.opportunity import Opportunity
from sales.models.stage import Stage


class Bulk(models.Model):
    """One deed done to many opportunities at once, so that it can be taken back at once."""

    class Kind(models.TextChoices):
        MOVE = "move", _("moved")
        ASSIGN = "assign", _("assigned")
        LOSE = "lose", _("closed as lost")

    kind = models.CharField(max_length=6, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="bulks")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


class BulkRow(models.Model):
    """One opportunity of a bulk change: how it was before, and which version it was right after."""

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="rows")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    stage_since = models.DateTimeField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("row of a bulk change")
        verbose_name_plural = _("rows of bulk changes")

    def __str__(self) -> str:
        return f"{self.bulk}: {self.opportunity}"
