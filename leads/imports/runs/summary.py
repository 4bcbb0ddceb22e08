"""What became of a file, row by row where something failed."""

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from leads.imports.columns.unused import UnusedColumn
from leads.imports.rows.batches import CREATED, SKIPPED, TOUCHED, UPDATED
from leads.imports.rows.drafts import Draft
from leads.imports.rows.missing import DAY, PERSON, SOURCE

KEPT = 5000


@dataclass(frozen=True)
class Remark:
    """`row` as a spreadsheet numbers it."""

    row: int
    reason: str


def _keep(remarks: list[Remark], row: int, reason: str) -> None:
    if len(remarks) < KEPT:
        remarks.append(Remark(row, reason))


@dataclass
class Summary:
    """created + updated + skipped + failed = rows. `touched` rows are among the updated: they came again. Of `warnings` and `errors`
    the first KEPT are kept.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    touched: int = 0
    skipped: int = 0
    warned: int = 0
    failed: int = 0
    warnings: list[Remark] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)
    unused: list[UnusedColumn] = field(default_factory=list)
    refused: array = field(default_factory=lambda: array("Q"))
    """The numbers of all rows that did not go in."""
    without: Counter[str] = field(default_factory=Counter)
    """Of the leads that were made, how many have no day, person or source."""

    @classmethod
    def of(cls, kept: dict, *, refused: Iterable[int]) -> "Summary":
        """From `as_json`, to go on counting: the lists as short as they were made there."""
        counts = {name: kept[name] for name in ("rows", "created", "updated", "touched", "skipped", "warned", "failed")}
        lists = {name: [Remark(**each) for each in kept[name]] for name in ("warnings", "errors")}
        unused = [UnusedColumn(**each) for each in kept["unused_columns"]]
        return cls(**counts, **lists, unused=unused, refused=array("Q", refused), without=Counter(kept["without"]))

    def count(self, draft: Draft, verb: str, *, lacks: tuple[str, ...] = ()) -> None:
        self.created += verb == CREATED
        self.updated += verb in (UPDATED, TOUCHED)
        self.touched += verb == TOUCHED
        self.skipped += verb == SKIPPED
        self.without.update(lacks if verb == CREATED else ())
        if draft.warnings:
            self.warned += 1
            _keep(self.warnings, draft.row, " ".join(draft.warnings))

    def add(self, part: "Summary") -> None:
        """What became of further rows; none of them was refused."""
        self.created += part.created
        self.updated += part.updated
        self.touched += part.touched
        self.skipped += part.skipped
        self.warned += part.warned
        self.without += part.without
        for remark in part.warnings:
            _keep(self.warnings, remark.row, remark.reason)

    def leave_out(self, row: int, reason: str) -> None:
        """Meant to be: nothing of it goes in, and it is not among the bad rows."""
        self.skipped += 1
        self.warned += 1
        _keep(self.warnings, row, reason)

    def refuse(self, row: int, reason: str) -> None:
        self.failed += 1
        self.refused.append(row)
        _keep(self.errors, row, reason)

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
            "warned": self.warned,
            "failed": self.failed,
            "without": {name: self.without[name] for name in (DAY, PERSON, SOURCE)},
            "unused_columns": [asdict(each) for each in self.unused],
            "warnings": [{"row": each.row, "reason": each.reason} for each in self.warnings[:most]],
            "errors": [{"row": each.row, "reason": each.reason} for each in sorted(self.errors, key=lambda e: e.row)[:most]],
        }
