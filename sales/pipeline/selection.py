"""Which cards of the board were picked: each by itself, or a whole column with what it has not shown yet.

A posted form says `card=ID.VERSION` for each card, `column=STAGE` for a whole one, `within` (the filters of the board, as in
its address) and `until`, the moment the board was drawn: what came to the column after that was not seen and is not picked.
"""

from dataclasses import dataclass, field
from datetime import UTC
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from sales.models import Opportunity, Stage

MOST = 500
"""Cards of one bulk change: each is a change of its own, and the person waits for all of them."""


@dataclass
class Picked:
    """The version of each card, by id; and how many more there would have been."""

    versions: dict[UUID, int | None] = field(default_factory=dict)
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.versions)

    @property
    def as_posted(self) -> list[str]:
        return [f"{pk}.{version or ''}" for pk, version in self.versions.items()]

    def opportunities(self, most: int) -> list[Opportunity]:
        """Some of them, to say which."""
        return list(Opportunity.objects.for_cards().filter(pk__in=list(self.versions)[:most]).order_by("stage_since", "pk"))


def picked_of(post: QueryDict, *, found_within) -> Picked:
    """`found_within(query)` gives the opportunities that the filters of a board find. One query, and one a whole column."""
    versions = dict(filter(None, map(_card, post.getlist("card"))))
    until = _moment(post.get("until", ""))
    columns = [int(text) for text in post.getlist("column")[:50] if text.isascii() and text.isdigit() and len(text) < 10]
    if columns and until:
        shown = found_within(QueryDict(post.get("within", "")))
        rest = shown.filter(stage__in=columns, stage__kind=Stage.Kind.OPEN, stage_since__lte=until).order_by("stage_since", "pk")
        versions = {pk: version for pk, version in rest.values_list("pk", "version")} | versions
    kept = dict(list(versions.items())[:MOST])
    return Picked(kept, left_out=len(versions) - len(kept))


def _card(text: str) -> tuple[UUID, int | None] | None:
    pk, _dot, version = text.partition(".")
    try:
        return UUID(pk), int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None
    except ValueError:
        return None


def _moment(text: str):
    try:
        found = parse_datetime(text)
        return found.astimezone(UTC) if found and found.tzinfo else None
    except (ValueError, OverflowError):
        return None
