"""What an import will do, before it does it: the first rows as they will be, and counts over the file."""

import time
from dataclasses import dataclass, field

from leads.imports.columns.unused import UnusedColumn, unused_columns
from leads.imports.plan import Plan
from leads.imports.rows.drafts import BadRow, Draft, Drafts, drafts_of
from leads.imports.runs.summary import Remark
from leads.imports.table import Row, Table

SHOWN = 8
SECONDS = 6.0
REMARKS = 10
CHUNK = 500


@dataclass
class Preview:
    """`checked` is below `rows` where the file is too long to read through while somebody waits. `known`: rows about an enquiry that
    is here, `matched`: those and rows about somebody who is.
    """

    rows: int
    checked: int = 0
    bad: int = 0
    warned: int = 0
    known: int = 0
    matched: int = 0
    first: list[Draft] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    matches: list[Remark] = field(default_factory=list)
    unused: list[UnusedColumn] = field(default_factory=list)
    bad_rows: set[int] = field(default_factory=set)

    @property
    def good(self) -> int:
        return self.checked - self.bad

    @property
    def is_whole(self) -> bool:
        return self.checked == self.rows


def preview(table: Table, plan: Plan, *, seconds: float = SECONDS) -> Preview:
    """Reads rows as the import will, and writes nothing. A few queries for each few hundred rows. Raises BadPlan."""
    plan.check(table)
    drafts, review = drafts_of(table, plan), plan.holds.review(plan)
    seen = Preview(rows=len(table.rows), unused=unused_columns(table, plan))
    until = time.monotonic() + seconds
    for rows in table.rows.batches(CHUNK):
        if time.monotonic() > until:
            break
        seen.checked += len(rows)
        readable = list(filter(None, (_readable(drafts, row, seen) for row in rows)))
        seen.known += review(readable)
        for draft in readable:
            _take(seen, draft)
    return seen


def _readable(drafts: Drafts, row: Row, seen: Preview) -> Draft | None:
    try:
        return drafts.draft(row)
    except BadRow as error:
        _refuse(seen, row.number, str(error))
        return None


def _refuse(seen: Preview, row: int, reason: str) -> None:
    seen.bad += 1
    seen.bad_rows.add(row)
    if len(seen.errors) < REMARKS:
        seen.errors.append(Remark(row, reason))


def _take(seen: Preview, draft: Draft) -> None:
    if draft.refusal:
        _refuse(seen, draft.row, draft.refusal)
        return
    if len(seen.first) < SHOWN:
        seen.first.append(draft)
    if draft.about:
        seen.matched += 1
        if len(seen.matches) < REMARKS:
            seen.matches.append(Remark(draft.row, draft.about))
    if draft.warnings:
        seen.warned += 1
        if len(seen.warnings) < REMARKS:
            seen.warnings.append(Remark(draft.row, " ".join(draft.warnings)))
