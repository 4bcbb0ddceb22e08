import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class AbsenceQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(removed_at=None)

    def on(self, day):
        """Those that cover `day`, both ends included."""
        return self.kept().filter(first_day__lte=day, last_day__gte=day)

    def to_come(self, day):
        """Those that are not over on `day`, the next first."""
        return self.kept().filter(last_day__gte=day).order_by("first_day", "pk")


@pghistory.track()
class Absence(models.Model):
    """Days on which somebody is away: nothing new is given to them, and what is theirs may need another pair of hands."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences", verbose_name=_("person"))
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"), help_text=_("The last day away. Leave it empty for one day."), blank=True)
    note = models.CharField(_("note"), max_length=120, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences_made", editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="absent_forwards")]
        indexes = [models.Index(fields=["user", "last_day"], name="absences_of_a_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.first_day} – {self.last_day}"

    @classmethod
    def enter(cls, user: User, *, by: User, first_day, last_day=None, note: str = "") -> "Absence":
        """`user` is away from `first_day` to `last_day`, both included; without a last day on that one day."""
        return cls.objects.create(user=user, made_by=by, first_day=first_day, last_day=last_day or first_day, note=note)

    def remove(self) -> None:
        type(self).objects.kept().filter(pk=self.pk).update(removed_at=timezone.now())

    def bring_back(self) -> None:
        type(self).objects.filter(pk=self.pk).update(removed_at=None)
