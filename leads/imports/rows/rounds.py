"""Rows of one batch that concern one another. A row about an enquiry or a person that an earlier row of the batch brings has to
wait until that one is stored, so a batch is written in rounds: mostly one, and as many as one person has rows.
"""

from collections import defaultdict
from collections.abc import Iterator

from leads.contacts.matching import ENOUGH, Way, is_somebody_else, shares
from leads.imports.rows.drafts import Draft
from leads.models.contact import sort_key

COMPARED = 30
"""Rows behind one number whose names are held against each other. Behind a busier one only equal names are one person's."""


class Earlier:
    """The rows so far, by what tells whose they are."""

    def __init__(self):
        self.ids: set[str] = set()
        self.owners: dict[Way, list[Draft]] = defaultdict(list)
        self.names: dict[Way, set[str]] = {}
        """Of ways that a second row has: made for no other."""

    def add(self, draft: Draft) -> None:
        if draft.external_id:
            self.ids.add(draft.external_id)
        for way in draft.ways:
            self.owners[way].append(draft)
            if way in self.names:
                self.names[way].add(sort_key(draft.name))

    def concern(self, draft: Draft) -> bool:
        """Whether one of them is about the same enquiry or person."""
        if draft.external_id in self.ids:
            return True
        shared = [way for way in draft.ways if way in self.owners]
        return len(shared) >= ENOUGH or any(self._is_same_person(way, draft) for way in shared)

    def _is_same_person(self, way: Way, draft: Draft) -> bool:
        if way not in self.names:
            self.names[way] = {sort_key(other.name) for other in self.owners[way]}
        if not draft.name or "" in self.names[way] or sort_key(draft.name) in self.names[way]:
            return True
        return len(self.owners[way]) <= COMPARED and any(not is_somebody_else(draft.stated, other.stated) for other in self.owners[way])

    def warnings(self, draft: Draft) -> list[str]:
        """A sentence for each number or address of the row that a row before it has too, of somebody else."""
        return [shares(way, self.owners[way][0].name) for way in sorted(draft.ways) if way in self.owners and self.owners[way][0].name]


def _have_nothing_in_common(drafts: list[Draft]) -> bool:
    ids = [draft.external_id for draft in drafts if draft.external_id]
    ways = [way for draft in drafts for way in draft.ways]
    return len(set(ids)) == len(ids) and len(set(ways)) == len(ways)


def rounds(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """The rows in the order they can be written in, those of one person in the order of the file. Warns of shared numbers."""
    if _have_nothing_in_common(drafts):  # most batches
        yield drafts
        return
    while drafts:
        earlier, now, later = Earlier(), [], []
        for draft in drafts:
            if earlier.concern(draft):
                later.append(draft)
            else:
                draft.warnings += earlier.warnings(draft)
                now.append(draft)
            earlier.add(draft)
        yield now
        drafts = later
