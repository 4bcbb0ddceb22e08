from django import forms
from django.utils.translation import gettext_lazy as _

from sales.forms.amount import AmountField


class MoveForm(forms.Form):
    """How much money, from which row of the report to which. Keys of rows; None is written `blank`."""

    amount = AmountField(label=_("Amount"), initial="500")
    away = forms.ChoiceField(label=_("From"))
    towards = forms.ChoiceField(label=_("To"))

    def __init__(self, data, *, choices: list[tuple[str, str]]):
        params = any(data.get(name) for name in self.base_fields)
        super().__init__(data if params else None)
        for name in ("away", "towards"):
            self.fields[name].choices = [("", _("Choose")), *choices]
