import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class RetentionRule(models.Model):
    """How many months a person who never became a client is kept after the last enquiry of theirs came to such an end. No row: for ever."""

    class End(models.TextChoices):
        LOST = "lost", _("Lost in sales")
        DISQUALIFIED = "disqualified", _("Disqualified")
        JUNK = "junk", _("Spam and tests")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    end = models.CharField(max_length=12, choices=End, unique=True)
    months = models.PositiveSmallIntegerField(_("months"), validators=[MinValueValidator(1), MaxValueValidator(240)])

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")

    def __str__(self) -> str:
        return f"{self.get_end_display()}: {self.months}"
