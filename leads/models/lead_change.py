import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models.lead_states import Disqualified


@pghistory.track(pghistory.UpdateEvent(level=pghistory.Statement), pghistory.DeleteEvent(level=pghistory.Statement))
class LeadChange(models.Model):
    """Who changed a lead, when, how and why. One row a change, never edited."""

    lead = models.ForeignKey("leads.Lead", on_delete=models.CASCADE, related_name="changes")
    verb = models.CharField(max_length=16)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="lead_changes")
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("change of a lead")
        verbose_name_plural = _("changes of leads")

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d}"

    def get_reason_display(self) -> str:
        return str(dict(Disqualified.choices).get(self.reason, self.reason))
