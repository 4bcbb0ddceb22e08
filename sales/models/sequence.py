"""What is done by itself once an opportunity stands in a stage, or an enquiry came from a source: waits, tasks and messages."""

import hashlib
import json

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from leads.models import Activity, Message, Source
from sales.models.stage import Ordered, Stage

LONGEST_WAIT = 400


class OrderedQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None).order_by("position", "pk")

    def for_settings(self):
        """Retired ones last."""
        return self.order_by(F("retired_at").asc(nulls_first=True), "position", "pk")


@pghistory.track()
class MessageTemplate(Ordered):
    """A message written once and sent to many, with placeholders for what differs (sales/placeholders.py)."""

    name = models.CharField(_("name"), max_length=80)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))

    objects = OrderedQuerySet.as_manager()

    class Meta:
        verbose_name = _("message template")
        verbose_name_plural = _("message templates")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def add(cls, name: str, *, subject: str, text: str) -> "MessageTemplate":
        """Raises NameTaken."""
        return cls.objects.create(name=cls.require_free(name), subject=subject, text=text, position=cls.next_position())

    def edit(self, **changes) -> bool:
        """Set name, subject or text. What was approved keeps the old words until it is looked at again. Raises NameTaken."""
        if "name" in changes:
            changes["name"] = type(self).require_free(changes["name"], besides=self.pk)
        return _set(self, changes)

    def retire(self) -> None:
        """No longer offered. Raises TemplateInUse while a step sends it."""
        if SequenceStep.objects.kept().filter(template=self, sequence__retired_at=None).exists():
            raise TemplateInUse(self)
        if self.retired_at is None:
            self.retired_at = timezone.now()
            self.save(update_fields=["retired_at"])


class SequenceQuerySet(OrderedQuerySet):
    def on(self):
        return self.in_use().filter(on_since__isnull=False)

    def for_list(self):
        return self.select_related("stage", "source", "version").prefetch_related("steps__template")


