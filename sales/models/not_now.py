import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models import Contact
from sales.models.product import Product


class NotNowQuerySet(models.QuerySet):
    def in_force(self, day):
        return self.filter(until__gt=day)


@pghistory.track()
class NotNow(models.Model):
    """A client that one of the lists of whom to sell to again leaves out until a day. `product` is what the row was about."""

    class List(models.TextChoices):
        QUIET = "quiet", _("Not bought for long")
        CROSS = "cross", _("Bought one, never the other")
        WALLET = "wallet", _("Buy elsewhere too")
        RENEWAL = "renewal", _("Due for renewal")

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="not_now")
    kind = models.CharField(max_length=8, choices=List)
    product = models.ForeignKey(Product, null=True, on_delete=models.CASCADE, related_name="+")
    until = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = NotNowQuerySet.as_manager()

    class Meta:
        verbose_name = _("not now")
        verbose_name_plural = _("not now")
        constraints = [models.UniqueConstraint(fields=["contact", "kind", "product"], nulls_distinct=False, name="one_not_now_of_a_row")]

    def __str__(self) -> str:
        return f"{self.contact} {self.until}"

    @classmethod
    def ask_again(cls, contact: Contact, *, kind: str, product: Product | None, on, by) -> "NotNow":
        """Leave the row out until that day; said again, the later word counts."""
        values = {"until": on, "by": by, "at": timezone.now()}
        return cls.objects.update_or_create(contact=contact, kind=kind, product=product, defaults=values)[0]
