from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sales.models import Saved


class SavedReport(Saved):
    """A report as somebody set it: `page` is the name of its URL. A named period stays named, so "last month" moves on."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_reports")
    shared = models.BooleanField(_("for everybody who may see this report"), default=False)
    page = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("saved report")
        verbose_name_plural = _("saved reports")
        constraints = [
            models.UniqueConstraint("owner", Lower("name"), condition=models.Q(removed_at=None), name="one_report_of_a_name_a_person")
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse(self.page)}?{self.query}" if self.query else reverse(self.page)
