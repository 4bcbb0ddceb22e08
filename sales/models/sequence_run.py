"""One lead on its way through a sequence."""

import uuid
from datetime import timedelta

import pghistory
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from leads.models import Activity, Lead
from sales.models.opportunity import Opportunity
from sales.models.sequence import Sequence, SequenceVersion
from sales.models.stage import Stage


class Ended(models.TextChoices):
    """Why a run is over."""

    FINISHED = "finished", _("All steps are done")
    REPLIED = "replied", _("They answered")
    MOVED = "moved", _("It moved to another stage")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")
    BOOKED = "booked", _("A meeting was planned or held")
    OPTED_OUT = "opted_out", _("They want no more messages")
    BOUNCED = "bounced", _("A message came back")
    RETURNED = "returned", _("Returned to marketing")
    MERGED = "merged", _("Joined with another enquiry")
    WITHDRAWN = "withdrawn", _("Taken back")
    DISQUALIFIED = "disqualified", _("Disqualified")
    TAKEN_OVER = "taken_over", _("Taken over by a person")


SLIPS = (Ended.MOVED, Ended.WON, Ended.LOST)
SLIP = timedelta(hours=1)
"""Back in its stage so soon, the move was a slip of the hand, and the run goes on where it was."""


class RunQuerySet(models.QuerySet):
    def under_way(self):
        return self.filter(ended_at=None)

    def due(self, now):
        """Those of sequences that are on, whose next step's time has come and whom nobody holds."""
        return self.under_way().filter(due_at__lte=now, paused_at=None, sequence__on_since__isnull=False, sequence__retired_at=None)

    def of_lead(self, lead):
        return self.filter(lead=lead)

    def of_leads(self, leads):
        return self.filter(lead__in=leads)

    def of_opportunity(self, opportunity):
        """Its own, and those that began with the enquiry."""
        return self.filter(Q(opportunity=opportunity) | Q(lead=opportunity.lead_id, opportunity=None))

    def for_list(self):
        return self.select_related("sequence", "version", "lead__contact", "opportunity__owner", "stage").prefetch_related("deeds")


