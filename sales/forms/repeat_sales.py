from django import forms
from django.utils.translation import gettext_lazy as _

from sales.models import NotNow, Product

WITH_PRODUCT = (NotNow.List.CROSS, NotNow.List.RENEWAL)


class PairForm(forms.Form):
    """Bought the one, never the other."""

    bought = forms.ModelChoiceField(Product.objects.order_by("position", "pk"), label=_("Bought"), empty_label=None)
    missing = forms.ModelChoiceField(Product.objects.in_use(), label=_("But never"), empty_label=None)

    def clean(self):
        found = super().clean()
        if found.get("bought") and found["bought"] == found.get("missing"):
            self.add_error("missing", _("Choose another than the one they bought."))
        return found


class RowForm(forms.Form):
    """Which row of which list a button stands in."""

    kind = forms.ChoiceField(choices=NotNow.List)
    product = forms.ModelChoiceField(Product.objects.all(), required=False)

    def clean(self):
        found = super().clean()
        if (found.get("kind") in WITH_PRODUCT) != bool(found.get("product")):
            raise forms.ValidationError(_("There is no such row."))
        return found
