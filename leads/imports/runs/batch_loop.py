"""Run an import: drafts in batches, each in a transaction of its own; a row that fails alone does not take others with it.

How far a file is, and what became of its rows so far, is stored in the transaction of each batch. So a run that was killed anywhere is
gone on with behind the last batch that is in, as if nothing had been.
"""

import gc
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.copying import copying_beside
from leads.contacts.matching import Way
from leads.imports.columns.unused import unused_columns
from leads.imports.plan import Plan
from leads.imports.rows.batches import REFUSED
from leads.imports.rows.drafts import BadRow, Draft, drafts_of
from leads.imports.runs import table_statistics
from leads.imports.runs.bad_rows import BadRows, numbers_in
from leads.imports.runs.erased_people import ErasedPeople
from leads.imports.runs.summary import Summary
from leads.imports.table import AT_ONCE, Row, Table
from leads.models import IllegalMove, Import

REMARKS_KEPT = 300
SWITCHED_AFTER = 0.0005
"""Seconds of Python that the thread beside, which feeds PostgreSQL, waits for its turn: five milliseconds each time left it idle."""
MANY_OBJECTS = 200_000
REFUSALS = (DataError, IntegrityError, ValidationError, IllegalMove)


def run(
    table: Table,
    plan: Plan,
    *,
    by,
    file: Import | None = None,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
    bad_rows: BadRows | None = None,
) -> Summary:
    """`file`: what its leads are remembered to have come in with, so that it can be taken back. It begins where the file's checkpoint
    is, with `bad_rows` that put into the same file.

    `bad_rows` is told what does not go in, in the transaction of each batch, and `progress` how many rows are done, after it.

    `dry_run` does all of it and takes it back. Raises BadPlan.
    """
    plan.check(table)
    with _tuned(), transaction.atomic() if dry_run else nullcontext(), file.recorded() if file else nullcontext():
        summary = _Run(table, plan, by=by, file=file, progress=progress, bad_rows=bad_rows).all()
        if dry_run:
            transaction.set_rollback(True)
    table_statistics.refresh()
    return summary


@dataclass
class _Batch:
    """Rows that are stored in one transaction: drafts of those that can be read, and those that cannot be, with the reason."""

    drafts: list[Draft] = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)
    refused: list[tuple[Row, str]] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    """Numbers of rows about people who were erased."""
    size: int = 0
    ids: set[str] = field(default_factory=set)
    ways: set[Way] = field(default_factory=set)

    def add(self, draft: Draft, row: Row) -> None:
        self.drafts.append(draft)
        self.rows[row.number] = row
        self.size += row.size
        self.ids.add(draft.external_id)
        self.ways |= draft.ways  # worked out here for all who write it: this is done while PostgreSQL is busy

    def refuse(self, row: Row, reason: str) -> None:
        self.refused.append((row, reason))
        self.size += row.size

    def is_full(self, most: int) -> bool:
        """Rows that are refused wait with the others to be handed on, also where all are."""
        return len(self.drafts) == most or len(self.refused) >= most or self.size > AT_ONCE

    def concerns(self, draft: Draft) -> bool:
        """Whether the same id or the same person has to be stored before this row can be matched with it."""
        if draft.external_id:
            return draft.external_id in self.ids
        return not draft.ways.isdisjoint(self.ways)


