"""Run an import: drafts in batches, each in a transaction of its own; a row that fails alone does not take others with it.

How far a file is, and what became of its rows so far, is stored in the transaction of each batch. So a run that was killed anywhere is
gone on with behind the last batch that is in, as if nothing had been.
"""

from collections.abc import Callable, Iterable
from contextlib import nullcontext, suppress
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.copying import copying_beside
from leads.importing import statistics
from leads.importing.bad_rows import BadRows, numbers_in
from leads.importing.batches import REFUSED
from leads.importing.columns.unused import unused_columns
from leads.importing.drafts import BadRow, Draft, drafts_of
from leads.importing.plan import Plan
from leads.importing.summary import Summary
from leads.importing.table import AT_ONCE, Row, Table
from leads.models import IllegalMove, Import

REMARKS_KEPT = 300
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
    with transaction.atomic() if dry_run else nullcontext(), file.recorded() if file else nullcontext():
        summary = _Run(table, plan, by=by, file=file, progress=progress, bad_rows=bad_rows).all()
        if dry_run:
            transaction.set_rollback(True)
    statistics.refresh()
    return summary


class _Run:
    def __init__(self, table: Table, plan: Plan, *, by, file: Import | None, progress, bad_rows: BadRows | None):
        self.table, self.file, self.progress, self.bad_rows = table, file, progress, bad_rows
        self.kind, self.drafts = plan.holds, drafts_of(table, plan)
        self.writer = self.kind.begin(table, plan, by=by, file=file)
        checkpoint = file.checkpoint if file else {}
        self.begin = checkpoint.get("rows", 0)
        self.summary = self._go_on(checkpoint) if checkpoint else Summary(rows=len(table.rows), unused=unused_columns(table, plan))
        self.batch: list[Draft] = []
        self.rows: dict[int, Row] = {}
        self.refused: list[tuple[Row, str]] = []
        self.size = 0
        self.ids: set[str] = set()
        self.ways: set[tuple[str, ...]] = set()

    def _go_on(self, checkpoint: dict) -> Summary:
        if self.bad_rows:
            self.bad_rows.go_on(checkpoint["bad_rows"])
        return Summary.of(checkpoint["summary"], refused=numbers_in(self.file.bad_rows()))

    def all(self) -> Summary:
        rows = enumerate(self.table.rows)
        self._pass_over(row for _at, row in islice(rows, self.begin))
        for done, row in rows:
            try:
                draft = self.drafts.draft(row)
            except BadRow as error:
                self._refuse(row, str(error))
                if self._is_full:
                    self._flush(done + 1)
                continue
            if self._is_full or self._concerns_the_batch(draft):
                self._flush(done)
            self.batch.append(draft)
            self.rows[row.number] = row
            self.size += row.size
            self.ids.add(draft.external_id)
            self.ways |= draft.ways
        self._flush(len(self.table.rows))
        return self.summary

    def _pass_over(self, rows: Iterable[Row]) -> None:
        """What an earlier run was done with: only what tells rows apart that are alike sees them again."""
        for row in rows:
            with suppress(BadRow):
                self.writer.pass_over(self.drafts.draft(row))

    @property
    def _is_full(self) -> bool:
        """Rows that are refused wait with the batch to be handed on, also where all are."""
        return len(self.batch) == self.kind.batch or len(self.refused) >= self.kind.batch or self.size > AT_ONCE

    def _concerns_the_batch(self, draft: Draft) -> bool:
        """The same id or the same person has to be stored before this row can be matched with it."""
        if self.kind.joins:
            return False
        if draft.external_id:
            return draft.external_id in self.ids
        return bool(draft.ways & self.ways)

    def _flush(self, done: int) -> None:
        with transaction.atomic():
            if self.batch:
                self._write(self.batch)
            if self.bad_rows:
                self.bad_rows.add(self.refused)
            if self.file:
                self._keep_checkpoint(self.file, done)
        self.batch, self.rows, self.refused, self.ids, self.ways, self.size = [], {}, [], set(), set(), 0
        if self.progress:
            self.progress(done)

    def _keep_checkpoint(self, file: Import, done: int) -> None:
        bad_rows = {"bad_rows": self.bad_rows.as_json()} if self.bad_rows else {}
        file.keep_checkpoint(done, summary=self.summary.as_json(most=REMARKS_KEPT), **bad_rows)

    def _write(self, batch: list[Draft]) -> None:
        warned = [list(draft.warnings) for draft in batch]
        try:
            with transaction.atomic(), copying_beside():
                written = self.writer.write(batch)
        except REFUSALS as error:
            self.writer.forget()
            for draft, before in zip(batch, warned, strict=True):
                draft.warnings = before
            self._in_halves(batch, error)
            return
        for draft, verb in written:
            if verb == REFUSED:
                self._refuse(self.rows[draft.row], draft.refusal)
            else:
                self.summary.count(draft, verb, lacks=self.kind.lacks(draft))

    def _refuse(self, row: Row, reason: str) -> None:
        self.summary.refuse(row.number, reason)
        self.refused.append((row, reason))
        self.size += row.size

    def _in_halves(self, batch: list[Draft], error: Exception) -> None:
        """Until what is refused stands alone."""
        if half := len(batch) // 2:
            self._write(batch[:half])
            self._write(batch[half:])
        else:
            self._refuse(self.rows[batch[0].row], _why(error))


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, IllegalMove):
        return _("What the row says cannot be done to this lead as it stands.")
    return _("The database refused this row: %(reason)s") % {"reason": str(error).splitlines()[0]}
