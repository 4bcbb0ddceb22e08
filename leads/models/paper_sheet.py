import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class PaperSheet(models.Model):
    """Tick counts copied from paper: for which day, by whom, and how many enquiries of each source and channel.

    `id` is made with the empty form, so that sending it twice is one sheet; the keys of its leads follow from it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField(_("day"))
    counts = models.JSONField(default=list, editable=False, help_text="[[source id, channel, count], …]")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="paper_sheets")
    at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("paper sheet")
        verbose_name_plural = _("paper sheets")
        indexes = [models.Index(fields=["day"], name="sheets_by_day")]

    def __str__(self) -> str:
        return f"{self.day}"

    @property
    def total(self) -> int:
        return sum(count for _source, _channel, count in self.counts)

    @property
    def keys(self) -> list[uuid.UUID]:
        """The keys of its leads, the same each time they are asked for."""
        return [key for _source, _channel, key in self.ticks]

    @property
    def ticks(self) -> list[tuple[int, str, uuid.UUID]]:
        """One (source id, channel, key) for each stroke on the paper."""
        return [
            (source, channel, uuid.uuid5(self.id, f"{source}:{channel}:{n}"))
            for source, channel, count in self.counts
            for n in range(count)
        ]
