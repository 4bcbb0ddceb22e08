from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.forms.text import DateField, TextField
from sales.forms.amount import AmountField


class SaleForm(forms.Form):
    """What was sold, when and for how much. The amount has to be given, or said to be unknown: it is never 0 by accident."""

    amount = AmountField(label=_("Amount"), required=False)
    not_known = forms.BooleanField(label=_("The amount is not known"), required=False)
    sold_on = DateField(label=_("Day of the sale"))
    what = TextField(label=_("What they bought"), required=False, max_length=500)

    def clean_sold_on(self):
        day = self.cleaned_data["sold_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet. Choose today or an earlier one."))
        if day.year < 1970:
            raise forms.ValidationError(_("That is too long ago. Check the year."))
        return day

    def clean(self):
        data = super().clean()
        if "amount" in self.errors:
            return data
        if data.get("amount") is None and not data.get("not_known"):
            self.add_error("amount", _("Write the amount, or tick that it is not known."))
        if data.get("amount") is not None and data.get("not_known"):
            self.add_error("not_known", _("Either an amount or “not known”, not both."))
        return data

    @property
    def sale(self) -> dict:
        """As `sales.conversion.win` takes it. A sale of today was made now, an earlier one at noon of its day."""
        day = self.cleaned_data["sold_on"]
        today = day == timezone.localdate()
        noon = datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
        return {
            "amount": self.cleaned_data["amount"],
            "what": self.cleaned_data["what"],
            "at": timezone.now() if today else noon,
        }


class ReversalForm(forms.Form):
    reason = TextField(
        label=_("Why it did not stand"),
        max_length=200,
        error_messages={"required": _("Say why, so that the numbers can be understood later.")},
    )


class ClientTypeForm(forms.Form):
    client_type = TextField(label=_("Client type"), required=False, max_length=80)
