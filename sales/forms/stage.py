from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leads.forms.text import TextField
from sales.models import PlaybookVersion, Stage, StageRule, StepWording


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


class RulesForm(forms.Form):
    """What is wanted before something enters a stage: for each thing nothing, advice or a gate. The steps are of the other stages."""

    NOTHING, ADVICE, GATE = "", "advice", "gate"
    CHOICES = ((NOTHING, _("Not asked")), (ADVICE, _("Advice")), (GATE, _("Gate")))

    def __init__(self, *args, stage: Stage, **kwargs):
        super().__init__(*args, **kwargs)
        self.stage = stage
        there = {(rule.want, rule.step_id): rule for rule in StageRule.objects.of(stage)}
        self.keys = {f"want_{want}": (want, None, label) for want, label in StageRule.Want.choices if want != StageRule.Want.STEP}
        self.keys |= {f"step_{each.step_id}": ("step", each.step_id, each.text) for each in self._steps({pk for _, pk in there})}
        for name, (want, step, label) in self.keys.items():
            rule = there.get((want, step))
            initial = self.NOTHING if rule is None else self.GATE if rule.is_gate else self.ADVICE
            label = str(label)[:1].upper() + str(label)[1:]
            self.fields[name] = forms.ChoiceField(label=label, choices=self.CHOICES, required=False, initial=initial)

    def _steps(self, asked: set) -> list[StepWording]:
        """The steps of the stages before this one, and whatever is asked already, as they are worded now."""
        current = StepWording.objects.filter(version__in=PlaybookVersion.objects.latest_of_stages().values("pk"))
        before = Q(version__stage__position__lt=self.stage.position, version__stage__kind=Stage.Kind.OPEN, version__stage__retired_at=None)
        return list(current.filter(before | Q(step__in=asked - {None})).order_by("version__stage__position", "position"))

    @property
    def fields_of_facts(self) -> list:
        return [self[name] for name, (_want, step, _label) in self.keys.items() if step is None]

    @property
    def fields_of_steps(self) -> list:
        return [self[name] for name, (_want, step, _label) in self.keys.items() if step is not None]

    @property
    def rules(self) -> dict[tuple[str, int | None], bool]:
        """As `StageRule.put` takes them."""
        chosen = {self.keys[name][:2]: value for name, value in self.cleaned_data.items() if value}
        return {key: value == self.GATE for key, value in chosen.items()}


class LostReasonForm(forms.Form):
    name = TextField(label=_("Reason"), max_length=80)
