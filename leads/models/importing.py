import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from itertools import count
from typing import BinaryIO
from uuid import UUID

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Func, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import locks
from accounts.ids import uuid7
from leads.models.import_chunk import ImportChunk, StoredFile, pieces_of

LOCK_CLASS = 0x1324


class ImportQuerySet(models.QuerySet):
    def for_list(self):
        """Newest first. One query."""
        return self.defer("survey", "checkpoint").select_related("by").order_by("-uploaded_at", "-pk")

    def unfinished(self, *, digest: str, plan: dict) -> "Import | None":
        """The last run of this very file, read in this very way, that was cut off or stopped."""
        begun = self.filter(digest=digest, plan=plan, state__in=(*Import.UNDER_WAY, Import.State.FAILED), undo_contexts=[])
        return begun.order_by("-uploaded_at").first()

    @transaction.atomic
    def store(self, file: BinaryIO, *, name: str, rows: int, plan: dict, by, digest: str = "") -> "Import":
        """Keep an uploaded file, read from where it stands. Never more of it in memory than a piece."""
        stored = self.create(name=name, size=0, rows=rows, plan=plan, by=by, digest=digest)
        for number, data in enumerate(pieces_of(file)):
            ImportChunk.objects.create(file=stored, part=ImportChunk.Part.FILE, number=number, data=data)
            stored.size += len(data)
        stored.save(update_fields=["size"])
        return stored


UNTRACKED = ["survey", "rows_done", "told_at", "summary", "contexts", "undo_contexts", "is_undone", "checkpoint", "attempts", "digest"]


