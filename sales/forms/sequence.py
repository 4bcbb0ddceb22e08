from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from leads.forms.text import TextField
from leads.models import Activity, Source
from sales.models import MessageTemplate, Sequence, SequenceStep, Stage
from sales.models.sequence import LONGEST_WAIT
from sales.placeholders import KNOWN, unknown


class SequenceForm(forms.Form):
    """What it is called, and the stage or source it belongs to: `place` is "stage-3" or "source-7"."""

    name = TextField(label=_("Name"), max_length=80)
    place = forms.ChoiceField(label=_("Begins when an enquiry"))

    def __init__(self, *args, sequence: Sequence | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        stages = Stage.objects.in_use().exclude(kind=Stage.Kind.LOST)
        sources = Source.objects.in_use()
        self.fields["place"].choices = [
            (_now("enters the stage"), [(f"stage-{each.pk}", str(each)) for each in stages]),
            (_now("comes from the source"), [(f"source-{each.pk}", str(each)) for each in sources]),
        ]
        if sequence:
            self.initial = {"name": sequence.name, "place": place_of(sequence)}

    @property
    def fields_of_it(self) -> dict:
        model, _dash, pk = self.cleaned_data["place"].partition("-")
        return {"name": self.cleaned_data["name"], "stage": None, "source": None} | (
            {"stage": Stage.objects.get(pk=pk)} if model == "stage" else {"source": Source.objects.get(pk=pk)}
        )


def place_of(sequence: Sequence) -> str:
    return f"stage-{sequence.stage_id}" if sequence.stage_id else f"source-{sequence.source_id}"


class StepForm(forms.Form):
    """Wait so long, then a task, a message, or both."""

    wait = forms.IntegerField(label=_("Wait"), min_value=0, max_value=LONGEST_WAIT, initial=2)
    unit = forms.ChoiceField(label=_("Working"), choices=((SequenceStep.Unit.DAYS, _("days")), (SequenceStep.Unit.HOURS, _("hours"))))
    task_kind = forms.ChoiceField(label=_("Task"), required=False)
    task_text = TextField(label=_("What to do"), required=False, max_length=200)
    template = forms.ModelChoiceField(MessageTemplate.objects.in_use(), label=_("Message"), required=False, empty_label=_("No message"))

    def __init__(self, *args, step: SequenceStep | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["task_kind"].choices = [("", _("No task")), *Activity.Kind.choices[:3]]
        if step:
            self.initial = {name: getattr(step, name) for name in ("wait", "unit", "task_kind", "task_text", "template")}

    def clean_task_text(self) -> str:
        return known_only(self.cleaned_data["task_text"])

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("task_kind") and not data.get("template") and "template" in data:
            self.add_error("task_kind", _("A step does something: choose a task, a message, or both."))
        if data.get("task_text") and not data.get("task_kind"):
            self.add_error("task_kind", _("Choose what kind of task this is."))
        return data


class MessageTemplateForm(forms.Form):
    name = TextField(label=_("Name"), max_length=80, help_text=_("What you call it; nobody outside sees it."))
    subject = TextField(label=_("Subject"), max_length=200)
    text = TextField(label=_("Text"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 12}))

    def clean_subject(self) -> str:
        return known_only(self.cleaned_data["subject"])

    def clean_text(self) -> str:
        return known_only(self.cleaned_data["text"])


def known_only(text: str) -> str:
    """The text, if every word in braces is one that is filled in. Raises ValidationError naming those that are not."""
    strange = unknown(text)
    if strange:
        offered = ", ".join(f"{{{name}}}" for name in KNOWN)
        raise ValidationError(_now("Nothing is filled in for %(word)s. There are: %(offered)s.") % {"word": strange[0], "offered": offered})
    return text
