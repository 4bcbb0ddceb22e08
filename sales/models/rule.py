"""What is wanted of an opportunity before it enters a stage, and who is told when it is not there."""

from dataclasses import dataclass

import pghistory
from django.db import models, transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from leads.models import Activity, IllegalMove
from sales.models.playbook import PlaybookVersion, Step, StepDone
from sales.models.stage import Stage


class RuleQuerySet(models.QuerySet):
    def of(self, stage: Stage):
        return self.filter(stage=stage).select_related("step").order_by("pk")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class StageRule(models.Model):
    """Something wanted of an opportunity before it enters a stage: as advice, or as a gate that stays shut until it is there."""

    class Want(models.TextChoices):
        VALUE = "value", _("a value")
        EXPECTED_CLOSE = "expected_close", _("the day a decision is expected")
        OWNER = "owner", _("somebody it is with")
        REACH = "reach", _("a phone number or an e-mail address")
        NAME = "name", _("a name")
        COMPANY = "company", _("a company")
        INTEREST = "interest", _("what they want")
        PLANNED = "planned", _("a next activity")
        REQUIRED_STEPS = "required_steps", _("the required steps of the stage it leaves")
        STEP = "step", _("a step")

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="rules")
    want = models.CharField(max_length=20, choices=Want)
    step = models.ForeignKey(Step, null=True, on_delete=models.CASCADE, related_name="rules")
    is_gate = models.BooleanField(default=False)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of a stage")
        verbose_name_plural = _("rules of stages")
        constraints = [
            models.UniqueConstraint(fields=["stage", "want", "step"], nulls_distinct=False, name="one_rule_of_a_kind_a_stage"),
            models.CheckConstraint(condition=models.Q(want="step") ^ models.Q(step=None), name="a_step_rule_has_its_step"),
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.get_want_display()}"

    def is_met(self, opportunity) -> bool:
        """By an opportunity read with its lead and contact. At most one query. Not for the required steps, which are several."""
        contact = opportunity.lead.contact
        match self.want:
            case self.Want.VALUE | self.Want.EXPECTED_CLOSE | self.Want.OWNER:
                return getattr(opportunity, self.want) is not None
            case self.Want.INTEREST:
                return bool(opportunity.lead.interest.strip())
            case self.Want.NAME | self.Want.COMPANY:
                return bool(contact and getattr(contact, self.want).strip())
            case self.Want.REACH:
                return bool(contact and (contact.main_phone or contact.main_email))
            case self.Want.PLANNED:
                return Activity.objects.planned().filter(lead=opportunity.lead_id).exists()
        return StepDone.objects.filter(opportunity=opportunity, step=self.step_id, undone_at=None).exists()

    @classmethod
    @transaction.atomic
    def put(cls, stage: Stage, rules: dict[tuple[str, int | None], bool]) -> None:
        """Make these the rules of a stage: (want, step's id) → whether it is a gate. What stays as it is is not written."""
        Stage.objects.select_for_update().get(pk=stage.pk)
        there = {(rule.want, rule.step_id): rule for rule in cls.objects.filter(stage=stage)}
        for key, rule in there.items():
            if key not in rules:
                rule.delete()
            elif rule.is_gate != rules[key]:
                rule.is_gate = rules[key]
                rule.save(update_fields=["is_gate"])
        for want, step in rules.keys() - there.keys():
            cls.objects.create(stage=stage, want=want, step_id=step, is_gate=rules[want, step])


@dataclass(frozen=True)
class Missing:
    """One thing a rule asks for and the opportunity does not have. `step` is the one that was not ticked, if it is a step."""

    text: str
    want: str
    is_gate: bool
    step: Step | None = None

    def __str__(self) -> str:
        return self.text


class GateClosed(IllegalMove):
    """A stage wants something first. `missing` says what, in plain words; `wanted` are the same with what they are about.

    Nobody passes it, the owner neither: whoever set the rule can take it away, where everybody sees that it is gone.
    """

    def __init__(self, opportunity, *, stage: Stage, wanted: list[Missing]):
        self.stage, self.wanted = stage, wanted
        self.missing = [each.text for each in wanted]
        super().__init__(opportunity)

    def __str__(self) -> str:
        return _now("“%(stage)s” wants first: %(missing)s.") % {
            "stage": self.stage,
            "missing": get_text_list(self.missing, _now("and")),
        }


def missing(opportunity, stage: Stage) -> list[Missing]:
    """What the rules of a stage further on still ask of an opportunity, gates and advice. One query for a stage without rules.

    On the way back to an earlier stage nothing is asked: that corrects what was said, and must always be possible.
    """
    if stage.position <= opportunity.stage.position:
        return []
    rules = list(StageRule.objects.of(stage))
    if not rules:
        return []
    fresh = type(opportunity).objects.select_related("lead__contact", "stage").get(pk=opportunity.pk)
    fresh.value = opportunity.value  # a sale's amount is written with the stage it leads to
    found = []
    for rule in rules:
        if rule.want == StageRule.Want.REQUIRED_STEPS:
            found += [_step(wording, is_gate=rule.is_gate) for wording in required_steps_left(fresh)]
        elif rule.want == StageRule.Want.STEP:
            found += [] if rule.is_met(fresh) else [_step(each, is_gate=rule.is_gate) for each in _worded_now(rule.step)]
        elif not rule.is_met(fresh):
            found.append(Missing(str(rule.get_want_display()), rule.want, rule.is_gate))
    return list({(each.want, each.step): each for each in sorted(found, key=lambda each: each.is_gate)}.values())


def missing_ahead(opportunity, stages) -> list[tuple[Stage, list[Missing]]]:
    """Each stage with what it would still ask. One query, and a few for each stage ahead that has rules."""
    stages = list(stages)
    ruled = set(StageRule.objects.filter(stage__in=stages).values_list("stage", flat=True))
    ahead = {stage.pk for stage in stages if stage.pk in ruled and stage.position > opportunity.stage.position}
    return [(stage, missing(opportunity, stage) if stage.pk in ahead else []) for stage in stages]


def require(opportunity, stage: Stage) -> None:
    """Raises GateClosed while a gate of the stage asks for something. Advice lets it through."""
    wanted = [each for each in missing(opportunity, stage) if each.is_gate]
    if wanted:
        raise GateClosed(opportunity, stage=stage, wanted=wanted)


def required_steps_left(opportunity) -> list:
    """The required steps of the stage it stands in, as worded now, that were not ticked."""
    version = PlaybookVersion.objects.current(opportunity.stage)
    if version is None:
        return []
    done = set(StepDone.objects.filter(opportunity=opportunity, undone_at=None).values_list("step", flat=True))
    return [each for each in version.steps.all() if each.required and each.step_id not in done]


def _worded_now(step: Step) -> list:
    """The step as the playbook words it; none where it was taken out: what nobody can tick any more keeps no gate shut."""
    version = PlaybookVersion.objects.current(step.stage)
    return [each for each in version.steps.all() if each.step_id == step.pk] if version else []


def _step(wording, *, is_gate: bool) -> Missing:
    return Missing(_now("the step “%(step)s”") % {"step": wording.text}, StageRule.Want.STEP, is_gate, wording.step)
