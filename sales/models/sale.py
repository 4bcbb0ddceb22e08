import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from accounts.models.money import MoneyField
from leads.models import Contact, IllegalMove
from leads.models.contact import ContactQuerySet
from leads.search.texts import Text
from sales.models.opportunity import Opportunity
from sales.models.product import Product

INVOICE_KEY = models.Func(
    "invoice", template="regexp_replace(lower(%(expressions)s), '[^[:alnum:]]+', '', 'g')", output_field=models.TextField()
)
"""The number of an invoice without what stands between: `RE-2026/0815` as `re20260815`."""
WHAT = Text("sales.Sale", ("what",), of="contact")


class SaleQuerySet(models.QuerySet):
    def standing(self):
        """Not reversed."""
        return self.filter(reversed_at=None)

    def bought(self) -> dict:
        """`known` (sum of the known amounts less refunds, None: none is), `count`, `refunded`, and `unknown` (how many amounts
        nobody knows). One query."""
        sums = {"known": models.Sum("net"), "refunded": models.Sum("refunded")}
        found = self.aggregate(**sums, count=models.Count("pk"), valued=models.Count("amount"))
        return found | {"unknown": found["count"] - found.pop("valued")}

    def sold_in(self, period, zone):
        start, end = period.bounds(zone)
        found = self.filter(sold_at__gte=start) if start else self
        return found.filter(sold_at__lt=end) if end else found


@pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
)
class Sale(models.Model):
    """What a won opportunity brought. `amount` and `sold_at` None: not known, which is an answer and never 0.

    `net` is what is left of the amount after `refunded`, which refunds write: every figure of money sums `net`.
    `key` is made with the form, so that sending it twice is one sale.
    `line` is what an imported sale is known by when its file comes again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="sales")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="sales")
    amount = MoneyField(_("amount"), null=True, blank=True, validators=[MinValueValidator(0)])
    sold_at = models.DateTimeField(_("sold"), null=True, blank=True)
    refunded = MoneyField(default=0, db_default=0, editable=False)
    net = models.GeneratedField(
        expression=models.F("amount") - models.F("refunded"),
        output_field=MoneyField(),
        db_persist=True,
    )
    product = models.ForeignKey(
        Product, verbose_name=_("what we sell"), null=True, blank=True, on_delete=models.PROTECT, related_name="sales"
    )
    what = models.CharField(_("what they bought"), max_length=500, blank=True)
    invoice = models.CharField(_("invoice number"), max_length=80, blank=True, db_default="")
    key = models.UUIDField(null=True, unique=True, editable=False)
    line = models.CharField(max_length=64, null=True, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="sales_made")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    reversed_at = models.DateTimeField(null=True, editable=False)
    reversed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="sales_reversed")
    reversed_for = models.CharField(max_length=200, blank=True)

    objects = SaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        indexes = [
            models.Index(fields=["contact", "sold_at"], name="sales_of_a_contact"),
            models.Index(fields=["sold_at"], name="sales_by_day"),
            GinIndex(OpClass(INVOICE_KEY, "gin_trgm_ops"), name="sales_by_invoice", condition=~models.Q(invoice="")),
            GinIndex(WHAT.words, name="words_of_sales", condition=~WHAT.is_empty),
        ]
        constraints = [
            models.UniqueConstraint(fields=["opportunity"], condition=models.Q(reversed_at=None), name="one_standing_sale_of_a_win"),
            models.CheckConstraint(condition=models.Q(refunded__gte=0), name="refunds_are_no_charges"),
            models.CheckConstraint(
                condition=models.Q(refunded=0) | models.Q(amount__gte=models.F("refunded")), name="no_more_refunded_than_sold"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact} {self.sold_at or ''}"

    def is_same(self, *, at, **told) -> bool:
        """It stands, was made on the day of `at`, and is all that `told` says: what somebody sends a second time."""
        day, mine = (moment and timezone.localdate(moment) for moment in (at, self.sold_at))
        return not self.reversed_at and day == mine and all(getattr(self, name) == value for name, value in told.items())


class SaleReversed(IllegalMove):
    """The sale was reversed: nothing about it changes any more."""


class SaleDiffers(Exception):
    """A sale with that key was recorded, with other figures or reversed since. `args[0]` is that sale."""


class ClientManager(models.Manager.from_queryset(ContactQuerySet)):
    def get_queryset(self):
        return super().get_queryset().clients()


class Client(Contact):
    """A contact with at least one sale that was not reversed."""

    objects = ClientManager()

    class Meta:
        proxy = True
        verbose_name = _("client")
        verbose_name_plural = _("clients")
