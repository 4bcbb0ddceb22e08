from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from leads.forms.text import TextField
from leads.models import HandOff


class HandOverForm(forms.Form):
    """To whom, and what they should know. Nobody named: whoever in sales takes it first."""

    to = forms.ModelChoiceField(
        label=_("To"),
        queryset=User.objects.active().with_role(Role.SALES).by_name(),
        required=False,
        empty_label=_("Whoever is free"),
        error_messages={"invalid_choice": _("That person is not in sales any more. Choose another.")},
    )
    note = TextField(label=_("What they should know"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))


class ReturnForm(forms.Form):
    """Why it goes back to marketing."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=HandOff.Returned,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it goes back, so that they can do something about it.")},
    )
    note = TextField(label=_("What they should know"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
