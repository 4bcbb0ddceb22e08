from django import forms
from django.utils.translation import gettext_lazy as _

from leads.forms.text import TextField


class SavedViewForm(forms.Form):
    name = TextField(label=_("Name"), max_length=60)
    shared = forms.BooleanField(label=_("Show it to everybody who sells"), required=False)


class NewViewForm(SavedViewForm):
    query = forms.CharField(required=False, max_length=1_000, widget=forms.HiddenInput)
