"""What a file may hold: leads, and what a higher app registers. A kind has its fields, the words for them, and who writes its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

LEADS = "leads"
OWN = "own"
"""Our own list of leads, saved here or in another LeadTrack. Nobody has to say that a file is one: its columns tell."""
BATCH = 500


class Writes(Protocol):
    """One a run. `forget` after a transaction failed: what it remembers may have been undone."""

    def write(self, drafts: list) -> list[tuple]:
        """What became of each draft: created, updated, touched or skipped. Within a transaction, which is undone when it raises."""

    def pass_over(self, draft) -> None:
        """A row that is in already: what tells it from later ones that are like it."""

    def forget(self) -> None: ...


@dataclass(frozen=True)
class Staying:
    """Something the file made that is not taken back with it, and why."""

    label: str
    href: str
    reason: str


@dataclass(frozen=True)
class Survey:
    """What a taking back would do now: `free` rows that the file made go, `changes` of what was here before are put back, and
    `kept` stay, of which `staying` are the first.
    """

    free: int
    changes: int
    staying: list[Staying]
    kept: int

    @property
    def does_something(self) -> bool:
        return bool(self.free or self.changes)


class Back(Protocol):
    """A whole file taken back: what it made and nobody has touched since, and what it changed. It can be undone."""

    def survey(self, file, *, most: int) -> Survey: ...

    def take_back(self, file, *, by) -> int:
        """How many rows and changes were taken back."""

    def bring_back(self, file, *, by) -> int: ...


@dataclass(frozen=True)
class Kind:
    """`begin(table, plan, by=, file=)` makes the writer. `refuses`: why a row that can be read cannot go in, else nothing.
    `review(plan)` makes what holds the rows of a file, in chunks, against what is here: it adds warnings and refusals to them,
    writes nothing, and says of how many there is something here already. `drafts` reads its rows, as `leads.imports.rows.drafts.Drafts`
    does where there is none. `known_by`: fields any of which tells a row from the others of its file. `lacks(draft)`: what the new
    lead of it has not: day, person, source. `joins`: the writer matches the
    rows of a batch with one another, else one that is about the same as another waits for the next batch.
    """

    name: str
    label: Promise
    fields: tuple[str, ...]
    phrases: dict[str, str]
    begin: Callable[..., Writes]
    review: Callable[..., Callable[[list], int]]
    back: Back
    refuses: Callable[..., str] = lambda draft: ""
    drafts: Callable | None = None
    known_by: tuple[str, ...] = ("external_id",)
    lacks: Callable[..., tuple[str, ...]] = lambda draft: ()
    batch: int = BATCH
    joins: bool = False


kinds: dict[str, Kind] = {}


def offered_kinds() -> list[Kind]:
    """What somebody can say a file holds, leads first."""
    return sorted((kind for kind in kinds.values() if kind.name != OWN), key=lambda kind: kind.name != LEADS)


def register(kind: Kind) -> None:
    kinds[kind.name] = kind
