from django import forms
from django.utils.translation import gettext_lazy as _

from leads.forms.text import TextField


class SavedReportForm(forms.Form):
    name = TextField(label=_("Name"), max_length=60)
    shared = forms.BooleanField(label=_("Show it to everybody who may see this report"), required=False)


class NewSavedReportForm(SavedReportForm):
    of = forms.CharField(max_length=3_000, widget=forms.HiddenInput)
