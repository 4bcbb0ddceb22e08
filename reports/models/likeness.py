import pghistory
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads import one_person
from leads.models import Contact


@pghistory.track()
class Likeness(models.Model):
    """What somebody said of two people who look like one: that they are (`moved`: what went over), or that they are two.

    Taken back, it keeps its row, and the two are a pair to decide again.
    """

    earlier = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    later = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    is_one = models.BooleanField()
    moved = models.JSONField(default=dict)
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
    def say(cls, earlier: Contact, later: Contact, *, is_one: bool, by) -> "Likeness":
        """Of the two in either order. Said already: the same row. Raises IllegalMove when one was joined with somebody meanwhile."""
        earlier, later = sorted((earlier, later), key=lambda contact: contact.pk)
        Contact.objects.select_for_update().order_by("pk").in_bulk([earlier.pk, later.pk])
        said = cls.objects.filter(earlier=earlier, later=later, removed_at=None).first()
        if said and said.is_one == is_one:
            return said
        if said:
            said.take_back(by=by)
        moved = one_person.join(later, into=earlier, by=by) if is_one else {}
        return cls.objects.create(earlier=earlier, later=later, is_one=is_one, moved=moved, by=by)

    @transaction.atomic
    def take_back(self, *, by) -> None:
        """Taken back already: nothing happens."""
        mine = Likeness.objects.select_for_update().get(pk=self.pk)
        if mine.removed_at is None:
            if mine.is_one:
                one_person.part(mine.later, into=mine.earlier, moved=mine.moved, by=by)
            mine.removed_at = timezone.now()
            mine.save(update_fields=["removed_at"])
