from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models.contact import Contact
from leads.models.lead import Lead


class Merger(models.Model):
    """Two contacts, two leads, or two leads with their contacts that somebody merged. One row a decision; undone, it stays.

    `lead` went into `into_lead`, `contact` into `into_contact`; a pair that was not merged is empty. `snapshot` is of the contacts;
    that of leads stands in their own change log.
    """

    lead = models.ForeignKey(Lead, null=True, on_delete=models.CASCADE, related_name="+")
    into_lead = models.ForeignKey(Lead, null=True, on_delete=models.CASCADE, related_name="mergers")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="+")
    into_contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="mergers")
    snapshot = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")

    def __str__(self) -> str:
        return f"{self.contact or self.lead}, {self.into_contact or self.into_lead}"

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None
