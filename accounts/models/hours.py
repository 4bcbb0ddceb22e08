from datetime import time

import pghistory
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MIDNIGHT = time(0)


@pghistory.track()
class OpeningHours(models.Model):
    """One span of a weekday in which the business works, on its own clock. A weekday may have several; midnight closes the day.

    No row at all means that nothing was set, and `accounts.working_hours` takes Monday to Friday, nine to five.
    """

    weekday = models.PositiveSmallIntegerField(_("weekday"), help_text="0 is Monday, as in date.weekday().")
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("to"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ("weekday", "opens")
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lt=7), name="a_day_of_the_week"),
            models.CheckConstraint(condition=Q(closes__gt=models.F("opens")) | Q(closes=MIDNIGHT), name="closes_after_it_opens"),
            models.UniqueConstraint(fields=["weekday", "opens"], name="one_opening_a_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}–{self.closes:%H:%M}"

    @classmethod
    @transaction.atomic
    def put(cls, week: dict[int, list[tuple[time, time]]]) -> None:
        """The whole week anew: the spans of each weekday, 0 for Monday."""
        cls.objects.all().delete()
        cls.objects.bulk_create(cls(weekday=day, opens=opens, closes=closes) for day, spans in week.items() for opens, closes in spans)


class HolidayQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(removed_at=None)

    def from_day(self, day):
        return self.kept().filter(day__gte=day).order_by("day")


@pghistory.track()
class Holiday(models.Model):
    """A day on which the business is closed, whatever weekday it falls on."""

    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=80)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        constraints = [models.UniqueConstraint(fields=["day"], condition=Q(removed_at=None), name="one_holiday_a_day")]

    def __str__(self) -> str:
        return self.name

    def remove(self) -> None:
        type(self).objects.kept().filter(pk=self.pk).update(removed_at=timezone.now())

    def bring_back(self) -> bool:
        """Take the removal back. False when another holiday has taken the day since."""
        if type(self).objects.kept().filter(day=self.day).exclude(pk=self.pk).exists():
            return False
        type(self).objects.filter(pk=self.pk).update(removed_at=None)
        return True
