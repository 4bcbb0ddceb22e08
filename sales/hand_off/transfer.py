"""Where marketing ends and sales begins."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Business
from accounts.roles import Role
from leads.models import Activity, HandOff, IllegalMove, Lead, State
from sales.hand_off.assignment import whose_turn
from sales.models import HandOffRules, Opportunity, Stage, StageChange, entering


@transaction.atomic
def hand_over(lead: Lead, *, by, to=None, note: str = "", automatic: bool = False) -> HandOff:
    """Give a lead to sales, with the promise of its source. `to` None: whose turn it is, as the business shares leads out.

    Whoever is in sales themselves, and hands it to nobody else, accepts in the same click. `automatic`: the lead goes by
    itself, `by` only logged it (or is None), so it waits even then and its capture can be undone.

    Raises IllegalMove unless the lead is with marketing.
    """
    if not Lead.objects.select_for_update().get(pk=lead.pk).is_with_marketing:
        raise IllegalMove(lead)
    business, moment = Business.current(), timezone.now()
    to = to or whose_turn(business=business)
    due_at = HandOffRules.current().due_at(lead.source, business=business, at=moment)
    hand_off = HandOff.make(lead, by=by, to=to, note=note, at=moment, due_at=due_at, automatic=automatic)
    if by and by.has_role(Role.SALES) and to in (None, by) and not automatic:
        accept(hand_off, by=by)
    return hand_off


@transaction.atomic
def let_go(lead: Lead, *, by) -> None:
    """Hand a lead over by itself, where the business lets such leads go (see `leads.contacts.reachability`).

    Once only: not one that sales has seen already, and not one that marketing keeps warm.
    """
    mine = Lead.objects.select_for_update().get(pk=lead.pk)
    if not mine.is_with_marketing or mine.warm_since or lead.hand_offs.standing().exists():
        return
    if HandOffRules.current().lets_go(lead.source):
        hand_over(lead, by=by, automatic=True)


@transaction.atomic
def accept(hand_off: HandOff, *, by, owner=None, at=None, stage: Stage | None = None) -> Opportunity:
    """Take a lead on: the opportunity is made in the first stage unless another is named, owned by who accepted it.

    Raises IllegalMove when decided.
    """
    hand_off.decide(by=by, at=at)
    hand_off.lead.be_taken_on()
    return open_opportunity(hand_off.lead, by=by, owner=owner or by, at=at, stage=stage)


@transaction.atomic
def take_on(lead: Lead, *, by, stage: Stage) -> Opportunity:
    """Somebody who sells has a lead at once, in a stage. Where it is open in sales already, that opportunity stays as it is.

    Raises IllegalMove where the lead is closed.
    """
    opened = Opportunity.objects.open().filter(lead=lead).first()
    if opened:
        return opened
    hand_off = HandOff.objects.waiting().filter(lead=lead).select_related("lead").first() or HandOff.make(lead, by=by, to=by)
    return accept(hand_off, by=by, stage=stage)


@transaction.atomic
def undo_acceptance(hand_off: HandOff) -> None:
    """It was a slip: the lead waits for an answer again, the promise as it was, and the opportunity goes.

    Raises IllegalMove once anything was done with it, or when it was not accepted.
    """
    hand_off = HandOff.objects.select_for_update(of=("self",)).select_related("lead").get(pk=hand_off.pk)
    lead = Lead.objects.select_for_update(of=("self",)).get(pk=hand_off.lead_id)
    if not hand_off.was_accepted or lead.state != State.IN_SALES:
        raise IllegalMove(lead)
    opportunities = list(lead.opportunities.select_for_update(of=("self",))[:2])
    since = Activity.objects.filter(lead=lead, made_at__gte=hand_off.decided_at)
    if len(opportunities) != 1 or opportunities[0].version != 1 or not opportunities[0].is_open or since.exists():
        raise IllegalMove(lead)
    opportunities[0].delete()
    lead.come_back()
    hand_off.wait_for_answer()


@transaction.atomic
def give_back(hand_off: HandOff, *, by, reason: str, note: str = "") -> None:
    """Return a lead to marketing for a reason. Raises IllegalMove when it was decided before."""
    hand_off.decide(by=by, returned_for=HandOff.Returned(reason), note=note)


@transaction.atomic
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
    entering.tell(opportunity)
    return opportunity
