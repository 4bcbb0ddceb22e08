from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from leads.models import RetentionRule


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("Such as “asked by letter of 3 May”. It is kept; do not name them.")
    )
    understood = forms.BooleanField(
        label=_("I have saved what I need of it. It cannot be undone."),
        error_messages={"required": _("Tick this once you are sure. Nothing was erased.")},
    )


class RetentionForm(forms.Form):
    """Months for each end of an enquiry. Empty: kept for ever."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        months = dict(RetentionRule.objects.values_list("end", "months"))
        for end, name in RetentionRule.End.choices:
            label = _("%(end)s, months") % {"end": name}
            self.fields[end] = forms.IntegerField(label=label, required=False, min_value=1, max_value=240, initial=months.get(end))

    @transaction.atomic
    def save(self) -> None:
        for end, months in self.cleaned_data.items():
            if months is None:
                RetentionRule.objects.filter(end=end).delete()
            else:
                RetentionRule.objects.update_or_create(end=end, defaults={"months": months})
