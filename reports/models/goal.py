import calendar
from datetime import date
from decimal import Decimal

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models.money import MoneyField
from reports.core.periods import ONE_DAY, Period


class GoalQuerySet(models.QuerySet):
    def in_force(self, day: date) -> "dict[str, Goal]":
        """The goals that hold on a day, by kind: the latest of each, unless it says that there is none. One query."""
        queryset = self.filter(since__lte=day).order_by("kind", "-since").distinct("kind")
        return {goal.kind: goal for goal in queryset if goal.amount is not None}


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Goal(models.Model):
    """What the owner wants from a month on, until another is set: so much a month or a quarter. `amount` None: no goal any more.

    Conversion is a percentage and goes by no span: the share of leads that the owner reckons with, in place of the past one.
    """

    class Kind(models.TextChoices):
        CLIENTS = "clients", _("New clients")
        LEADS = "leads", _("Leads")
        SPEND = "spend", _("Marketing spend")
        REVENUE = "revenue", _("Revenue")
        CONVERSION = "conversion", _("Conversion")

    class Per(models.TextChoices):
        MONTH = "month", _("a month")
        QUARTER = "quarter", _("a quarter")

    kind = models.CharField(max_length=10, choices=Kind)
    per = models.CharField(max_length=7, choices=Per, default=Per.MONTH)
    amount = MoneyField(null=True, validators=[MinValueValidator(0)])
    since = models.DateField(help_text="The first day of the first month it holds for.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="goals_set")

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.UniqueConstraint(fields=["kind", "since"], name="one_goal_of_a_kind_a_month"),
            models.CheckConstraint(condition=models.Q(since__day=1), name="goals_begin_with_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount} {self.get_per_display()}"

    @classmethod
    @transaction.atomic
    def put(cls, kind: str, *, amount: Decimal | None, per: str, month: date, by) -> bool:
        """Set what is wanted from the month of `month` on; None: nothing is. The same as holds already writes nothing.

        Returns whether it was different.
        """
        since = month.replace(day=1)
        held = cls.objects.in_force(since).get(kind)
        if (held and (held.amount, held.per)) == (amount, per) or (held is None and amount is None):
            return False
        cls.objects.update_or_create(kind=kind, since=since, defaults={"amount": amount, "per": per, "by": by})
        return True

    def over(self, period: Period) -> Decimal:
        """What it comes to over a period with two ends: of each month the share of its days, of a quarter a third a month."""
        monthly = self.amount / (3 if self.per == self.Per.QUARTER else 1)
        total, day = Decimal(0), period.start
        while day < period.end:
            length = calendar.monthrange(day.year, day.month)[1]
            until = min(period.end, day.replace(day=length) + ONE_DAY)
            total += monthly * (until - day).days / length
            day = until
        return total
