"""What a person has in hand, and how all of it is given to another at once when they leave."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import ngettext

from accounts.models import User
from leads.models import Activity, HandOff, Lead, State
from sales.models import Bulk, Opportunity
from sales.pipeline import bulk


@dataclass
class Given:
    """What went from one person to another, by key, so that it can be taken back. `bulk`: of the opportunities."""

    bulk: int | None = None
    follow_ups: list[int] = field(default_factory=list)
    hand_offs: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.bulk or self.follow_ups or self.hand_offs)


def opportunities_of(person: User) -> QuerySet[Opportunity]:
    return Opportunity.objects.open().filter(owner=person, lead__merged_into=None)


def follow_ups_of(person: User) -> QuerySet[Activity]:
    return Activity.objects.planned().filter(for_user=person, lead__merged_into=None).exclude(lead__state=State.WITHDRAWN)


def hand_offs_of(person: User) -> QuerySet[HandOff]:
    return HandOff.objects.waiting().filter(to=person, lead__merged_into=None)


def counted(person: User) -> list[str]:
    """In words, for the page of the person. Four queries."""
    opportunities, follow_ups, hand_offs = opportunities_of(person).count(), follow_ups_of(person).count(), hand_offs_of(person).count()
    leads = Lead.objects.open().filter(logged_by=person, state=State.OPEN).count()
    phrases = (
        (ngettext("%(n)d open opportunity", "%(n)d open opportunities", opportunities), opportunities),
        (ngettext("%(n)d follow-up", "%(n)d follow-ups", follow_ups), follow_ups),
        (ngettext("%(n)d hand-over to answer", "%(n)d hand-overs to answer", hand_offs), hand_offs),
        (ngettext("%(n)d open lead they logged", "%(n)d open leads they logged", leads), leads),
    )
    return [phrase % {"n": count} for phrase, count in phrases if count]


@transaction.atomic
def give(person: User, to: User, *, by: User) -> Given:
    """All that is with `person` is with `to`, their open leads apart: those are whoever's is free. Queries grow with what is given."""
    picked = dict.fromkeys(opportunities_of(person).values_list("pk", flat=True))
    outcome, given = bulk.assign(picked, to, by=by), Given()
    given.bulk = outcome.bulk.pk if outcome.bulk else None
    for activity in follow_ups_of(person):
        activity.change(for_user=to)
        given.follow_ups.append(activity.pk)
    for hand_off in hand_offs_of(person).select_related("lead", "to"):
        hand_off.give_to(to, by=by)
        given.hand_offs.append(hand_off.pk)
    return given


@transaction.atomic
def take_back(given: Given, *, person: User, to: User, by: User) -> None:
    """What `to` still has of it is with `person` again."""
    if given.bulk:
        bulk.undo(Bulk.objects.get(pk=given.bulk), by=by)
    for activity in follow_ups_of(to).filter(pk__in=given.follow_ups):
        activity.change(for_user=person)
    for hand_off in hand_offs_of(to).filter(pk__in=given.hand_offs).select_related("lead", "to"):
        hand_off.give_to(person, by=by)
