"""Opportunities of imported leads: in bulk for new leads, through the verbs for known ones."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from leads.importing.asked import LOST, WON
from leads.importing.drafts import Draft
from leads.models import Contact, Lead, State
from leads.models.source import name_key
from sales.importing.stages import StageBook
from sales.importing.updates import ASKED, update
from sales.models import Opportunity, Sale, StageChange
from sales.restating import restate

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
    """`waiting`: known leads that sales sees for the first time, stored together at the end of the batch."""

    def __init__(self):
        self.waiting: list[tuple[Lead, Draft]] = []
        self.seen: set = set()

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
        """Through the verbs, but for a lead still with marketing: what they would do to it is what `add` does in bulk."""
        if lead.pk in self.seen:
            self.finish(by=by)
            lead = Lead.objects.get(pk=lead.pk)
        self.seen.add(lead.pk)
        if not (lead.state == State.OPEN and not lead.opportunities.all() and draft.given & ASKED):
            return self._update(lead, draft, by=by)
        if "received_at" not in draft.given:
            draft.flag_won_before(lead.received_at)
        self.waiting.append((lead, draft))
        return True

    def finish(self, *, by) -> None:
        """Those that somebody took on since they were read go through the verbs after all."""
        rows, self.waiting, self.seen = self.waiting, [], set()
        ids = [lead.pk for lead, _draft in rows]
        free = Lead.objects.select_for_update(of=("self",)).filter(pk__in=ids, state=State.OPEN, opportunities=None) if ids else ()
        untouched = {lead.pk for lead in free}
        for lead, draft in rows:
            if lead.pk not in untouched:
                self._update(Lead.objects.get(pk=lead.pk), draft, by=by)
        self._take_on([(lead, draft) for lead, draft in rows if lead.pk in untouched], by=by)

    def _take_on(self, rows: list[tuple[Lead, Draft]], *, by) -> None:
        for lead, draft in rows:
            self.shape(lead, draft)
        leads = [lead for lead, _draft in rows]
        nobody = [lead for lead in leads if lead.contact is not None and lead.contact.pk is None]
        Contact.objects.bulk_create([lead.contact for lead in nobody])
        for lead in nobody:
            lead.contact = lead.contact  # its key is known now
        Lead.objects.bulk_update(leads, ["state", "closed_at", "contact"])
        if rows:
            self.add(rows, by=by)

    def _update(self, lead: Lead, draft: Draft, *, by) -> bool:
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
            made_at=_earliest(lead.received_at, closed_at) or now,
            stage_since=closed_at or now,
            closed_at=closed_at,
            lost_reason=self.book.reason(draft.lost_reason) if draft.outcome == LOST else None,
        )

    def _changes(self, made: Made, *, by) -> list[StageChange]:
        """It came in, and where it is closed, it was closed. When an open one entered its stage nobody knows."""
        opportunity, draft = made.opportunity, made.draft
        begun = _earliest(made.lead.received_at, opportunity.closed_at)
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
    """A contact with this lead only is its client; one who has others is restated from all of theirs."""
    people = {each.lead.contact.pk for each in won}
    others = set(Contact.objects.annotate(n=Count("leads")).filter(pk__in=people, n__gt=1).values_list("pk", flat=True))
    new = []
    for each in won:
        contact = each.lead.contact
        if contact.pk in others:
            restate(contact)
        else:
            contact.client_lead, contact.client_since = each.lead, each.draft.won_at
            new.append(contact)
    Contact.objects.bulk_update(new, ["client_lead", "client_since"])
