"""Money given back on a sale that stands. A sale that did not stand is reversed instead."""

import pghistory
from django.conf import settings
from django.db import models, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from accounts.models.money import MoneyField
from sales.models.sale import Sale


class RefundQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(undone_at=None)


@pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
)
class Refund(models.Model):
    """Part of a sale, or all of it, given back. The sale counts with what is left of it; the client stays one.

    `key` is made with the form, so that sending it twice is one refund.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sale = models.ForeignKey(Sale, on_delete=models.CASCADE, related_name="refunds")
    amount = MoneyField(_("amount"))
    refunded_on = models.DateField(_("day"))
    reason = models.CharField(_("why"), max_length=200)
    key = models.UUIDField(null=True, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="refunds_made")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="refunds_undone")

    objects = RefundQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ("refunded_on", "pk")
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="refund_is_more_than_nothing")]

    def __str__(self) -> str:
        return f"{self.amount} {self.refunded_on}"

    @classmethod
    @transaction.atomic
    def make(cls, sale: Sale, *, by, amount, on, reason: str, key=None) -> "Refund":
        """Give back `amount` of a sale. Every figure is net of it from now on, in the period the sale was made in.

        The same `key` again gives the refund that is there. Raises RefundDiffers when that one is another, or was undone
        since, and IllegalRefund when the sale was reversed, its amount is not known, or less than that is left of it.
        """
        mine = Sale.objects.select_for_update().get(pk=sale.pk)
        before = cls.objects.filter(key=key).first() if key else None
        if before:
            if before.undone_at or (before.sale_id, before.amount, before.refunded_on) != (sale.pk, amount, on):
                raise RefundDiffers(before)
            return before
        if mine.reversed_at or mine.amount is None or amount <= 0 or amount > mine.amount - mine.refunded:
            raise IllegalRefund(mine)
        refund = cls.objects.create(sale=mine, amount=amount, refunded_on=on, reason=reason, by=by, key=key)
        _restate(mine)
        return refund

    @transaction.atomic
    def undo(self, *, by) -> bool:
        """It was entered by mistake. Undone before: nothing is written. Returns whether it was undone now."""
        sale = Sale.objects.select_for_update().get(pk=self.sale_id)
        self.refresh_from_db()
        if self.undone_at:
            return False
        self.undone_at, self.undone_by = timezone.now(), by
        self.save(update_fields=["undone_at", "undone_by"])
        _restate(sale)
        return True


def _restate(sale: Sale) -> None:
    """Write `Sale.refunded` from the refunds that stand; `Sale.net` follows by itself."""
    sale.refunded = sale.refunds.standing().aggregate(sum=Sum("amount"))["sum"] or 0
    sale.save(update_fields=["refunded"])


class IllegalRefund(Exception):
    """The sale was reversed, its amount is not known, or less than that is left of it."""


class RefundDiffers(Exception):
    """A refund with that key was recorded, with other figures or undone since. `args[0]` is that refund."""
