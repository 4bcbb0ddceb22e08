"""What a higher app adds to the import of a lead. It registers itself when the apps are ready; leads never imports it."""

from typing import Protocol

from leads.imports.rows.drafts import Draft
from leads.models import Lead


class Handler(Protocol):
    """One object a run: `begin` makes it, so that it may remember what it looked up."""

    def wants(self, draft: Draft) -> bool:
        """Whether this row is anything to it."""

    def shape(self, lead: Lead, draft: Draft) -> None:
        """Set what a new lead begins with (its state, a contact for an anonymous client), before it is stored."""

    def add(self, rows: list[tuple[Lead, Draft]], *, by) -> None:
        """Store what belongs to new leads, in bulk. The leads are stored."""

    def update(self, lead: Lead, draft: Draft, *, by) -> bool:
        """Bring what belongs to a known lead up to date, now or in `finish`; returns whether anything changed."""

    def finish(self, *, by) -> None:
        """The batch ends: store what `update` put off."""


class Registered(Protocol):
    reads: tuple[str, ...]
    """Reverse accessors to prefetch on the known leads of a batch."""

    def begin(self, *, by) -> Handler: ...


registered: list[Registered] = []


def register(handler: Registered) -> None:
    if handler not in registered:
        registered.append(handler)
