from datetime import timedelta

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leads.forms.text import DateField, TextField, TimeField
from leads.models import Activity

FURTHEST_DAYS = 3660
"""A follow-up in more than ten years is a slip of the finger."""


class FollowUpDay(DateField):
    """A day somebody will look at: not one long gone, and not one in another age."""

    default_error_messages = {
        "past": _("That day is over. Choose today or a later one."),
        "far": _("That is more than ten years away. Check the year."),
    }

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        away = (value - timezone.localdate()).days
        if away < 0 or away > FURTHEST_DAYS:
            code = "past" if away < 0 else "far"
            raise forms.ValidationError(self.error_messages[code], code=code)


class ActivityForm(forms.Form):
    """What was said, and what comes next: either alone will do, both at once is the usual case."""

    kind = forms.ChoiceField(label=_("What"), choices=Activity.Kind, initial=Activity.Kind.NOTE, widget=forms.RadioSelect)
    text = TextField(
        label=_("What was said"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": _("What was said, what comes next")}),
    )
    next_kind = forms.ChoiceField(label=_("Do"), choices=Activity.Kind, initial=Activity.Kind.CALL, required=False)
    next_text = TextField(label=_("About"), required=False, max_length=500)
    next_on = FollowUpDay(label=_("On"), required=False)
    next_at = TimeField(label=_("At"), required=False)
    next_for = forms.ModelChoiceField(
        label=_("For"), queryset=User.objects.active().by_name(), required=False, empty_label=_("Whoever is free")
    )

    def clean(self):
        data = super().clean()
        follow_up = any(data.get(name) for name in ("next_on", "next_text", "next_at"))
        if follow_up and not data.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", _("Choose the day, so that it comes up on Today."))
        if data.get("kind") == Activity.Kind.NOTE and not data.get("text") and not follow_up and not self.errors:
            self.add_error("text", _("Write what was said, or choose a call, a message or a meeting."))
        return data

    @transaction.atomic
    def save(self, lead, *, by) -> list[Activity]:
        data = self.cleaned_data
        made = []
        if data["text"] or data["kind"] != Activity.Kind.NOTE:
            made.append(Activity.log(lead, by=by, kind=data["kind"], text=data["text"]))
        if data["next_on"]:
            kind = data["next_kind"] or Activity.Kind.CALL
            made.append(
                Activity.plan(
                    lead, by=by, kind=kind, text=data["next_text"], on=data["next_on"], at=data["next_at"], for_user=data["next_for"]
                )
            )
        return made


class OutcomeForm(forms.Form):
    """How a follow-up went, in words; they may be left out."""

    text = TextField(label=_("What was said"), required=False, max_length=10_000)


class MoveForm(forms.Form):
    """Put a follow-up off: to a day, or by a number of days from today."""

    due_on = FollowUpDay(required=False)
    due_at = TimeField(required=False)
    days = forms.IntegerField(required=False, min_value=0, max_value=FURTHEST_DAYS)

    def clean(self):
        data = super().clean()
        if not self.errors and data.get("due_on") is None and data.get("days") is None:
            self.add_error("due_on", _("Choose the day."))
        return data

    def day(self):
        if self.cleaned_data["due_on"]:
            return self.cleaned_data["due_on"]
        return timezone.localdate() + timedelta(days=self.cleaned_data["days"])
