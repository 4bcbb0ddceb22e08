import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sales.models.stage import Ordered

LONGEST_MONTHS = 600
MONTHS = [MinValueValidator(1), MaxValueValidator(LONGEST_MONTHS)]


class ProductQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None).order_by("position", "pk")

    def for_settings(self):
        """Retired ones last, each with how many standing sales it has (`sold`)."""
        sold = Count("sales", filter=Q(sales__reversed_at=None))
        return self.annotate(sold=sold).order_by(F("retired_at").asc(nulls_first=True), "position", "pk")


@pghistory.track()
class Product(Ordered):
    """Something this business sells, in its own words. What exactly was sold stands on the sale in free text.

    `usual_months`: bought again about every so many months. `renewal_months`: it ends after so many, and is due for renewal.
    """

    name = models.CharField(_("what we sell"), max_length=80)
    usual_months = models.PositiveSmallIntegerField(_("bought again after months"), null=True, blank=True, validators=MONTHS)
    renewal_months = models.PositiveSmallIntegerField(_("to be renewed after months"), null=True, blank=True, validators=MONTHS)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, name: str, *, usual_months: int | None = None, renewal_months: int | None = None) -> "Product":
        """At the end of the list. Raises NameTaken."""
        months = {"usual_months": usual_months, "renewal_months": renewal_months}
        return cls.objects.create(name=cls.require_free(name), position=cls.next_position(), **months)

    def edit(self, **changes) -> bool:
        """Set name or months. Raises NameTaken. Nothing different: nothing is written."""
        if "name" in changes:
            changes["name"] = Product.require_free(changes["name"], besides=self.pk)
        different = {name: value for name, value in changes.items() if getattr(self, name) != value}
        for name, value in different.items():
            setattr(self, name, value)
        if different:
            self.save(update_fields=list(different))
        return bool(different)

    def retire(self) -> None:
        """No longer offered; what was sold of it keeps saying so."""
        if self.retired_at is None:
            self.retired_at = timezone.now()
            self.save(update_fields=["retired_at"])