@pghistory.track()
class SequenceRun(models.Model):
    """A lead in a sequence: which step is `next_number` (from 0), and when.

    `opportunity` and `stage`: where it was taken in; both None for a sequence of a source. `by` None: it was taken in by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sequence = models.ForeignKey(Sequence, on_delete=models.CASCADE, related_name="runs")
    version = models.ForeignKey(SequenceVersion, on_delete=models.PROTECT, related_name="runs")
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="sequence_runs")
    opportunity = models.ForeignKey(Opportunity, null=True, on_delete=models.CASCADE, related_name="sequence_runs")
    stage = models.ForeignKey(Stage, null=True, on_delete=models.PROTECT, related_name="+")
    next_number = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    paused_at = models.DateTimeField(null=True)
    paused_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_for = models.CharField(max_length=12, choices=Ended, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of a sequence")
        verbose_name_plural = _("runs of a sequence")
        ordering = ("began_at", "pk")
        indexes = [models.Index(fields=["due_at"], condition=Q(ended_at=None), name="sequence_runs_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["sequence", "opportunity"], condition=Q(ended_at=None), name="one_run_of_a_sequence_an_opportunity"
            ),
            models.UniqueConstraint(
                fields=["sequence", "lead"], condition=Q(ended_at=None, opportunity=None), name="one_run_of_a_sequence_a_lead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.lead}"

    @property
    def is_under_way(self) -> bool:
        return self.ended_at is None

    @property
    def steps(self) -> list[dict]:
        return self.version.steps

    @property
    def next_step(self) -> dict | None:
        return self.steps[self.next_number] if self.is_under_way and self.next_number < len(self.steps) else None

    def message_key(self, number: int) -> uuid.UUID:
        """The same for the same step for ever, so that the post takes it once."""
        return uuid.uuid5(self.pk, str(number))

    def _set(self, **changes) -> None:
        SequenceRun.objects.filter(pk=self.pk).update(**changes)
        for name, value in changes.items():
            setattr(self, name, value)

    def put_off(self, moment) -> None:
        self._set(due_at=moment)

    def stop(self, reason: str, *, by=None) -> bool:
        """It is over, for a reason. Over already: nothing is written. Returns whether it was stopped now."""
        now = timezone.now()
        stopped = SequenceRun.objects.under_way().filter(pk=self.pk).update(ended_at=now, ended_for=reason, ended_by=by)
        if stopped:
            self.ended_at, self.ended_for, self.ended_by = now, reason, by
        return bool(stopped)

    def pause(self, *, by) -> bool:
        """Nothing goes out until somebody says so. Returns whether it was going."""
        return bool(SequenceRun.objects.under_way().filter(pk=self.pk, paused_at=None).update(paused_at=timezone.now(), paused_by=by))

    def resume(self) -> bool:
        """What came due meanwhile is done at the next working moment. Returns whether it was held."""
        held = SequenceRun.objects.under_way().filter(pk=self.pk, paused_at__isnull=False)
        return bool(held.update(paused_at=None, paused_by=None))

    @transaction.atomic
    def go_on(self) -> bool:
        """Take the end back: a move that was a slip of the hand, or taken over by mistake. Returns whether it goes on.

        What came due meanwhile is due now. Not when it has run on by itself in another run since.
        """
        mine = SequenceRun.objects.select_for_update().get(pk=self.pk)
        again = SequenceRun.objects.under_way().filter(sequence=mine.sequence_id, lead=mine.lead_id, opportunity=mine.opportunity_id)
        if mine.is_under_way or mine.ended_for not in (*SLIPS, Ended.TAKEN_OVER) or again.exists():
            return False
        self._set(ended_at=None, ended_for="", ended_by=None)
        return True

    @transaction.atomic
    def skip(self, number: int, *, by, due) -> bool:
        """Leave out the step with that number, if it is still the next. `due` is when the one after it comes."""
        mine = SequenceRun.objects.select_for_update().select_related(None).get(pk=self.pk)
        if not mine.is_under_way or mine.next_number != number:
            return False
        SequenceDeed.objects.create(run=self, number=number, outcome=SequenceDeed.Outcome.SKIPPED, by=by, was_due=mine.due_at)
        self.advance(number, due=due)
        return True

    @transaction.atomic
    def take_skip_back(self, number: int) -> bool:
        """The step that was left out is the next again, at its own time, unless the one after it is done."""
        mine = SequenceRun.objects.select_for_update().get(pk=self.pk)
        deed = mine.deeds.filter(number=number, outcome=SequenceDeed.Outcome.SKIPPED).first()
        if deed is None or mine.next_number != number + 1 or mine.ended_for not in ("", Ended.FINISHED):
            return False
        self._set(next_number=number, due_at=deed.was_due, ended_at=None, ended_for="")
        deed.delete()
        return True

    def advance(self, number: int, *, due) -> None:
        """The step `number` is behind it. `due` None: it was the last one."""
        self._set(next_number=number + 1, due_at=due)
        if due is None:
            self.stop(Ended.FINISHED)


@pghistory.track()
class SequenceDeed(models.Model):
    """A step of a run, done or left out: one row a step, and what came of it in the same transaction."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        BY_HAND = "by_hand", _("Given to a person: it could not go by e-mail")
        SKIPPED = "skipped", _("Left out")

    run = models.ForeignKey(SequenceRun, on_delete=models.CASCADE, related_name="deeds")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    was_due = models.DateTimeField(null=True)
    task = models.ForeignKey(Activity, null=True, on_delete=models.SET_NULL, related_name="sequence_deeds")
    message_key = models.UUIDField(null=True, unique=True)

    class Meta:
        verbose_name = _("step done in a sequence")
        verbose_name_plural = _("steps done in sequences")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="each_step_of_a_run_once")]

    def __str__(self) -> str:
        return f"{self.run} {self.number}"
