"""From opportunity to client and back: winning, reversing, reopening, selling again."""

import uuid
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from leads.models import Channel, Contact, HowKnown, IllegalMove, Lead, Source, State
from sales.clients import thanks
from sales.hand_off.transfer import open_opportunity
from sales.models import LostReason, Opportunity, Sale, SaleDiffers, SaleReversed, Stage, rule
from sales.pipeline import planned_activities
from sales.pipeline.recompute import hold, restate, restate_lead

NOW = object()
"""The default of `at`, since None means that nobody knows when."""


@transaction.atomic
def win(
    opportunity: Opportunity,
    *,
    by,
    amount: Decimal | None,
    at=NOW,
    what: str | None = None,
    version: int | None = None,
    gated: bool = True,
    key: uuid.UUID | None = None,
    keep=(),
    **details,
) -> Sale:
    """Close an opportunity as won, with its sale; the first makes the contact a client. `amount` None: not known.
    `what` None: what the lead wanted. `keep`: the follow-ups that are not over with it. `details` of the sale: product, invoice, line.

    An anonymous lead gets an unnamed contact, so that a client always has one. Raises IllegalMove unless it is open, and
    ChangedSince when it is not the `version` any more that whoever wins it saw, and GateClosed while a rule of the won stage
    wants something first. `gated` False: it was sold already and is only written down (an import, a repeat sale); refusing
    the sale would not undo it, and the numbers would be wrong. The same `key` again, with the same figures, gives the sale
    that is there.
    """
    locked, moment = opportunity.lock(), timezone.now() if at is NOW else at
    if not locked.is_open:
        return _sent_again(opportunity, key, amount=amount, at=moment)
    locked.require(version)
    contact = hold(_contact_of(opportunity.lead))
    if amount is not None:
        opportunity.value = amount
    stage = Stage.objects.the(Stage.Kind.WON)
    if gated:
        rule.require(opportunity, stage)
    opportunity.enter_stage(stage, by=by, at=moment, also=("value",))
    planned_activities.drop(opportunity, keep=keep)
    bought = opportunity.lead.interest if what is None else what
    sold = {"opportunity": opportunity, "contact": contact, "amount": amount, "sold_at": moment, "by": by, "what": bought}
    sale = _written(sold | details, key=key)
    restate(contact)
    if gated:
        thanks.won(opportunity.lead, by=by)
    return sale


@transaction.atomic
def lose(opportunity: Opportunity, *, by, reason: LostReason | None, note: str = "", at=None, version: int | None = None, keep=()) -> None:
    """Close an opportunity as lost. `keep` as in `win`. Raises IllegalMove unless it is open, and ChangedSince when it was changed."""
    opportunity.lose(reason, by=by, note=note, at=at, version=version)
    planned_activities.drop(opportunity, keep=keep)
    restate_lead(opportunity.lead)


@transaction.atomic
def reopen(opportunity: Opportunity, *, by, stage: Stage | None = None, since=None) -> None:
    """Back to an open stage, history kept, and what was planned planned again. A win is reversed with it. An open one stays as it is.

    `since`: when it came to that stage, where its days there count on.
    """
    if opportunity.lock().is_open:
        return
    hold(opportunity.lead.contact)
    for sale in opportunity.sales.standing():
        _mark_reversed(sale, by=by, reason="")
        opportunity.value = _value_before(sale, opportunity)
    planned_activities.plan_again(opportunity)
    opportunity.lost_reason = None
    opportunity.enter_stage(stage or _last_open_stage(opportunity), by=by, at=timezone.now(), since=since, also=("value",))
    _restate_both(opportunity)


@transaction.atomic
def reverse(sale: Sale, *, by, reason: str) -> bool:
    """A sale that did not stand: its opportunity counts as lost, and every number is restated.

    Reversed already: nothing is written. Returns whether it was reversed now.
    """
    opportunity = sale.opportunity
    opportunity.lock()
    hold(sale.contact)
    sale.refresh_from_db()
    if sale.reversed_at:
        return False
    _mark_reversed(sale, by=by, reason=reason)
    opportunity.lost_reason = None
    opportunity.enter_stage(Stage.objects.the(Stage.Kind.LOST), by=by, at=timezone.now(), note=reason)
    _restate_both(opportunity)
    return True


@transaction.atomic
def stand_again(sale: Sale, *, by) -> bool:
    """Undo a reversal: its opportunity is won again, when it was. Returns whether; not where it was sold otherwise since."""
    opportunity = sale.opportunity
    opportunity.lock()
    hold(sale.contact)
    sale.refresh_from_db(fields=["reversed_at"])
    if not sale.reversed_at or opportunity.is_won:
        return False
    sale.reversed_at, sale.reversed_by, sale.reversed_for = None, None, ""
    sale.save(update_fields=["reversed_at", "reversed_by", "reversed_for"])
    opportunity.lost_reason = None
    opportunity.enter_stage(Stage.objects.the(Stage.Kind.WON), by=by, at=sale.sold_at)
    _restate_both(opportunity)
    return True


