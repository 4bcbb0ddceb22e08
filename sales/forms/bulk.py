from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import SELLERS
from sales.models import Stage


class BulkMoveForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("To"),
        queryset=Stage.objects.open(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose where they go.")},
    )


class BulkAssignForm(forms.Form):
    """Those who sell, or nobody."""

    owner = forms.ModelChoiceField(label=_("With"), queryset=User.objects.none(), required=False, empty_label=_("Nobody"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(is_active=True, roles__overlap=list(SELLERS)).by_name()
