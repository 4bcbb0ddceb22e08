"""How this business sells: a manual of one page a stage, in versions that are never edited, and who has read which."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sales.models.stage import Stage

SECTIONS = ("purpose", "words", "questions", "objections", "done_when")
"""The texts of a page, in the order they are read; the steps stand after the purpose."""


class Step(models.Model):
    """One thing to do in a stage, whatever it was called in which version: what is counted of it survives rewording."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="steps")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("pk",)

    def __str__(self) -> str:
        wording = self.wordings.order_by("-version__number").first()
        return wording.text if wording else "–"


class VersionQuerySet(models.QuerySet):
    def latest_of_stages(self):
        """The version in force of each stage. One query."""
        return self.order_by("stage_id", "-number").distinct("stage_id")

    def with_steps(self):
        return self.select_related("by", "stage").prefetch_related("steps")

    def current(self, stage: Stage) -> "PlaybookVersion | None":
        return self.filter(stage=stage).with_steps().order_by("-number").first()


class PlaybookVersion(models.Model):
    """What the page of a stage said from one moment on. Published once and never edited: a change is the next version."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="playbook_versions")
    number = models.PositiveIntegerField(editable=False)
    purpose = models.TextField(_("what this stage is for"), blank=True)
    words = models.TextField(_("words to use"), blank=True)
    questions = models.TextField(_("questions to ask"), blank=True)
    objections = models.TextField(_("what they may say, and an answer"), blank=True)
    done_when = models.TextField(_("done when"), blank=True)
    changed = models.CharField(_("what changed, and why"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the playbook")
        verbose_name_plural = _("versions of the playbook")
        ordering = ("stage", "number")
        constraints = [models.UniqueConstraint(fields=["stage", "number"], name="one_version_of_a_number")]
        triggers = [pgtrigger.ReadOnly(name="versions_are_never_edited", fields=["stage", "number", *SECTIONS, "changed", "at"])]

    def __str__(self) -> str:
        return f"{self.stage} {self.number}"

    @property
    def sections(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in SECTIONS}


class StepWording(models.Model):
    """A step as one version puts it."""

    version = models.ForeignKey(PlaybookVersion, on_delete=models.CASCADE, related_name="steps")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="wordings")
    text = models.CharField(max_length=200)
    detail = models.CharField(max_length=300, blank=True)
    required = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["version", "step"], name="a_step_once_a_version")]
        triggers = [pgtrigger.Protect(name="wordings_are_never_edited", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return self.text


class PlaybookDraft(models.Model):
    """What one person is writing for a stage, not in force yet. `base` is the number of the version it began from (0: none).

    `content` has the sections by name, `steps` (a list of step, text, detail, required) and `changed`.
    """

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="playbook_drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base = models.PositiveIntegerField(default=0)
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [models.UniqueConstraint(fields=["stage", "by"], name="one_draft_of_a_stage_a_person")]

    def __str__(self) -> str:
        return f"{self.stage}: {self.by}"


class PlaybookRead(models.Model):
    """A person said that they have read a version."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="playbook_reads")
    version = models.ForeignKey(PlaybookVersion, on_delete=models.CASCADE, related_name="reads")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="a_version_read_once")]
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.person}: {self.version}"


class StepDone(models.Model):
    """A step ticked on an opportunity, as it was worded then. Taken back, the row stays and says by whom and when."""

    opportunity = models.ForeignKey("sales.Opportunity", on_delete=models.CASCADE, related_name="steps_done")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="done")
    wording = models.ForeignKey(StepWording, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("step done")
        verbose_name_plural = _("steps done")
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "step"], condition=models.Q(undone_at=None), name="a_step_is_ticked_once")
        ]

    def __str__(self) -> str:
        return f"{self.opportunity}: {self.wording}"
