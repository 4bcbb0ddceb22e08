from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class SavedFile(models.Model):
    """Somebody saved a list or a report as a file: who, when, what it was called and how many rows it had. Written once."""

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_files")
    at = models.DateTimeField(default=timezone.now, editable=False)
    name = models.CharField(_("file"), max_length=120)
    count = models.PositiveIntegerField(_("rows"))

    class Meta:
        verbose_name = _("saved file")
        verbose_name_plural = _("saved files")
        indexes = [models.Index(fields=["-at", "-id"])]

    def __str__(self) -> str:
        return self.name