@pghistory.track()
class Sequence(Ordered):
    """An ordered list of waits and actions, for a stage or for a source.

    Its steps are a draft. What runs is the `version` somebody looked at and approved; a changed step or template goes out only
    once it was looked at too, and a run goes on to its end with the version it began with. `on_since` None: it is off, nobody
    is taken in and whoever is under way waits.
    """

    name = models.CharField(_("name"), max_length=80)
    stage = models.ForeignKey(Stage, verbose_name=_("stage"), null=True, blank=True, on_delete=models.PROTECT, related_name="sequences")
    source = models.ForeignKey(Source, verbose_name=_("source"), null=True, blank=True, on_delete=models.PROTECT, related_name="sequences")
    on_since = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.ForeignKey("SequenceVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    objects = SequenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("sequence")
        verbose_name_plural = _("sequences")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(stage=None, source__isnull=False) | Q(stage__isnull=False, source=None), name="sequence_of_one_place"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_on(self) -> bool:
        return self.on_since is not None and self.retired_at is None

    @property
    def place(self) -> str:
        return str(self.stage or self.source)

    @property
    def kept_steps(self) -> list["SequenceStep"]:
        """In their order. None of the database when `for_list` read them."""
        return sorted((step for step in self.steps.all() if step.removed_at is None), key=lambda step: (step.position, step.pk))

    @property
    def is_as_approved(self) -> bool:
        return self.version is not None and self.version.digest == digest(self.plan())

    def plan(self) -> list[dict]:
        """The steps as they would be approved now, each with its words."""
        return [step.as_plan() for step in self.kept_steps]

    @property
    def as_seen(self) -> str:
        """What somebody looks at before it is on: every word, and whom it is for."""
        return digest([*self.plan(), {"stage": self.stage_id, "source": self.source_id}])

    @classmethod
    @transaction.atomic
    def add(cls, name: str, *, stage: Stage | None = None, source: Source | None = None) -> "Sequence":
        """Off, without steps. Raises NameTaken."""
        return cls.objects.create(name=cls.require_free(name), stage=stage, source=source, position=cls.next_position())

    @transaction.atomic
    def edit(self, **changes) -> bool:
        """Set the name, or the place: elsewhere it is off until somebody has looked at what it says there. Raises NameTaken."""
        if "name" in changes:
            changes["name"] = type(self).require_free(changes["name"], besides=self.pk)
        place = self.stage_id, self.source_id
        changed = _set(self, changes)
        if (self.stage_id, self.source_id) != place:
            self.switch_off()
        return changed

    @transaction.atomic
    def approve(self, *, by, seen: str) -> "SequenceVersion":
        """Somebody looked at every message and switches it on. `seen` is `as_seen` of what they looked at.

        Raises:
            NothingToDo: it has no steps.
            NotAsSeen: it was changed since they looked.
        """
        mine = Sequence.objects.select_for_update().get(pk=self.pk)
        plan = mine.plan()
        if not plan:
            raise NothingToDo(self)
        if mine.as_seen != seen or mine.retired_at:
            raise NotAsSeen(self)
        if not mine.version or mine.version.digest != digest(plan):
            number = mine.versions.count() + 1
            mine.version = SequenceVersion.objects.create(sequence=self, number=number, steps=plan, digest=digest(plan), by=by)
        mine.on_since = mine.on_since or timezone.now()
        mine.save(update_fields=["version", "on_since"])
        self.version, self.on_since = mine.version, mine.on_since
        return mine.version

    @transaction.atomic
    def switch_off(self) -> bool:
        """Nobody new is taken in, whoever is under way waits, and what is queued goes out no more. Returns whether it was on."""
        was_on = bool(Sequence.objects.filter(pk=self.pk, on_since__isnull=False).update(on_since=None))
        self.on_since = None
        if was_on:
            queued = Message.objects.outgoing().filter(key__in=self.runs.values("deeds__message_key"))
            queued.stop(_now("“%(name)s” was switched off.") % {"name": self})
        return was_on

    def add_step(self, **fields) -> "SequenceStep":
        last = self.steps.aggregate(last=models.Max("position"))["last"] or 0
        return SequenceStep.objects.create(sequence=self, position=last + 1, **fields)

    @transaction.atomic
    def retire(self) -> None:
        """Off the list, and off. Whoever is under way waits, as for one that is off."""
        if self.retired_at is None:
            self.switch_off()
            self.retired_at, self.on_since = timezone.now(), None
            self.save(update_fields=["retired_at", "on_since"])


class StepQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(removed_at=None).order_by("position", "pk")


@pghistory.track()
class SequenceStep(models.Model):
    """Wait so long, then plan a task for whoever has the lead, send a message, or both."""

    class Unit(models.TextChoices):
        DAYS = "days", _("working days")
        HOURS = "hours", _("working hours")

    sequence = models.ForeignKey(Sequence, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField(default=0)
    wait = models.PositiveSmallIntegerField(_("wait"), default=1, validators=[MaxValueValidator(LONGEST_WAIT)])
    unit = models.CharField(_("unit"), max_length=5, choices=Unit, default=Unit.DAYS)
    task_kind = models.CharField(_("then plan"), max_length=8, choices=Activity.Kind, blank=True)
    task_text = models.CharField(_("task"), max_length=200, blank=True)
    template = models.ForeignKey(
        MessageTemplate, verbose_name=_("and send"), null=True, blank=True, on_delete=models.PROTECT, related_name="steps"
    )
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a sequence")
        verbose_name_plural = _("steps of a sequence")
        constraints = [models.CheckConstraint(condition=~Q(task_kind="") | Q(template__isnull=False), name="sequence_step_does_something")]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.wait} {self.unit}"

    def as_plan(self) -> dict:
        step = {"wait": self.wait, "unit": self.unit, "task_kind": self.task_kind, "task_text": self.task_text}
        if self.template:
            step |= {"template": self.template.name, "subject": self.template.subject, "text": self.template.text}
        return step

    def edit(self, **changes) -> bool:
        return _set(self, changes)

    @transaction.atomic
    def shift(self, *, up: bool) -> None:
        """One place up or down. At the end it stays where it is."""
        Sequence.objects.select_for_update().get(pk=self.sequence_id)
        rows = list(SequenceStep.objects.kept().filter(sequence=self.sequence_id))
        at = next((n for n, each in enumerate(rows) if each.pk == self.pk), None)
        to = None if at is None else at + (-1 if up else 1)
        if to is None or not 0 <= to < len(rows):
            return
        rows[at], rows[to] = rows[to], rows[at]
        for position, row in enumerate(rows, 1):
            SequenceStep.objects.filter(pk=row.pk).exclude(position=position).update(position=position)

    def remove(self) -> None:
        SequenceStep.objects.kept().filter(pk=self.pk).update(removed_at=timezone.now())

    def bring_back(self) -> None:
        SequenceStep.objects.filter(pk=self.pk).update(removed_at=None)


class SequenceVersion(models.Model):
    """The steps with every word of them, as somebody looked at them and approved. Never edited."""

    sequence = models.ForeignKey(Sequence, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    steps = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="sequences_approved")

    class Meta:
        verbose_name = _("version of a sequence")
        verbose_name_plural = _("versions of a sequence")
        constraints = [models.UniqueConstraint(fields=["sequence", "number"], name="one_version_of_a_sequence_a_number")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.number}"


def digest(plan: list[dict]) -> str:
    return hashlib.sha256(json.dumps(plan, sort_keys=True).encode()).hexdigest()


def _set(row, changes: dict) -> bool:
    different = {name: value for name, value in changes.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    if different:
        row.save(update_fields=list(different))
    return bool(different)


class TemplateInUse(Exception):
    """A step of a sequence sends it. Take it out there first."""


class NothingToDo(Exception):
    """A sequence without steps cannot be switched on."""


class NotAsSeen(Exception):
    """It was changed since it was looked at. Look again."""
