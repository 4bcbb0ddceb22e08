from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.formatting import day
from accounts.models import User
from accounts.roles import SELLERS
from leads.forms.text import DateField, TextField
from leads.models import Activity
from sales.forms.amount import AmountField
from sales.models import LostReason, Stage


class MoveForm(forms.Form):
    """To which stage."""

    to = forms.ModelChoiceField(queryset=Stage.objects.filter(kind=Stage.Kind.OPEN))


class FollowUpsField(forms.ModelMultipleChoiceField):
    """Some of the follow-ups that are still planned. What was done meanwhile is no mistake of whoever ticked it."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        still = {str(pk) for pk in self.queryset.values_list("pk", flat=True)}
        return super().clean([pk for pk in value or () if pk in still])

    def label_from_instance(self, obj: Activity) -> str:
        about = {"kind": obj.get_kind_display(), "day": day(obj.due_on), "text": obj.text}
        return (_("%(kind)s, %(day)s: %(text)s") if obj.text else _("%(kind)s, %(day)s")) % about


class ClosingForm(forms.Form):
    """Closing an opportunity ends what was `planned` with it, but for what is ticked. Nothing planned: nothing is asked."""

    keep = FollowUpsField(
        label=_("Planned, and still to be done"),
        queryset=Activity.objects.none(),
        required=False,
        help_text=_("What is not ticked is dropped. Undo plans it again."),
    )

    def __init__(self, *args, planned=None, **kwargs):
        super().__init__(*args, **kwargs)
        if planned is None or not planned.exists():
            del self.fields["keep"]
        else:
            self.fields["keep"].queryset = planned


class LossForm(ClosingForm):
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
