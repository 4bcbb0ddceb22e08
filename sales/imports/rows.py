"""Opportunities of imported leads: in bulk for new leads, through the verbs for known ones."""

from datetime import datetime
from functools import cached_property

from django.db.models import Count
from django.utils import timezone

from accounts.copying import NewRows, RowMaker
from accounts.ids import uuid7
from accounts.models import User
from leads.imports.questions.choices import LOST, WON
from leads.imports.rows.drafts import Draft
from leads.models import Contact, Lead, State
from leads.models.source import name_key
from sales.imports.stages import StageBook
from sales.imports.updates import ASKED, update
from sales.models import Opportunity, Sale, Stage, StageChange
from sales.pipeline.recompute import restate

new_contact = RowMaker(Contact)
OF_OPPORTUNITY = (
    *("id", "lead_id", "stage_id", "owner_id", "owner_text", "value"),
    *("made_at", "stage_since", "closed_at", "expected_close", "lost_reason_id"),
)
STATES = {WON: State.WON, LOST: State.LOST}


class SalesRows:
    """What sales registers with the importer."""

    reads = ("opportunities__stage", "opportunities__sales")

    def begin(self, *, by) -> "Handler":
        return Handler()


class Handler:
    """`waiting`: known leads that sales sees for the first time, stored together at the end of the batch."""

    def __init__(self):
        self.waiting: list[tuple[Lead, Draft]] = []
        self.seen: set = set()
        self.opportunities = NewRows(Opportunity, *OF_OPPORTUNITY)
        self.changes = NewRows(StageChange, "opportunity_id", "from_stage_id", "to_stage_id", "at", "by_id", "reason_id", "note")
        self.sales = NewRows(Sale, "opportunity_id", "contact_id", "amount", "sold_at", "what", "by_id")

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
        if draft.outcome == WON:
            contact = lead.contact = lead.contact or new_contact()
            if contact._state.adding:
                contact.client_lead_id, contact.client_since = lead.pk, draft.won_at

    def add(self, rows: list[tuple[Lead, Draft]], *, by) -> None:
        now = timezone.now()
        for lead, draft in rows:
            self._add(lead, draft, by=by.pk if by else None, now=now)
        for each in (self.opportunities, self.changes, self.sales):
            each.store()
        _make_clients([(lead, draft) for lead, draft in rows if draft.outcome == WON])

    def _add(self, lead: Lead, draft: Draft, *, by: int | None, now: datetime) -> None:
        """It came in, and where it is closed, it was closed. When an open one entered its stage nobody knows."""
        key, stage, first = uuid7(), self.book.of(draft), self.book.first
        closed_at, owner = _closed_at(draft), self._owner(draft)
        reason = self.book.reason(draft.lost_reason) if draft.outcome == LOST else None
        reason_key = reason.pk if reason else None
        begun = _earliest(lead.received_at, closed_at)
        owned = (owner.pk, "") if owner else (None, draft.owner)
        expected = draft.expected_on if stage.is_open else None
        self.opportunities.add(
            key, lead.pk, stage.pk, *owned, draft.amount, begun or now, closed_at or now, closed_at, expected, reason_key
        )
        if stage.is_open:
            self.changes.add(key, None, stage.pk, begun if stage == first else None, by, None, "")
            return
        self.changes.add(key, None, first.pk, begun, by, None, "")
        self.changes.add(key, first.pk, stage.pk, closed_at, by, reason_key, _note(stage, draft))
        if draft.outcome == WON:
            self.sales.add(key, lead.contact_id, draft.amount, draft.won_at, lead.interest, by)

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


def _note(stage: Stage, draft: Draft) -> str:
    """Their word for the stage, where it is not ours."""
    return "" if name_key(draft.stage_text) == name_key(stage.name) else draft.stage_text


def _closed_at(draft: Draft):
    """None: open, or nobody knows when."""
    return {WON: draft.won_at, LOST: draft.lost_at}.get(draft.outcome)


def _earliest(*moments):
    return min(filter(None, moments), default=None)


def _make_clients(won: list[tuple[Lead, Draft]]) -> None:
    """Whom this lead brought is its client already. A contact who is known and has this lead only becomes it; one who has others is
    restated from all of theirs.
    """
    known = [(lead, draft) for lead, draft in won if lead.contact.client_lead_id != lead.pk]
    people = {lead.contact_id for lead, _draft in known}
    others = set(Contact.objects.annotate(n=Count("leads")).filter(pk__in=people, n__gt=1).values_list("pk", flat=True)) if people else ()
    clients = []
    for lead, draft in known:
        contact = lead.contact
        if contact.pk in others:
            restate(contact)
        else:
            contact.client_lead, contact.client_since = lead, draft.won_at
            clients.append(contact)
    Contact.objects.bulk_update(clients, ["client_lead", "client_since"])
