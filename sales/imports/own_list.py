"""Sales' part of our own list of leads: the deals of leads that come back, with the stages they went through and what was sold."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from leads.imports.own.rows import OwnDraft, OwnDrafts
from leads.models import Contact, Lead, State
from leads.models.source import name_key
from sales.imports.stages import StageBook
from sales.models import Opportunity, Product, Refund, Sale, Stage, StageChange
from sales.pipeline.recompute import restate

ONLY = "1"
"""The number of the only deal of a lead: the list leaves it out."""


@dataclass
class Deal:
    """What the list says of one deal: its own cells, the stages it entered, what was sold and given back. All as text."""

    facts: dict[str, str] = field(default_factory=dict)
    stages: list[list[str]] = field(default_factory=list)
    sale: list[str] = field(default_factory=list)
    refunds: list[list[str]] = field(default_factory=list)


FACTS = ("made_at", "stage_since", "closed_at", "value", "expected_close", "owner", "lost_reason", "deal")


def restore(rows: list[tuple[Lead, OwnDraft]], *, reader: OwnDrafts, users: dict[str, User], by: User | None) -> None:
    """Store the deals of new leads. People who bought are clients again, since they first bought."""
    restoring = _Restoring(reader, users=users, by=by)
    for lead, draft in rows:
        for deal in _deals(draft).values():
            restoring.take(lead, deal, owner=draft.owner)
    restoring.store()


def _deals(draft: OwnDraft) -> dict[str, Deal]:
    """By number. A list saved by somebody who sees no money has the stages only."""
    deals: dict[str, Deal] = {}
    for item in draft.items("deals", len(FACTS)):
        deals.setdefault(item[-1] or ONLY, Deal()).facts = dict(zip(FACTS, item, strict=True))
    for item in draft.items("stages", 5):
        deals.setdefault(item[-1] or ONLY, Deal()).stages.append(item)
    for item in draft.items("sales", 7):
        deals.setdefault(item[-1] or ONLY, Deal()).sale = item
    for item in draft.items("refunds", 4):
        deals.setdefault(item[-1] or ONLY, Deal()).refunds.append(item)
    return {number: deals[number] for number in sorted(deals, key=lambda number: (len(number), number))}


class _Restoring:
    def __init__(self, reader: OwnDrafts, *, users: dict[str, User], by: User | None):
        self.reader, self.users, self.by = reader, users, by
        self.book = StageBook()
        self.products = {name_key(product.name): product for product in Product.objects.all()}
        self.opportunities: list[Opportunity] = []
        self.changes: list[StageChange] = []
        self.sales: list[Sale] = []
        self.refunds: list[Refund] = []

    def take(self, lead: Lead, deal: Deal, *, owner: str) -> None:
        deal.facts.setdefault("owner", owner)
        last = len(deal.stages)
        stages = [self._stage(item[1], lead, deal, is_last=at == last) for at, item in enumerate(deal.stages, 1)]
        moments = [self.reader.moment(item[0]) for item in deal.stages]
        entered = moments[-1] if moments else None
        opportunity = self._opportunity(lead, deal, stage=stages[-1] if stages else self.book.first, entered=entered)
        self.opportunities.append(opportunity)
        for before, stage, at, (_at, _name, reason, note, _deal) in zip([None, *stages], stages, moments, deal.stages, strict=False):
            change = {"reason": self.book.reason(reason), "note": note, "at": at, "by": self.by}
            self.changes.append(StageChange(opportunity=opportunity, from_stage=before, to_stage=stage, **change))
        if opportunity.is_won:
            self._sell(opportunity, deal)

    def _stage(self, name: str, lead: Lead, deal: Deal, *, is_last: bool) -> Stage:
        """By its name; a closed stage that is called otherwise here is told by what became of the deal."""
        known = self.book.stages.get(name_key(name))
        if known:
            return known
        if is_last and deal.sale:
            return self.book.won
        if is_last and lead.state == State.LOST:
            return self.book.lost
        return self.book.named(name)

    def _opportunity(self, lead: Lead, deal: Deal, *, stage: Stage, entered: dt.datetime | None) -> Opportunity:
        facts = dict.fromkeys(FACTS, "") | deal.facts
        owner = self.users.get(name_key(facts["owner"]))
        made_at = self.reader.moment(facts["made_at"]) or next(filter(None, (self.reader.moment(item[0]) for item in deal.stages)), None)
        closed_at = self.reader.moment(facts["closed_at"]) if "closed_at" in deal.facts else entered
        return Opportunity(
            lead=lead,
            stage=stage,
            owner=owner,
            owner_text="" if owner else facts["owner"],
            value=_amount(facts["value"]),
            expected_close=dt.date.fromisoformat(facts["expected_close"]) if facts["expected_close"] else None,
            made_at=made_at or lead.received_at or lead.logged_at,
            stage_since=self.reader.moment(facts["stage_since"]) or entered or timezone.now(),
            closed_at=None if stage.is_open else closed_at,
            lost_reason=self.book.reason(facts["lost_reason"]) if stage == self.book.lost else None,
        )

    def _sell(self, opportunity: Opportunity, deal: Deal) -> None:
        """A deal that was won brought something, though the list may not say what."""
        sold_at, amount, product, what, invoice, refunded, _deal = deal.sale or [""] * 7
        lead = opportunity.lead
        if lead.contact is None:
            lead.contact = Contact.objects.create()
            lead.save(update_fields=["contact"])
        sale = Sale(
            opportunity=opportunity,
            contact=lead.contact,
            amount=_amount(amount),
            sold_at=self.reader.moment(sold_at) if deal.sale else opportunity.closed_at,
            refunded=_amount(refunded) or 0,
            product=self._product(product),
            what=what,
            invoice=invoice,
            by=self.by,
        )
        self.sales.append(sale)
        self.refunds += [
            Refund(sale=sale, refunded_on=dt.date.fromisoformat(day[:10]), amount=_amount(amount), reason=reason, by=self.by)
            for day, amount, reason, _deal in deal.refunds
        ]

    def _product(self, name: str) -> Product | None:
        if not name:
            return None
        if name_key(name) not in self.products:
            self.products[name_key(name)] = Product.add(name)
        return self.products[name_key(name)]

    def store(self) -> None:
        Opportunity.objects.bulk_create(self.opportunities)
        StageChange.objects.bulk_create(self.changes)
        Sale.objects.bulk_create(self.sales)
        Refund.objects.bulk_create(self.refunds)
        for contact in {sale.contact_id: sale.contact for sale in self.sales}.values():
            restate(contact)


def _amount(text: str) -> Decimal | None:
    """As our list writes it, whatever the country: a point before the decimals and no other mark."""
    return Decimal(text) if text else None
