"""How a lead comes in: from a tap, a form or a sheet of paper. The same key is always the same lead and the same answer."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from leads import merging
from leads.contacts import reachability
from leads.models import HowKnown, Lead, State

OLDEST_TAP = timedelta(days=90)
"""A tap that says it is older has a clock that was wrong."""


class Outcome(StrEnum):
    CREATED = "created"
    KNOWN = "known"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Captured:
    """`known`: the key came before, and nothing was written. `withdrawn`: it came before, and was undone since."""

    lead: Lead
    outcome: Outcome


def capture(*, key: uuid.UUID, source, channel: str, by, received_at=None, campaign=None, how_known: str = HowKnown.ASKED) -> Captured:
    """Log one enquiry. `received_at` None: now."""
    lead = Lead(
        key=key,
        source=source and source.survivor,
        campaign=campaign,
        channel=channel,
        how_known=how_known if source else "",
        received_at=received_at or timezone.now(),
        logged_by=by,
    )
    return capture_all([lead])[0]


@transaction.atomic
def capture_all(leads: Iterable[Lead]) -> list[Captured]:
    """Log leads that were not saved yet, in their order.

    A key that came before is answered by writing it onto itself: a transaction that was thought lost, and is still under way
    on the server, makes this one wait for its end instead of reading past it. The triggers see no change and record none.
    """
    asked = list(leads)
    Lead.objects.bulk_create(asked, update_conflicts=True, unique_fields=["key"], update_fields=["key"])
    stored = Lead.objects.select_related("source").in_bulk([lead.key for lead in asked], field_name="key")
    return [Captured(stored[lead.key], _outcome(stored[lead.key], asked=lead)) for lead in asked]


def _outcome(stored: Lead, *, asked: Lead) -> Outcome:
    if stored.state == State.WITHDRAWN:
        return Outcome.WITHDRAWN
    return Outcome.CREATED if stored.pk == asked.pk else Outcome.KNOWN


@transaction.atomic
def undo(lead: Lead, *, by) -> None:
    """Take a capture back with what its card did: joined enquiries are separate again, and a lead that handed itself over
    and still waits comes back first. Its key stays.

    Raises IllegalMove once sales has it.
    """
    if lead.merged_into_id:
        merging.unmerge(lead, by=by)
    for other in lead.merged.all():
        merging.unmerge(other, by=by)
    for hand_off in lead.hand_offs.waiting().filter(automatic=True):
        hand_off.take_back(by=by)
    lead.withdraw(by=by)


@transaction.atomic
def restore(lead: Lead, *, by) -> None:
    """Take an undo back: the lead counts again, and stands where a new one would."""
    was_withdrawn = lead.state == State.WITHDRAWN
    lead.reopen(by=by)
    if was_withdrawn:
        reachability.announce(lead, by=by)


@transaction.atomic
def separate(lead: Lead, *, by) -> None:
    """An enquiry that was joined with another is one of its own. Raises IllegalMove as `merging.unmerge` does."""
    was_joined = lead.merged_into_id is not None
    merging.unmerge(lead, by=by)
    if was_joined:
        reachability.announce(Lead.objects.select_related("contact").get(pk=lead.pk), by=by)


def time_of_tap(*, tapped: datetime | None, sent: datetime | None) -> datetime:
    """When a tap happened, by our clock. `tapped` and `sent` are by the device's clock, which may be wrong.

    The time between the two is right even then; what lies ahead of us, or too far back, is taken as now.
    """
    now = timezone.now()
    if tapped is None:
        return now
    try:
        moment = now - (sent - tapped) if sent else tapped
    except OverflowError:  # thousands of years apart
        return now
    return moment.astimezone(UTC) if now - OLDEST_TAP < moment <= now else now  # whatever zone the device thinks it is in
