from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leads.forms.text import DateField, TextField
from leads.models import Source
from reports.core.periods import FIRST_DAY, LAST_DAY
from reports.models import Annotation

RANGE = _("Write a day between 1900 and 2999.")


class AnnotationForm(forms.Form):
    """What happened, and when. Without a last day it is about one day."""

    text = TextField(label=_("What happened"), max_length=120)
    first_day = DateField(label=_("On, or from"))
    last_day = DateField(label=_("To"), required=False, help_text=_("Leave it empty for one day."))
    source = forms.ModelChoiceField(Source.objects.none(), label=_("Only for"), required=False, empty_label=_("All sources"))

    def __init__(self, *args, annotation: Annotation | None = None, **kwargs):
        if annotation:
            days = {"first_day": annotation.first_day, "last_day": annotation.last_day}
            if annotation.first_day == annotation.last_day:
                days["last_day"] = None
            kwargs["initial"] = {"text": annotation.text, "source": annotation.source_id} | days
        super().__init__(*args, **kwargs)
        kept = Q(pk=annotation.source_id) if annotation else Q(pk=None)
        self.fields["source"].queryset = Source.objects.listed().filter(Q(retired_at=None) | kept)

    def clean(self):
        data = super().clean()
        first, last = data.get("first_day"), data.get("last_day")
        for name, day in (("first_day", first), ("last_day", last)):
            if day and not FIRST_DAY <= day <= LAST_DAY:
                self.add_error(name, RANGE)
        if first and last and last < first:
            self.add_error("last_day", _("It ends before it begins. Swap the days or change one."))
        return data
