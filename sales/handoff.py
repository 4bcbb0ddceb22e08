"""Where marketing ends and sales begins."""

from django.db import transaction
from django.utils import timezone

from accounts.roles import Role
from leads.models import HandOff, Lead, State
from sales.models import Opportunity, Stage, StageChange


@transaction.atomic
def hand_over(lead: Lead, *, by, to=None, note: str = "") -> HandOff:
    """Give a lead to sales. Whoever is in sales themselves, and hands it to nobody else, accepts in the same click.

    Raises IllegalMove unless the lead is with marketing.
    """
    hand_off = HandOff.make(lead, by=by, to=to, note=note)
    if by.has_role(Role.SALES) and to in (None, by):
        accept(hand_off, by=by)
    return hand_off


@transaction.atomic
def accept(hand_off: HandOff, *, by, owner=None, at=None) -> Opportunity:
    """Take a lead on: the opportunity is made in the first stage, owned by who accepted it. Raises IllegalMove when decided."""
    hand_off.decide(by=by, at=at)
    hand_off.lead.become(State.IN_SALES)
    return open_opportunity(hand_off.lead, by=by, owner=owner or by, at=at)


@transaction.atomic
def give_back(hand_off: HandOff, *, by, reason: str, note: str = "") -> None:
    """Return a lead to marketing for a reason. Raises IllegalMove when it was decided before."""
    hand_off.decide(by=by, returned_for=HandOff.Returned(reason), note=note)


def open_opportunity(lead: Lead, *, by, owner=None, owner_text: str = "", value=None, at=None, stage: Stage | None = None) -> Opportunity:
    """An opportunity on a lead, in the first open stage unless told another, with the change that says so."""
    moment = at or timezone.now()
    opportunity = Opportunity.objects.create(
        lead=lead,
        stage=stage or Stage.objects.first_open(),
        owner=owner,
        owner_text=owner_text,
        value=value,
        made_at=moment,
        stage_since=moment,
    )
    StageChange.objects.create(opportunity=opportunity, from_stage=None, to_stage=opportunity.stage, by=by, at=moment)
    return opportunity
