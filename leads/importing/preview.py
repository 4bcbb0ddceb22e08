"""What an import will do, before it does it: the first rows as they will be, and counts over the file."""

import time
from dataclasses import dataclass, field

from leads.importing.drafts import BadRow, Draft, Drafts
from leads.importing.plan import Plan
from leads.importing.summary import Remark
from leads.importing.table import Table

SHOWN = 8
SECONDS = 6.0
REMARKS = 10
CHUNK = 5000


@dataclass
class Preview:
    """`checked` is below `rows` where the file is too long to read through while somebody waits."""

    rows: int
    checked: int = 0
    bad: int = 0
    warned: int = 0
    known: int = 0
    first: list[Draft] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    @property
    def good(self) -> int:
        return self.checked - self.bad

    @property
    def is_whole(self) -> bool:
        return self.checked == self.rows


def preview(table: Table, plan: Plan, *, seconds: float = SECONDS) -> Preview:
    """Reads rows as the import will, and writes nothing. A query for each few thousand rows. Raises BadPlan."""
    plan.check(table)
    drafts, seen, ids = Drafts(table, plan), Preview(rows=len(table.rows)), set()
    until = time.monotonic() + seconds
    for row in table.rows:
        if time.monotonic() > until:
            break
        seen.checked += 1
        try:
            draft = drafts.draft(row)
        except BadRow as error:
            _refuse(seen, row.number, str(error))
            continue
        _take(seen, draft)
        ids.add(plan.holds.id_of(draft))
    seen.known = _known(sorted(filter(None, ids)), plan)
    return seen


def _refuse(seen: Preview, row: int, reason: str) -> None:
    seen.bad += 1
    if len(seen.errors) < REMARKS:
        seen.errors.append(Remark(row, reason))


def _take(seen: Preview, draft: Draft) -> None:
    if len(seen.first) < SHOWN:
        seen.first.append(draft)
    if draft.warnings:
        seen.warned += 1
        if len(seen.warnings) < REMARKS:
            seen.warnings.append(Remark(draft.row, " ".join(draft.warnings)))


def _known(ids: list[str], plan: Plan) -> int:
    """How many of the ids are here already."""
    chunks = (ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK))
    return sum(plan.holds.known(chunk) for chunk in chunks)