@pghistory.track(exclude=UNTRACKED)
class Import(models.Model):
    """A file of leads, or of sales, on its way in: uploaded, its columns chosen, running, done. It can be left at any step.

    The file is kept until it is in; the rows that did not go in stay to be fetched, with the reason of each.
    `checkpoint`: how far it is and what became of the rows so far, stored with each batch of them: one that is cut off goes on there.
    `contexts`: under which the history has all that its runs wrote, one a run. `undo_contexts`: the same of takings back that stand.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Not started")
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Stopped")

    ENDED = (State.DONE, State.FAILED)
    UNDER_WAY = (State.WAITING, State.RUNNING)
    SILENCE = timedelta(minutes=2)
    """A run that has told nothing for so long was cut off: a batch takes seconds."""
    MOST_ATTEMPTS = 3
    """How often it is taken up again without anybody asking, when it dies before its next batch is in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField(editable=False, help_text="bytes")
    rows = models.PositiveIntegerField(editable=False)
    plan = models.JSONField(default=dict, editable=False, help_text="leads.imports.plan.Plan as JSON.")
    survey = models.JSONField(
        default=dict, editable=False, help_text="leads.imports.questions.survey.Survey as JSON, of the columns in its plan."
    )
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT, editable=False)
    rows_done = models.PositiveIntegerField(default=0, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)
    checkpoint = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False, help_text="since the last batch that went in")
    digest = models.CharField(max_length=64, blank=True, db_default="", editable=False, help_text="SHA-256 of a file brought in by command")
    summary = models.JSONField(default=dict, editable=False)
    trouble = models.TextField(blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="imports")
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    contexts = ArrayField(models.UUIDField(), default=list, db_default=Value("{}"), editable=False)
    is_undone = models.BooleanField(default=False, db_default=False, editable=False, help_text="Nothing it wrote is left.")
    undo_contexts = ArrayField(models.UUIDField(), default=list, db_default=Value("{}"), editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """What is in it: leads, unless it says otherwise."""
        return self.plan.get("kind", "leads")

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY and not self.is_cut_off

    @property
    def is_cut_off(self) -> bool:
        """It says it runs, and nothing has been heard of it."""
        return self.state in self.UNDER_WAY and self.told_at is not None and timezone.now() - self.told_at > self.SILENCE

    @property
    def may_be_taken_back(self) -> bool:
        """Something of it may be here. What cannot be taken back now may be once what was done to it since is undone. No query."""
        return self.state in self.ENDED and bool(self.contexts) and not self.is_undone

    @property
    def may_be_brought_back(self) -> bool:
        return self.state in self.ENDED and bool(self.undo_contexts)

    @property
    def may_start(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.FAILED) or self.is_cut_off

    @property
    def source(self) -> StoredFile:
        """The file. It is empty once it is in."""
        return StoredFile(self.pk, self.size)

    @property
    def has_bad_rows(self) -> bool:
        return self.chunks.filter(part=ImportChunk.Part.BAD_ROWS).exists()

    def bad_rows(self) -> Iterator[bytes]:
        """The rows that did not go in, with the reason of each, as CSV in UTF-8. A query a piece."""
        return self._pieces(ImportChunk.Part.BAD_ROWS)

    def keep_bad_rows(self, data: bytes) -> None:
        """Add to the rows that did not go in."""
        self._add_piece(ImportChunk.Part.BAD_ROWS, data)

    def notes(self) -> Iterator[dict]:
        """What its run noted for whoever goes on with it. A query a piece."""
        return map(json.loads, self._pieces(ImportChunk.Part.NOTES))

    def keep_notes(self, notes: dict) -> None:
        self._add_piece(ImportChunk.Part.NOTES, json.dumps(notes).encode())

    def _pieces(self, part: str) -> Iterator[bytes]:
        pieces = self.chunks.filter(part=part)
        for number in count():
            data = pieces.filter(number=number).values_list("data", flat=True).first()
            if data is None:
                return
            yield bytes(data)

    def _add_piece(self, part: str, data: bytes) -> None:
        ImportChunk.objects.create(file=self, part=part, number=self.chunks.filter(part=part).count(), data=data)

    def plan_by(self, plan, **changes) -> None:
        """Keep how the file is to be read, and what is known of it when read like that: `rows`, `survey`.

        Raises IllegalImport once it was started.
        """
        changes["plan"] = plan.as_json()
        if not Import.objects.filter(pk=self.pk, state=self.State.DRAFT).update(**changes):
            raise IllegalImport
        for name, value in changes.items():
            setattr(self, name, value)

    def queue(self) -> bool:
        """Put it in line. False when it is in line, running or done: two clicks start it once."""
        now = timezone.now()
        free = models.Q(state__in=(self.State.DRAFT, self.State.FAILED))
        cut_off = models.Q(state__in=self.UNDER_WAY, told_at__lt=now - self.SILENCE)
        return bool(Import.objects.filter(free | cut_off, pk=self.pk).update(state=self.State.WAITING, told_at=now, attempts=0, trouble=""))

    def alone(self) -> AbstractContextManager[bool]:
        """Whether this process is the only one at it, for as long as the block runs."""
        return locks.alone(str(self.pk), among=LOCK_CLASS)

    def begin(self) -> bool:
        """Take it on, `alone`. False when it is not in line. One that was cut off goes on behind its last batch that went in."""
        in_line = Import.objects.filter(pk=self.pk, state__in=self.UNDER_WAY)
        if not in_line.update(state=self.State.RUNNING, told_at=timezone.now(), attempts=F("attempts") + 1):
            return False
        self.refresh_from_db()
        if self.undo_contexts:
            self.checkpoint = {}
        if not self.checkpoint:
            self.chunks.exclude(part=ImportChunk.Part.FILE).delete()
        return True

    def go_on(self) -> bool:
        """Put it in line again after its process died. False when that is not so, or it did too often: then it is stopped."""
        running = Import.objects.filter(pk=self.pk, state=self.State.RUNNING)
        if self.attempts < self.MOST_ATTEMPTS:
            return bool(running.update(state=self.State.WAITING, told_at=timezone.now()))
        trouble = _("It was cut off several times at the same rows. What went in so far stays; start it again to bring in the rest.")
        running.update(state=self.State.FAILED, trouble=trouble)
        return False

    def keep_checkpoint(self, rows: int, **progress: dict) -> None:
        """In the transaction of the batch that ends with so many rows."""
        kept = {"rows": rows, **progress}
        Import.objects.filter(pk=self.pk).update(checkpoint=kept, rows_done=rows, told_at=timezone.now(), attempts=0)

    @contextmanager
    def recorded(self, column: str = "contexts") -> Iterator[UUID]:
        """What is written within is known in the history as the doing of this file: `contexts`, or `undo_contexts`."""
        with pghistory.context(file=str(self.pk)) as context:
            rows = Import.objects.filter(pk=self.pk).exclude(**{f"{column}__contains": [context.id]})
            added = Func(F(column), Value(context.id, output_field=models.UUIDField()), function="array_append")
            rows.update(**{column: added})
            yield context.id

    @transaction.atomic
    def finish(self, summary: dict) -> None:
        """Keep what became of it. The file itself is let go: it holds people's data, and is in now."""
        Import.objects.filter(pk=self.pk).update(
            state=self.State.DONE, summary=summary, survey={}, checkpoint={}, rows_done=self.rows, finished_at=timezone.now()
        )
        self.chunks.exclude(part=ImportChunk.Part.BAD_ROWS).delete()

    def fail(self, trouble: str) -> None:
        """Batches that went in stay in; started again it goes on behind them."""
        Import.objects.filter(pk=self.pk).update(state=self.State.FAILED, trouble=trouble, told_at=timezone.now())


class ImportedLead(models.Model):
    """Which file made a lead, so that a whole file can be taken back. One row a lead that was new."""

    file = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="brought_in")
    lead = models.OneToOneField("leads.Lead", on_delete=models.CASCADE, related_name="brought_in_by")
    taken_back_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("lead from a file")
        verbose_name_plural = _("leads from files")

    def __str__(self) -> str:
        return f"{self.file_id} {self.lead_id}"


class IllegalImport(Exception):
    """It was started already, so how it is read cannot be changed."""
