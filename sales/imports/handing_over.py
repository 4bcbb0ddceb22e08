"""Imported leads that hand themselves over: new ones that came lately and say nothing of a stage or an outcome."""

from datetime import timedelta

from django.utils import timezone

from leads.contacts import reachability
from leads.imports.rows.drafts import Draft
from leads.models import Lead
from sales.models import HandOffRules

LATELY = timedelta(days=7)
"""An older list is the past, and nobody promised to answer it."""


class HandingOver:
    """What sales registers with the importer."""

    reads = ()

    def begin(self, *, by) -> "Handler":
        return Handler()


class Handler:
    def __init__(self) -> None:
        self.since = timezone.now() - LATELY

    def wants(self, draft: Draft) -> bool:
        came_lately = draft.received_at is not None and draft.received_at > self.since
        return came_lately and not (draft.stage or draft.outcome)

    def shape(self, lead: Lead, draft: Draft) -> None:
        """A new lead begins with marketing, as it is."""

    def add(self, rows: list[tuple[Lead, Draft]], *, by) -> None:
        """Two queries for all rows, and the way of any other lead for each that goes."""
        going = HandOffRules.current().letting_go({lead.source_id for lead, _draft in rows})
        for lead, _draft in rows:
            if lead.source_id in going:
                reachability.announce(lead, by=by)

    def update(self, lead: Lead, draft: Draft, *, by) -> bool:
        """What is known already stays where it is."""
        return False

    def finish(self, *, by) -> None:
        """Nothing was put off."""
