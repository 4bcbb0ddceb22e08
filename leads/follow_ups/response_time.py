"""How quickly a lead was answered: by sales when it was handed over, and by anybody since it came."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min

from accounts.working_hours import Hours, working_between
from leads.models import Activity, Channel, HandOff, Lead

CONTACTED_ON_ARRIVAL = (Channel.WALK_IN, Channel.PHONE, Channel.OUTBOUND)
"""Somebody talked to them as the enquiry came, so there is no time to a first contact."""


@dataclass(frozen=True)
class Answer:
    """What became of a hand-over. `took`: working time until sales accepted or returned it. `in_time` None: no promise was made."""

    hand_off: HandOff
    took: timedelta
    in_time: bool | None


@dataclass(frozen=True)
class FirstContact:
    """`on_arrival`: they were talked to as they came. Else `at`, and how long after they came by the clock; None: not yet."""

    on_arrival: bool
    at: datetime | None = None
    after: timedelta | None = None


def answers(hand_offs: list[HandOff], *, business) -> list[Answer]:
    """One for each that sales decided, in their order. Two queries when there is any."""
    decided = [one for one in hand_offs if one.decided_at and not one.was_taken_back]
    if not decided:
        return []
    hours = Hours.of(business)
    return [Answer(one, working_between(hours, one.at, one.decided_at), None if one.due_at is None else not one.is_late) for one in decided]


def first_contact(lead: Lead) -> FirstContact | None:
    """The first call, message or meeting after it came; None when nobody knows when that was. One query at most."""
    if lead.channel in CONTACTED_ON_ARRIVAL:
        return FirstContact(on_arrival=True)
    if lead.received_at is None:
        return None
    at = Activity.objects.our_contacts().filter(lead=lead, done_at__gte=lead.received_at).aggregate(first=Min("done_at"))["first"]
    return FirstContact(on_arrival=False, at=at, after=at and at - lead.received_at)
