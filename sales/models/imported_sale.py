from django.db import models
from django.utils.translation import gettext_lazy as _

from leads.models import Import
from sales.models.sale import Sale


class ImportedSale(models.Model):
    """Which file made a sale, so that a whole file can be taken back. One row a sale that was new.

    `made_lead`: its enquiry was made with it, and goes with it too. `event`: the last entry of the sale's history that the file
    made; whatever came later is somebody else's doing.
    """

    file = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="sales_brought_in")
    sale = models.OneToOneField(Sale, on_delete=models.CASCADE, related_name="brought_in_by")
    made_lead = models.BooleanField()
    event = models.BigIntegerField(default=0, editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("sale from a file")
        verbose_name_plural = _("sales from files")

    def __str__(self) -> str:
        return f"{self.file_id} {self.sale_id}"

    @classmethod
    def remember(cls, file: Import, sale: Sale, *, made_lead: bool | None = None) -> None:
        """The file is done with the sale for now. `made_lead` None: it made it before, or another file did."""
        last = Sale.pgh_event_model.objects.filter(pgh_obj=sale).aggregate(last=models.Max("pgh_id"))["last"] or 0
        if made_lead is not None:
            cls.objects.create(file=file, sale=sale, made_lead=made_lead, event=last)
        else:
            cls.objects.filter(file=file, sale=sale).update(event=last)
