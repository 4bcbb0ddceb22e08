from datetime import timedelta

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leads.forms.text import DateField, TextField, TimeField
from leads.models import Activity
from leads.models.activity import LONGEST_MINUTES

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
    outcome = forms.ChoiceField(label=_("How the call went"), choices=[("", _("Not said")), *Activity.Outcome.choices[:4]], required=False)
    next_kind = forms.ChoiceField(label=_("Do"), choices=Activity.Kind, initial=Activity.Kind.CALL, required=False)
    next_text = TextField(label=_("About"), required=False, max_length=500)
    next_on = FollowUpDay(label=_("On"), required=False)
    next_at = TimeField(label=_("At"), required=False)
    next_minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=1, max_value=LONGEST_MINUTES, widget=forms.NumberInput(attrs={"step": 5})
    )
    follows = forms.ModelChoiceField(queryset=Activity.objects.none(), required=False, widget=forms.HiddenInput)
    next_for = forms.ModelChoiceField(
        label=_("For"), queryset=User.objects.active().by_name(), required=False, empty_label=_("Whoever is free")
    )

    def __init__(self, *args, lead=None, **kwargs):
        super().__init__(*args, **kwargs)
        if lead:
            self.fields["follows"].queryset = lead.activities.filter(done_at__isnull=False)

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
            outcome = data["outcome"] if data["kind"] == Activity.Kind.CALL else ""
            made.append(Activity.log(lead, by=by, kind=data["kind"], text=data["text"], outcome=outcome))
        if data["next_on"]:
            about = {"kind": data["next_kind"] or Activity.Kind.CALL, "text": data["next_text"], "for_user": data["next_for"]}
            when = {"on": data["next_on"], "at": data["next_at"], "minutes": data["next_minutes"]}
            made.append(Activity.plan(lead, by=by, follows=made[0] if made else data["follows"], **about, **when))
        return made


class OutcomeForm(forms.Form):
    """How a follow-up went: in words, by how the call ended, or with the day on which they want to be called back."""

    text = TextField(label=_("What was said"), required=False, max_length=10_000)
    outcome = forms.ChoiceField(choices=Activity.Outcome, required=False)
    back_on = FollowUpDay(label=_("Call back on"), required=False)
    back_at = TimeField(label=_("At"), required=False)

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Activity.Outcome.CALL_BACK and not data.get("back_on") and "back_on" not in self.errors:
            self.add_error("back_on", _("Choose the day on which they want to be called back."))
        return data

    @transaction.atomic
    def finish(self, activity: Activity, *, by) -> Activity | None:
        """Done, and the call they asked for is planned. Returns that call."""
        data = self.cleaned_data
        about = activity.text.split("\n")[0][:500]
        was_planned = activity.is_planned
        activity.finish(by=by, text=data["text"], outcome=data["outcome"])
        if data["outcome"] != Activity.Outcome.CALL_BACK or not was_planned:
            return None
        whom = {"for_user": activity.for_user or by, "follows": activity, "by": by}
        return Activity.plan(activity.lead, on=data["back_on"], at=data["back_at"], text=about, **whom)


class FollowUpForm(forms.Form):
    """Everything about a follow-up that is still to be done."""

    kind = forms.ChoiceField(label=_("What"), choices=Activity.Kind)
    due_on = FollowUpDay(label=_("On"))
    due_at = TimeField(label=_("At"), required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=LONGEST_MINUTES,
        help_text=_("How long it takes. Left empty, a meeting is an hour."),
    )
    for_user = forms.ModelChoiceField(label=_("For"), queryset=User.objects.none(), required=False, empty_label=_("Whoever is free"))
    text = TextField(label=_("About"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))

    def __init__(self, *args, activity: Activity, **kwargs):
        initial = {name: getattr(activity, name) for name in self.base_fields}
        initial["due_on"] = max(filter(None, (activity.due_on, timezone.localdate())))
        super().__init__(*args, initial=initial, **kwargs)
        people = User.objects.active() | User.objects.filter(pk=activity.for_user_id)
        self.fields["for_user"].queryset = people.by_name()


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
