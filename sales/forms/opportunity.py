from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import SELLERS
from leads.forms.text import DateField, TextField
from sales.forms.amount import AmountField
from sales.models import LostReason, Stage


class MoveForm(forms.Form):
    """To which stage."""

    to = forms.ModelChoiceField(queryset=Stage.objects.filter(kind=Stage.Kind.OPEN))


class LossForm(forms.Form):
    reason = forms.ModelChoiceField(
        label=_("Why"),
        queryset=LostReason.objects.in_use(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose why: it is how you learn what to change.")},
    )
    note = TextField(label=_("In their words"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))


class DetailsForm(forms.Form):
    """What is expected of an opportunity, and whose it is. `owner`: those who sell, and whoever has it now."""

    value = AmountField(label=_("Value"), required=False, help_text=_("Leave it empty while nobody knows."))
    expected_close = DateField(label=_("Decision expected"), required=False)
    owner = forms.ModelChoiceField(label=_("With"), queryset=User.objects.none(), required=False, empty_label=_("Nobody"))

    def __init__(self, *args, owner_id=None, **kwargs):
        super().__init__(*args, **kwargs)
        sellers = Q(is_active=True, roles__overlap=list(SELLERS))
        self.fields["owner"].queryset = User.objects.filter(sellers | Q(pk=owner_id)).by_name()

    def clean_expected_close(self):
        day = self.cleaned_data["expected_close"]
        if day and not 1970 <= day.year <= 2200:
            raise forms.ValidationError(_("Check the year."))
        return day
