"""A row with a stage or an outcome that is about a lead we know.

A file never takes back what was decided here: what is won stays won, and what is lost is opened again by a win only.
"""

from django.utils.translation import gettext as _

from leads.imports.questions.choices import LOST, WON
from leads.imports.rows.drafts import Draft
from leads.models import Lead, State
from sales.hand_off.transfer import open_opportunity
from sales.models import Opportunity, entering
from sales.pipeline.closing import correct, reopen, win
from sales.pipeline.recompute import restate_lead

ASKED = {"stage", "outcome", "won_at", "lost_at"}


@entering.quietly()
def update(lead: Lead, draft: Draft, *, by, book, owner) -> bool:
    """Returns whether anything changed."""
    if "received_at" not in draft.given:
        draft.flag_won_before(lead.received_at)
    if not draft.given & (ASKED | {"amount", "owner", "closed_at"}):
        return False
    opportunities = sorted(lead.opportunities.all(), key=lambda each: (each.made_at, each.pk))
    if opportunities:
        opportunity, made = _nearest(opportunities, draft), False
    elif not (draft.given & ASKED or draft.amount) or not _take_on(lead, draft, by=by):
        return False
    else:
        opportunity, made = _open(lead, draft, by=by, book=book, owner=owner), True
    opportunity.lead = lead
    edited = _edit(opportunity, draft, by=by, owner=owner)
    moved = bool(draft.given & ASKED) and _settle(opportunity, draft, by=by, book=book)
    return made or edited or moved


def _nearest(opportunities: list[Opportunity], draft: Draft) -> Opportunity:
    """The one in the state the row tells of, else the latest."""
    alike = [each for each in opportunities if each.is_won and draft.outcome == WON]
    return (alike or opportunities)[-1]


def _take_on(lead: Lead, draft: Draft, *, by) -> bool:
    """Bring a lead that is with marketing over to sales. A disqualified one comes only when it was won after all."""
    if lead.state == State.DISQUALIFIED:
        if draft.outcome != WON:
            return False
        lead.reopen(by=by)
    for hand_off in lead.hand_offs.waiting():
        hand_off.decide(by=by)
    lead.be_taken_on()
    return True


def _open(lead: Lead, draft: Draft, *, by, book, owner) -> Opportunity:
    known = [moment for moment in (lead.received_at, draft.won_at, draft.lost_at) if moment]
    stage = book.first if draft.outcome in (WON, LOST) else book.of(draft)
    owned = {"owner": owner, "owner_text": "" if owner else draft.owner}
    return open_opportunity(lead, by=by, value=draft.amount, at=min(known, default=None), stage=stage, **owned)


def _edit(opportunity: Opportunity, draft: Draft, *, by, owner) -> bool:
    changes = {}
    if "owner" in draft.given:
        changes = {"owner": owner or opportunity.owner, "owner_text": "" if owner else draft.owner}
    if "amount" in draft.given:
        changes["value"] = draft.amount
    if draft.expected_on and opportunity.is_open:
        changes["expected_close"] = draft.expected_on
    return opportunity.edit(by=by, **changes)


def _settle(opportunity: Opportunity, draft: Draft, *, by, book) -> bool:
    """Move, win or lose it as the row says."""
    if draft.outcome == WON:
        return _won(opportunity, draft, by=by)
    if not opportunity.is_open:
        if draft.outcome != (WON if opportunity.is_won else LOST):
            draft.warnings.append(_("It was closed here already; the stage in the file changes nothing."))
        return False
    if draft.outcome == LOST:
        return _lost(opportunity, draft, by=by, book=book)
    stage = book.of(draft)
    if stage == opportunity.stage or stage.retired_at or not draft.given & {"stage"}:
        return False
    opportunity.move_to(stage, by=by, gated=False)
    return True


def _won(opportunity: Opportunity, draft: Draft, *, by) -> bool:
    if opportunity.is_won:
        sale = next((each for each in opportunity.sales.all() if each.reversed_at is None), None)
        known = {"amount": draft.amount, "at": draft.won_at}
        return sale is not None and correct(sale, by=by, **{name: value for name, value in known.items() if value is not None})
    if opportunity.is_lost:
        reopen(opportunity, by=by)
    win(opportunity, by=by, amount=draft.amount, at=draft.won_at, gated=False)
    return True


def _lost(opportunity: Opportunity, draft: Draft, *, by, book) -> bool:
    """Like the verb, but a day nobody knows stays unknown."""
    opportunity.lock()
    opportunity.lost_reason = book.reason(draft.lost_reason)
    opportunity.enter_stage(book.lost, by=by, at=draft.lost_at, note=draft.stage_text)
    restate_lead(opportunity.lead)
    return True
