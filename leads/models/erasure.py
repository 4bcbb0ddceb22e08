from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """History of people that was erased: whose, by whom, and of how many rows of each table. The database writes it, see
    leadtrack/database/history.sql; nobody who uses LeadTrack can write or change one.

    Whoever did it may be gone from the database later, and stands here all the same.
    """

    contacts = ArrayField(models.BigIntegerField(), help_text="Numbers of the contacts it was asked for.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    reason = models.TextField(blank=True)
    role = models.TextField(help_text="The database role that asked for it.")
    at = models.DateTimeField()
    rows = models.JSONField(help_text="How many of each table.")

    class Meta:
        verbose_name = _("erased history")
        verbose_name_plural = _("erased histories")

    def __str__(self) -> str:
        return ", ".join(map(str, self.contacts))