class _Run:
    """While PostgreSQL stores a batch, the rows of the next are read and understood. So the table must not be read from the database:
    what that refuses of the batch would be raised where a row is read.
    """

    def __init__(self, table: Table, plan: Plan, *, by, file: Import | None, progress, bad_rows: BadRows | None):
        self.table, self.file, self.progress, self.bad_rows = table, file, progress, bad_rows
        self.kind, self.drafts = plan.holds, drafts_of(table, plan)
        self.writer = self.kind.begin(table, plan, by=by, file=file)
        checkpoint = file.checkpoint if file else {}
        self.begin = checkpoint.get("rows", 0)
        self.summary = self._go_on(checkpoint) if checkpoint else Summary(rows=len(table.rows), unused=unused_columns(table, plan))
        self.batch = _Batch()
        self.erased = ErasedPeople.load(system=plan.system)
        self.under_way: Generator[None] = _nothing()

    def _go_on(self, checkpoint: dict) -> Summary:
        if self.bad_rows:
            self.bad_rows.go_on(checkpoint["bad_rows"])
        return Summary.of(checkpoint["summary"], refused=numbers_in(self.file.bad_rows()))

    def all(self) -> Summary:
        rows = enumerate(self.table.rows)
        self._pass_over(row for _at, row in islice(rows, self.begin))
        try:
            for done, row in rows:
                self._take(row, done)
            self._store(len(self.table.rows))
            self._finish()
        finally:
            self.under_way.close()
        return self.summary

    def _pass_over(self, rows: Iterable[Row]) -> None:
        """What an earlier run was done with: only what tells rows apart that are alike sees them again."""
        for row in rows:
            with suppress(BadRow):
                self.writer.pass_over(self.drafts.draft(row))

    def _take(self, row: Row, done: int) -> None:
        """`done`: how many rows are before it."""
        try:
            draft = self.drafts.draft(row)
        except BadRow as error:
            self.batch.refuse(row, str(error))
            if self.batch.is_full(self.kind.batch):
                self._store(done + 1)
            return
        if self.erased.concern(draft):
            self.batch.left_out.append(draft.row)
            return
        if self.batch.is_full(self.kind.batch) or (not self.kind.joins and self.batch.concerns(draft)):
            self._store(done)
        self.batch.add(draft, row)

    def _store(self, done: int) -> None:
        """Begin to store the rows up to this one, once those before them are in."""
        self._finish()
        batch, self.batch = self.batch, _Batch()
        self.under_way = self._storing(batch, done)
        next(self.under_way)

    def _finish(self) -> None:
        for _pause in self.under_way:
            pass

    def _storing(self, batch: _Batch, done: int) -> Generator[None]:
        """One transaction, with a pause in it while PostgreSQL is busy with the rows."""
        with transaction.atomic():
            if batch.drafts:
                yield from self._writing(batch)
            for row, reason in batch.refused:
                self.summary.refuse(row.number, reason)
            for number in batch.left_out:
                self.summary.leave_out(number, _("Left out: this person was erased"))
            if self.bad_rows:
                self.bad_rows.add(batch.refused)
            if self.file:
                self._keep_checkpoint(self.file, done)
        if self.progress:
            self.progress(done)
        yield

    def _keep_checkpoint(self, file: Import, done: int) -> None:
        bad_rows = {"bad_rows": self.bad_rows.as_json()} if self.bad_rows else {}
        file.keep_checkpoint(done, summary=self.summary.as_json(most=REMARKS_KEPT), **bad_rows)

    def _writing(self, batch: _Batch) -> Generator[None]:
        warned = [list(draft.warnings) for draft in batch.drafts]
        try:
            with transaction.atomic(), copying_beside():
                written = self.writer.write(batch.drafts)
                yield
                part = self._counted(written)  # before it is known to be in: PostgreSQL still is at it
        except REFUSALS as error:
            self.writer.forget()
            for draft, before in zip(batch.drafts, warned, strict=True):
                draft.warnings = before
            yield from self._in_halves(batch, error)
            return
        self.summary.add(part)
        for draft, verb in written:
            if verb == REFUSED:
                batch.refuse(batch.rows[draft.row], draft.refusal)

    def _counted(self, written: list[tuple[Draft, str]]) -> Summary:
        part = Summary()
        for draft, verb in written:
            if verb != REFUSED:
                part.count(draft, verb, lacks=self.kind.lacks(draft))
        return part

    def _in_halves(self, batch: _Batch, error: Exception) -> Generator[None]:
        """Until what is refused stands alone."""
        drafts, half = batch.drafts, len(batch.drafts) // 2
        if not half:
            batch.refuse(batch.rows[drafts[0].row], _why(error))
            return
        for part in (drafts[:half], drafts[half:]):
            yield from self._writing(replace(batch, drafts=part))


@contextmanager
def _tuned() -> Iterator[None]:
    """A batch is many objects that live as long as it does, and no cycles: looking for some among them took a seventh of a run."""
    collecting, switching = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(MANY_OBJECTS, *collecting[1:])
    sys.setswitchinterval(SWITCHED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*collecting)
        sys.setswitchinterval(switching)


def _nothing() -> Generator[None]:
    yield from ()


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, IllegalMove):
        return _("What the row says cannot be done to this lead as it stands.")
    return _("The database refused this row: %(reason)s") % {"reason": str(error).splitlines()[0]}
