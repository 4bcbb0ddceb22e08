"""What became of a file, row by row where something failed."""

from collections import Counter
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from leads.importing.bad_rows import BadRows
from leads.importing.batches import CREATED, REFUSED, SKIPPED, TOUCHED, UPDATED
from leads.importing.columns.unused import UnusedColumn
from leads.importing.drafts import Draft
from leads.importing.missing import DAY, PERSON, SOURCE
from leads.importing.table import Table


@dataclass(frozen=True)
class Remark:
    """`row` as a spreadsheet numbers it."""

    row: int
    reason: str


@dataclass
class Summary:
    """created + updated + skipped + errors = rows. `touched` rows are among the updated: they came again."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    touched: int = 0
    skipped: int = 0
    warnings: list[Remark] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)
    unused: list[UnusedColumn] = field(default_factory=list)
    without: Counter[str] = field(default_factory=Counter)
    """Of the leads that were made, how many have no day, person or source."""

    def count(self, draft: Draft, verb: str, *, lacks: tuple[str, ...] = ()) -> None:
        if verb == REFUSED:
            self.refuse(draft.row, draft.refusal)
            return
        self.created += verb == CREATED
        self.updated += verb in (UPDATED, TOUCHED)
        self.touched += verb == TOUCHED
        self.skipped += verb == SKIPPED
        self.without.update(lacks if verb == CREATED else ())
        if draft.warnings:
            self.warnings.append(Remark(draft.row, " ".join(draft.warnings)))

    def refuse(self, row: int, reason: str) -> None:
        self.errors.append(Remark(row, reason))

    @property
    def went_in(self) -> int:
        return self.created + self.updated + self.skipped

    def as_json(self, *, most: int | None = None) -> dict:
        """`most` shortens the two lists, never the counts."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "touched": self.touched,
            "skipped": self.skipped,
            "warned": len(self.warnings),
            "failed": len(self.errors),
            "without": {name: self.without[name] for name in (DAY, PERSON, SOURCE)},
            "unused_columns": [asdict(each) for each in self.unused],
            "warnings": [{"row": each.row, "reason": each.reason} for each in self.warnings[:most]],
            "errors": [{"row": each.row, "reason": each.reason} for each in sorted(self.errors, key=lambda e: e.row)[:most]],
        }

    def bad_rows(self, table: Table) -> str:
        """The rows that did not go in, as a CSV file with the reason of each: mend them there and import that file."""
        return self.refused(table).as_csv()

    def refused(self, table: Table) -> BadRows:
        reasons = {each.row: each.reason for each in self.errors}
        bad = [(*row.cells, row.number, reasons[row.number]) for row in table.rows if row.number in reasons]
        return BadRows((*table.headers, _("Row"), _("Reason")), bad)
