from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Posting, Preferences


class Letter(Posting):
    """The one letter of a person about a week or a month, which begins on `first_day`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=7, choices=Preferences.Letter)
    first_day = models.DateField()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [models.UniqueConstraint(fields=["user", "kind", "first_day"], name="one_letter_of_a_period_a_person")]

    def __str__(self) -> str:
        return f"{self.user}, {self.kind}, {self.first_day}: {self.state}"
