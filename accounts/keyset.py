"""Pages of a long list by where the last one ended, so that page 10,000 costs what page 1 costs.

OFFSET reads and throws away everything before; a keyset walks the index from the last row on. The list is ordered newest
first by two columns that together never repeat, and an index holds both.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict

SIZE = 50
CAP = 10_000


@dataclass(frozen=True)
class Page:
    """`newer` and `older` are query strings ("?…"), or empty at an end."""

    rows: list
    newer: str
    older: str


def page(found: QuerySet, query: QueryDict, *, moment: str, size: int = SIZE) -> Page:
    """The page of `found` that an address asks for by `after` or `before`, newest first by (`moment`, pk).

    A mangled position is the first page. One query, of size + 1 rows.
    """
    after, before = _position(found, query.get("after")), _position(found, query.get("before"))
    if before:
        rows = list(found.filter(_beyond(moment, "gt", before)).order_by(moment, "pk")[: size + 1])
        more, rows = len(rows) > size, rows[:size][::-1]
        if not more and len(rows) < size:
            return page(found, _without_position(query), moment=moment, size=size)
        return _linked(rows, query, moment, newer=more, older=True)
    if after:
        found = found.filter(_beyond(moment, "lt", after))
    rows = list(found.order_by(f"-{moment}", "-pk")[: size + 1])
    return _linked(rows[:size], query, moment, newer=bool(after), older=len(rows) > size)


def capped_count(found: QuerySet, *, cap: int = CAP) -> tuple[int, bool]:
    """How many there are, counting no further than `cap`; and whether there are more than that."""
    count = found.order_by()[: cap + 1].count()
    return min(count, cap), count > cap


def _beyond(moment: str, side: str, position: tuple) -> Q:
    # The first condition alone lets the index skip to the place; the second settles ties.
    at, pk = position
    return Q(**{f"{moment}__{side}e": at}) & (Q(**{f"{moment}__{side}": at}) | Q(**{f"pk__{side}": pk}))


def _position(found: QuerySet, text: str | None):
    at, _, pk = (text or "").partition("_")
    try:
        moment = datetime.fromisoformat(at)
        # In UTC here already: at the ends of the calendar some zones have moments that others cannot write.
        return (moment.astimezone(UTC), found.model._meta.pk.to_python(pk)) if moment.tzinfo else None
    except (ValueError, OverflowError, ValidationError):
        return None


def _linked(rows: list, query: QueryDict, moment: str, *, newer: bool, older: bool) -> Page:
    def link(name: str, row) -> str:
        kept = _without_position(query)
        kept[name] = f"{getattr(row, moment).isoformat()}_{row.pk}"
        return f"?{kept.urlencode()}"

    if not rows:
        return Page([], f"?{_without_position(query).urlencode()}" if newer else "", "")
    return Page(rows, link("before", rows[0]) if newer else "", link("after", rows[-1]) if older else "")


def _without_position(query: QueryDict) -> QueryDict:
    kept = query.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept
