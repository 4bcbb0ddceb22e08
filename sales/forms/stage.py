from django import forms
from django.utils.translation import gettext_lazy as _

from leads.forms.text import TextField
from sales.models import Stage


class StageForm(forms.Form):
    """A stage of the board: what it is called, what we promise to do there, and by when."""

    name = TextField(label=_("Name"), max_length=60)
    kind = forms.ChoiceField(label=_("An enquiry there is"), choices=Stage.Kind, initial=Stage.Kind.OPEN)
    promise = TextField(label=_("What we do here"), required=False, max_length=120)
    promise_days = forms.IntegerField(
        label=_("Within days"),
        required=False,
        min_value=1,
        max_value=3650,
        help_text=_("Longer than that, and it comes up on Today as stuck. Empty: no promise."),
    )

    def __init__(self, *args, stage: Stage | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if stage and (stage.was_used or stage.is_last_of_kind):
            # Numbers were counted by it, so it is shown and not asked.
            del self.fields["kind"]


class LostReasonForm(forms.Form):
    name = TextField(label=_("Reason"), max_length=80)