@transaction.atomic
def correct(sale: Sale, *, by, at=None, **details) -> bool:
    """Fill in or set right what a sale brought and when (`at` None: as it is). Every number is restated.

    `details`: amount, product, what, invoice, of those that change. Who did it is in the trigger's history. Nothing
    different: nothing is written. Returns whether it was. Raises SaleReversed when it was reversed, and IllegalMove when the
    amount would be less than what was given back of it already.
    """
    given = details if at is None else details | {"sold_at": at}
    changes = {name: value for name, value in given.items() if value != getattr(sale, name)}
    if not changes and not sale.reversed_at:
        return False
    sale.opportunity.lock()
    hold(sale.contact)
    locked = Sale.objects.select_for_update().get(pk=sale.pk)
    if locked.reversed_at:
        raise SaleReversed(sale)
    sale.refunded = locked.refunded
    if sale.refunded and (changes.get("amount", sale.refunded) or 0) < sale.refunded:
        raise IllegalMove(sale)
    for name, value in changes.items():
        setattr(sale, name, value)
    sale.save(update_fields=list(changes))
    if at is not None:
        Opportunity.objects.filter(pk=sale.opportunity_id).update(closed_at=at, stage_since=at, version=F("version") + 1)
    _restate_both(sale.opportunity)
    return True


@transaction.atomic
def sell_again(contact: Contact, *, by, amount: Decimal | None, what: str = "", at=NOW, key=None, **details) -> Sale:
    """A repeat sale: a lead from "our own clients", won at once, so that every sale walks back to a lead.

    The same `key` again gives the sale that is there. Raises SaleDiffers when that one is another, or was reversed since.
    """
    moment = timezone.now() if at is NOW else at
    hold(contact)
    before = Sale.objects.filter(key=key).first() if key else None
    if before:
        if not before.is_same(contact=contact, amount=amount, what=what, at=moment, **details):
            raise SaleDiffers(before)
        return before
    opportunity = ask_again(contact, by=by, interest=what, at=moment)
    return win(opportunity, by=by, amount=amount, at=moment, what=what, gated=False, key=key, **details)


@transaction.atomic
def ask_again(contact: Contact, *, by, interest: str, at=NOW, owned: bool = True) -> Opportunity:
    """An opportunity with a client: on a lead from "our own clients", since we contacted them. `owned`: it is with `by`."""
    moment = timezone.now() if at is NOW else at
    hold(contact)
    lead = Lead.objects.create(
        key=uuid.uuid4(),
        contact=contact,
        source=Source.objects.get(kind=Source.Kind.OWN_CLIENTS),
        channel=Channel.OUTBOUND,
        how_known=HowKnown.TRACKED,
        received_at=moment,
        logged_by=by,
        interest=interest,
        state=State.IN_SALES,
    )
    return open_opportunity(lead, by=by, owner=by if owned else None, at=moment)


@transaction.atomic
def take_back(opportunity: Opportunity, *, by) -> None:
    """Undo of `ask_again`: the opportunity goes, and its lead is withdrawn.

    Raises IllegalMove once anything was done with it: then it is lost with a reason instead.
    """
    locked = opportunity.lock()
    lead = Lead.objects.select_for_update(of=("self",)).select_related("source").get(pk=locked.lead_id)
    untouched = locked.is_open and locked.version == opportunity.version == 1 and not lead.activities.exists()
    if not untouched or lead.source is None or lead.source.kind != Source.Kind.OWN_CLIENTS or lead.opportunities.count() != 1:
        raise IllegalMove(opportunity)
    locked.delete()
    lead.come_back()
    lead.withdraw(by=by)


def _sent_again(opportunity: Opportunity, key: uuid.UUID | None, *, amount: Decimal | None, at) -> Sale:
    """The sale of a win that is sent a second time. Raises IllegalMove when it is no such thing."""
    before = opportunity.sales.filter(key=key).first() if key else None
    if before is None or not before.is_same(amount=amount, at=at):
        raise IllegalMove(opportunity)
    return before


def _written(sold: dict, *, key: uuid.UUID | None) -> Sale:
    """With its key, unless another sale has that: somebody else's form was quicker, and this one was sold all the same."""
    try:
        with transaction.atomic():
            return Sale.objects.create(**sold, key=key)
    except IntegrityError:
        return Sale.objects.create(**sold, key=None)


def _value_before(sale: Sale, opportunity: Opportunity) -> Decimal | None:
    """What it was thought to be worth before the sale wrote its amount there; as it is, where somebody wrote another since."""
    before = opportunity.events.exclude(stage=opportunity.stage_id).order_by("version").last()
    return before.value if before and opportunity.value == sale.amount else opportunity.value


def _restate_both(opportunity: Opportunity) -> None:
    if opportunity.lead.contact:
        restate(opportunity.lead.contact)
    restate_lead(opportunity.lead)
    thanks.take_back(opportunity.lead)


def _mark_reversed(sale: Sale, *, by, reason: str) -> None:
    sale.reversed_at, sale.reversed_by, sale.reversed_for = timezone.now(), by, reason
    sale.save(update_fields=["reversed_at", "reversed_by", "reversed_for"])


def _last_open_stage(opportunity: Opportunity) -> Stage:
    change = opportunity.changes.filter(to_stage__kind=Stage.Kind.OPEN, to_stage__retired_at=None).order_by("-pk").first()
    return change.to_stage if change else Stage.objects.first_open()


def _contact_of(lead: Lead) -> Contact:
    """The lead's contact, an unnamed one made where it has none; two wins at once make one."""
    lead.contact = Lead.objects.select_for_update().get(pk=lead.pk).contact
    if lead.contact is None:
        lead.contact = Contact.make()
        lead.save(update_fields=["contact"])
    return lead.contact
