from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models.business import Thanks
from leads.forms.text import TextField
from leads.models import ClientType
from sales.models.product import LONGEST_MONTHS


class ProductForm(forms.Form):
    """Something we sell, and when it is bought again or ends."""

    name = TextField(label=_("Name"), max_length=80)
    usual_months = forms.IntegerField(
        label=_("Bought again after about … months"),
        required=False,
        min_value=1,
        max_value=LONGEST_MONTHS,
        help_text=_("Empty: it is told from the sales there are."),
    )
    renewal_months = forms.IntegerField(
        label=_("To be renewed after … months"),
        required=False,
        min_value=1,
        max_value=LONGEST_MONTHS,
        help_text=_("For contracts, services and whatever else ends. Empty: it does not."),
    )


class ClientTypeForm(forms.Form):
    name = TextField(label=_("Client type"), max_length=80)


class TypeMergerForm(forms.Form):
    into = forms.ModelChoiceField(label=_("Into"), queryset=ClientType.objects.none(), empty_label=_("Choose a type"))

    def __init__(self, *args, client_type: ClientType, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = ClientType.objects.in_use().exclude(pk=client_type.pk)


class ThanksForm(forms.Form):
    thank_referrers = forms.ChoiceField(label=_("Plan a follow-up to thank them"), choices=Thanks, required=False)
