import pghistory
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models import Contact


@pghistory.track()
class Likeness(models.Model):
    """Somebody said of two contacts who look like one that they are two people. Taken back, it keeps its row, and they are a pair to
    decide again."""

    earlier = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    later = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("said of two people")
        verbose_name_plural = _("said of two people")
        constraints = [models.UniqueConstraint(fields=["earlier", "later"], condition=models.Q(removed_at=None), name="one_word_on_a_pair")]

    def __str__(self) -> str:
        return f"{self.earlier}, {self.later}"

    @classmethod
    @transaction.atomic
    def dismiss(cls, contact: Contact, other: Contact, *, by) -> "Likeness":
        """They are two people; in either order. Said already: the same row."""
        earlier, later = sorted((contact, other), key=lambda person: person.pk)
        Contact.objects.select_for_update().order_by("pk").in_bulk([earlier.pk, later.pk])
        present = cls.objects.filter(earlier=earlier, later=later, removed_at=None).first()
        return present or cls.objects.create(earlier=earlier, later=later, by=by)

    def take_back(self) -> None:
        """Taken back already: nothing happens."""
        Likeness.objects.filter(pk=self.pk, removed_at=None).update(removed_at=timezone.now())
