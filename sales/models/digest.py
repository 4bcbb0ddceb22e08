from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Posting


class Digest(Posting):
    """The one morning mail of a person and a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.user}, {self.day}: {self.state}"
