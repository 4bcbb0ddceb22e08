from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from sales.models.saved import Saved


class SavedView(Saved):
    """Filters of the board that somebody wants again."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    shared = models.BooleanField(_("for everybody who sells"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint("owner", Lower("name"), condition=models.Q(removed_at=None), name="one_view_of_a_name_a_person")
        ]
