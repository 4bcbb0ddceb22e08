from datetime import date

import pghistory
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models import Source
from leads.models.source import tidy_name


class AnnotationQuerySet(models.QuerySet):
    def standing(self) -> "AnnotationQuerySet":
        return self.filter(removed_at=None)

    def between(self, first_day: date | None, end: date | None) -> "AnnotationQuerySet":
        """Those of which a day lies in [first_day, end); None is an open side. Earliest first."""
        queryset = self.standing()
        queryset = queryset.filter(last_day__gte=first_day) if first_day else queryset
        queryset = queryset.filter(first_day__lt=end) if end else queryset
        return queryset.select_related("source").order_by("first_day", "last_day", "pk")


@pghistory.track()
class Annotation(models.Model):
    """Something that happened on a day, or from one day to another, and may have moved the numbers: a new shop sign, a strike.

    `source` None: it is about all of them. Both days belong to it.
    """

    text = models.CharField(_("what happened"), max_length=120)
    first_day = models.DateField(_("on, or from"))
    last_day = models.DateField(_("to"))
    source = models.ForeignKey(
        Source, verbose_name=_("only for"), null=True, blank=True, on_delete=models.CASCADE, related_name="annotations"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="annotations")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("date to remember")
        verbose_name_plural = _("dates to remember")
        constraints = [
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="annotations_end_after_they_begin"),
        ]
        indexes = [models.Index(fields=["first_day"], name="annotations_by_day")]

    def __str__(self) -> str:
        return self.text

    @classmethod
    @transaction.atomic
    def add(cls, text: str, *, first_day: date, last_day: date | None = None, source: Source | None = None, by) -> "Annotation":
        """The very same once more, sent twice, is the one there is."""
        values = {"text": tidy_name(text), "first_day": first_day, "last_day": last_day or first_day, "source": source}
        return cls.objects.standing().filter(**values).first() or cls.objects.create(**values, by=by)

    def edit(self, *, text: str, first_day: date, last_day: date | None = None, source: Source | None = None) -> bool:
        """Nothing different: nothing is written. Who did it is in the trigger's history. Returns whether it was."""
        values = {"text": tidy_name(text), "first_day": first_day, "last_day": last_day or first_day, "source": source}
        different = {name: value for name, value in values.items() if getattr(self, name) != value}
        for name, value in different.items():
            setattr(self, name, value)
        if different:
            self.save(update_fields=list(different))
        return bool(different)

    def remove(self) -> None:
        if self.removed_at is None:
            self.removed_at = timezone.now()
            self.save(update_fields=["removed_at"])

    def bring_back(self) -> None:
        if self.removed_at is not None:
            self.removed_at = None
            self.save(update_fields=["removed_at"])
