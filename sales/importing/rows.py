"""Opportunities of imported leads: in bulk for new leads, through the verbs for known ones."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from accounts.models import User
from leads.importing.asked import LOST, WON
from leads.importing.drafts import Draft
from leads.models import Contact, Lead, State
from leads.models.source import name_key
from sales.conversion import restate
from sales.importing.stages import StageBook
from sales.importing.updates import update
from sales.models import Opportunity, Sale, StageChange

STATES = {WON: State.WON, LOST: State.LOST}


class SalesRows:
    """What sales registers with the importer."""

    reads = ("opportunities__stage", "opportunities__sales")

    def begin(self, *, by) -> "Handler":
        return Handler()


@dataclass(frozen=True)
class Made:
    lead: Lead
    draft: Draft
    opportunity: Opportunity


class Handler:
    @cached_property
    def book(self) -> StageBook:
        return StageBook()

    @cached_property
    def owners(self) -> dict[str, User | None]:
        """People by e-mail and by name; a name that two people have is nobody's."""
        found: dict[str, User | None] = {}
        for user in User.objects.active():
            key = name_key(user.name)
            found[key] = None if key in found else user
        return found | {user.email: user for user in User.objects.active()}

    def wants(self, draft: Draft) -> bool:
        return bool(draft.stage or draft.outcome)

    def shape(self, lead: Lead, draft: Draft) -> None:
        lead.state = STATES.get(draft.outcome, State.IN_SALES)
        lead.closed_at = _closed_at(draft)
        if draft.outcome == WON and lead.contact is None:
            lead.contact = Contact()

    def add(self, rows: list[tuple[Lead, Draft]], *, by) -> None:
        made = [Made(lead, draft, self._opportunity(lead, draft)) for lead, draft in rows]
        Opportunity.objects.bulk_create([each.opportunity for each in made])
        StageChange.objects.bulk_create([change for each in made for change in self._changes(each, by=by)])
        won = [each for each in made if each.draft.outcome == WON]
        Sale.objects.bulk_create([_sale(each, by=by) for each in won])
        _make_clients(won)

    def update(self, lead: Lead, draft: Draft, *, by) -> bool:
        return update(lead, draft, by=by, book=self.book, owner=self._owner(draft))

    def _owner(self, draft: Draft) -> User | None:
        return self.owners.get(name_key(draft.owner)) if draft.owner else None

    def _opportunity(self, lead: Lead, draft: Draft) -> Opportunity:
        closed_at = _closed_at(draft)
        owner = self._owner(draft)
        now = timezone.now()
        return Opportunity(
            lead=lead,
            stage=self.book.of(draft),
            owner=owner,
            owner_text="" if owner else draft.owner,
            value=draft.amount,
            made_at=_earliest(draft.received_at, closed_at) or now,
            stage_since=closed_at or now,
            closed_at=closed_at,
            lost_reason=self.book.reason(draft.lost_reason) if draft.outcome == LOST else None,
        )

    def _changes(self, made: Made, *, by) -> list[StageChange]:
        """It came in, and where it is closed, it was closed. When an open one entered its stage nobody knows."""
        opportunity, draft = made.opportunity, made.draft
        begun = _earliest(draft.received_at, opportunity.closed_at)
        if opportunity.is_open:
            entered = begun if opportunity.stage == self.book.first else None
            return [StageChange(opportunity=opportunity, to_stage=opportunity.stage, by=by, at=entered)]
        closing = {"reason": opportunity.lost_reason, "note": self._note(opportunity, draft), "at": opportunity.closed_at}
        return [
            StageChange(opportunity=opportunity, to_stage=self.book.first, by=by, at=begun),
            StageChange(opportunity=opportunity, from_stage=self.book.first, to_stage=opportunity.stage, by=by, **closing),
        ]

    def _note(self, opportunity: Opportunity, draft: Draft) -> str:
        """Their word for the stage, where it is not ours."""
        return "" if name_key(draft.stage_text) == name_key(opportunity.stage.name) else draft.stage_text


def _closed_at(draft: Draft):
    """None: open, or nobody knows when."""
    return {WON: draft.won_at, LOST: draft.lost_at}.get(draft.outcome)


def _earliest(*moments):
    return min(filter(None, moments), default=None)


def _sale(made: Made, *, by) -> Sale:
    lead, draft = made.lead, made.draft
    return Sale(opportunity=made.opportunity, contact=lead.contact, amount=draft.amount, sold_at=draft.won_at, by=by, what=lead.interest)


def _make_clients(won: list[Made]) -> None:
    """A contact made for this lead has no other; one who was known before is restated from all of theirs."""
    new = []
    for each in won:
        contact = each.lead.contact
        if contact.is_client or contact.leads.exclude(pk=each.lead.pk).exists():
            restate(contact)
        else:
            contact.client_lead, contact.client_since = each.lead, each.draft.won_at
            new.append(contact)
    Contact.objects.bulk_update(new, ["client_lead", "client_since"])
