"""Saved views: which part of an address is one, and which of them an address shows."""

from django.http import QueryDict

from sales.models import SavedView
from sales.pipeline.filters import CardFilter

PARTS = (*CardFilter.base_filters, "whose")


def query_of(asked: QueryDict) -> str:
    """The filters of an address and whose cards it shows, always written the same way; empty: nothing is chosen."""
    kept = QueryDict(mutable=True)
    for name in sorted(PARTS):
        if asked.get(name):
            kept[name] = asked[name]
    return kept.urlencode()


def shown(views: list[SavedView], query: str) -> SavedView | None:
    """The one that `query` is, a person's own before what others share."""
    return next((view for view in views if view.query == query), None)
