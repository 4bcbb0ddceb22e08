"""Writes sample stories as rows: in bulk, consistent with what the verbs would have written."""

import random
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from accounts.ids import uuid7
from accounts.models import Business, User
from accounts.roles import Role
from leads.models import Activity, Campaign, Contact, ContactEmail, ContactPhone, HandOff, HowKnown, Lead, LeadChange, Source, Spend, State
from leads.phones import parse_phone
from leadtrack.sample import names, trade
from leadtrack.sample.story import Story
from sales.models import LostReason, Opportunity, Sale, Stage, StageChange

BATCH = 1000


@dataclass
class Rows:
    """What will be written, in the order the tables need."""

    contacts: list = field(default_factory=list)
    leads: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    hand_offs: list = field(default_factory=list)
    opportunities: list = field(default_factory=list)
    moves: list = field(default_factory=list)
    sales: list = field(default_factory=list)
    activities: list = field(default_factory=list)
    phones: list = field(default_factory=list)
    emails: list = field(default_factory=list)

    def write(self) -> None:
        for rows in vars(self).values():
            if rows:
                type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)


class Writer:
    """Turns stories into rows. `rng` decides what the stories leave open: names, who served them, what they wanted."""

    def __init__(self, rng: random.Random, *, business: Business, today: date):
        self.rng, self.business, self.today = rng, business, today
        self.sources = {source.name: source for source in Source.objects.all()}
        self.campaigns = {campaign.source_id: campaign for campaign in Campaign.objects.all()}
        self.desk = list(User.objects.with_role(Role.STAFF).order_by("pk"))
        self.sellers = list(User.objects.with_role(Role.SALES).order_by("pk"))
        self.stages = list(Stage.objects.open())
        self.won_stage, self.lost_stage = Stage.objects.the(Stage.Kind.WON), Stage.objects.the(Stage.Kind.LOST)
        self.reasons = {reason.name: reason for reason in LostReason.objects.all()}
        self.rows = Rows()
        self.number = 0

    def write(self, stories: Iterable[Story]) -> Counter:
        for story in stories:
            self._lead(story)
        self._link_clients()
        return Counter({name: len(rows) for name, rows in vars(self.rows).items()})

    def _link_clients(self) -> None:
        """Contacts point at the lead that won them, and leads at their contact: the contacts go in first, unlinked."""
        won = [(contact, contact.client_lead) for contact in self.rows.contacts if contact.client_lead]
        for contact, _ in won:
            contact.client_lead = None
        self.rows.write()
        for contact, lead in won:
            contact.client_lead = lead
        Contact.objects.bulk_update([contact for contact, _ in won], ["client_lead"], batch_size=BATCH)

    def _at(self, moment: datetime | None) -> datetime | None:
        return moment and moment.replace(tzinfo=self.business.zone)

    def _id(self, moment: datetime) -> uuid.UUID:
        return uuid7(milliseconds=int(self._at(moment).timestamp() * 1000), bits=self.rng.getrandbits)

    def _lead(self, story: Story) -> None:
        source = self.sources[story.source.name]
        lead = Lead(
            id=self._id(story.received),
            key=uuid.UUID(int=self.rng.getrandbits(128), version=4),
            contact=self._contact(story) if story.named else None,
            source=source,
            campaign=self.campaigns.get(source.pk),
            channel=story.channel,
            how_known=self._how_known(story),
            received_at=self._at(story.received),
            logged_at=self._at(story.received),
            logged_by=self.rng.choice(self.desk),
            interest=self.rng.choice(trade.WANTS) if story.named else "",
            state=self._state(story),
            disqualified_for="spam" if story.spam else story.disqualified_for,
            closed_at=self._at(story.won or story.lost or story.disqualified or (story.received if story.spam else None)),
        )
        self.rows.leads.append(lead)
        self._marketing(story, lead)
        self._sales(story, lead)

    def _how_known(self, story: Story) -> str:
        if story.source.tracked and story.channel == "website":
            return HowKnown.TRACKED
        return HowKnown.ASSUMED if self.rng.random() < 0.12 else HowKnown.ASKED

    @staticmethod
    def _state(story: Story) -> str:
        if story.won or story.lost:
            return State.WON if story.won else State.LOST
        if story.spam or story.disqualified:
            return State.DISQUALIFIED
        if story.accepted:
            return State.IN_SALES
        waiting = any(each.decided is None for each in story.hand_offs)
        return State.HANDED_OVER if waiting else State.OPEN

    def _contact(self, story: Story) -> Contact:
        self.number += 1
        full_name = names.name(self.rng)
        client_type = self.rng.choices(list(trade.CLIENT_TYPES), list(trade.CLIENT_TYPES.values()))[0]
        contact = Contact(client_type=client_type if story.accepted else "")
        contact.call(name=full_name, company=self.rng.choice(names.FIRMS) if client_type != "Homeowner" else "")
        self.rows.contacts.append(contact)
        if story.channel != "email" or self.rng.random() < 0.6:
            phone = parse_phone(names.phone(self.number), country=self.business.country)
            self.rows.phones.append(ContactPhone(contact=contact, e164=phone.e164, as_typed=phone.as_typed, digits=phone.digits))
        if story.channel in ("email", "website", "message") or self.rng.random() < 0.35:
            address = names.email(full_name, self.number)
            self.rows.emails.append(ContactEmail(contact=contact, address=address, key=address))
        return contact

    def _marketing(self, story: Story, lead: Lead) -> None:
        if lead.disqualified_for:
            told = {"before": {"state": State.OPEN}, "after": {"state": State.DISQUALIFIED}}
            self.rows.changes.append(
                LeadChange(lead=lead, verb="disqualified", at=lead.closed_at, by=lead.logged_by, reason=lead.disqualified_for, **told)
            )
        elif story.named and lead.state == State.OPEN and (self.today - story.received.date()).days < 5:
            due = self.today + timedelta(days=self.rng.randint(-1, 3))
            self._activity(lead, "Ask if they had time to think", by=lead.logged_by, due_on=due)

    def _sales(self, story: Story, lead: Lead) -> None:
        seller = self.rng.choice(self.sellers)
        for each in story.hand_offs:
            self.rows.hand_offs.append(
                HandOff(
                    lead=lead,
                    by=lead.logged_by,
                    to=seller if self.rng.random() < 0.5 else None,
                    at=self._at(each.at),
                    decided_at=self._at(each.decided),
                    decided_by=seller if each.decided else None,
                    returned_for=each.returned_for,
                )
            )
        if story.accepted:
            self._opportunity(story, lead, seller)

    def _opportunity(self, story: Story, lead: Lead, seller: User) -> None:
        closed = story.won or story.lost
        stage = self.won_stage if story.won else self.lost_stage if story.lost else self.stages[len(story.stages) - 1]
        opportunity = Opportunity(
            id=self._id(story.accepted),
            lead=lead,
            stage=stage,
            owner=seller,
            value=Decimal(story.value) if len(story.stages) > 1 else None,
            expected_close=None if closed else self.today + timedelta(days=self.rng.randint(3, 40)),
            stage_since=self._at(closed or story.stages[-1]),
            closed_at=self._at(closed),
            lost_reason=self.reasons.get(story.lost_reason),
            made_at=self._at(story.accepted),
        )
        self.rows.opportunities.append(opportunity)
        self._moves(story, opportunity)
        self._calls(story, opportunity)
        if story.won:
            self._sale(opportunity, at=story.won, amount=None if self.rng.random() < 0.03 else Decimal(story.value))
            lead.contact.client_lead, lead.contact.client_since = lead, self._at(story.won)
        if story.again:
            self._again(story, lead.contact, seller)

    def _moves(self, story: Story, opportunity: Opportunity) -> None:
        entered = list(zip(story.stages, self.stages, strict=False))
        if story.won or story.lost:
            entered.append((story.won or story.lost, opportunity.stage))
        before = None
        for at, stage in entered:
            reason = opportunity.lost_reason if stage == self.lost_stage else None
            self.rows.moves.append(
                StageChange(
                    opportunity=opportunity, from_stage=before, to_stage=stage, at=self._at(at), by=opportunity.owner, reason=reason
                )
            )
            before = stage

    def _calls(self, story: Story, opportunity: Opportunity) -> None:
        """A first call in most cases, and for what is open a follow-up round about today."""
        seller, lead = opportunity.owner, opportunity.lead
        if self.rng.random() < 0.9:
            called = min(story.accepted + timedelta(minutes=self.rng.randint(5, 900)), story.stages[-1] + timedelta(hours=1))
            self._activity(lead, "First call", by=seller, done_at=self._at(called))
        if not (story.won or story.lost) and self.rng.random() < 0.35:
            todo = self.rng.choice(trade.TO_DO)
            due = self.today + timedelta(days=self.rng.choice(trade.DUE_IN))
            self._activity(lead, todo, by=seller, due_on=due)

    def _activity(self, lead: Lead, text: str, *, by: User, **when) -> None:
        self.rows.activities.append(Activity(lead=lead, kind=Activity.Kind.CALL, text=text, by=by, for_user=by, **when))

    def _sale(self, opportunity: Opportunity, *, at: datetime, amount: Decimal | None) -> None:
        lead = opportunity.lead
        self.rows.sales.append(
            Sale(
                id=self._id(at),
                opportunity=opportunity,
                contact=lead.contact,
                amount=amount,
                sold_at=self._at(at),
                what=lead.interest,
                by=opportunity.owner,
                made_at=self._at(at),
            )
        )

    def _again(self, story: Story, contact: Contact, seller: User) -> None:
        """A repeat sale, as `sales.pipeline.closing.sell_again` writes it."""
        at = self._at(story.again)
        lead = Lead(
            id=self._id(story.again),
            key=uuid.UUID(int=self.rng.getrandbits(128), version=4),
            contact=contact,
            source=self.sources[trade.OWN_CLIENTS],
            channel="outbound",
            how_known=HowKnown.TRACKED,
            received_at=at,
            logged_at=at,
            logged_by=seller,
            interest=self.rng.choice(trade.AGAIN),
            state=State.WON,
            closed_at=at,
        )
        amount = Decimal(max(200, round(story.value * self.rng.uniform(0.1, 0.5) / 50) * 50))
        opportunity = Opportunity(
            id=self._id(story.again), lead=lead, stage=self.won_stage, owner=seller, value=amount, stage_since=at, closed_at=at, made_at=at
        )
        self.rows.leads.append(lead)
        self.rows.opportunities.append(opportunity)
        self.rows.moves.append(StageChange(opportunity=opportunity, to_stage=self.stages[0], at=at, by=seller))
        self.rows.moves.append(StageChange(opportunity=opportunity, from_stage=self.stages[0], to_stage=self.won_stage, at=at, by=seller))
        self._sale(opportunity, at=story.again, amount=amount)


def write_spend(rng: random.Random, *, today: date) -> None:
    """What each source cost, month by month, a little different every time."""
    sources = {source.name: source for source in Source.objects.all()}
    campaigns = {campaign.source_id: campaign for campaign in Campaign.objects.all()}
    first = (today - timedelta(days=trade.DAYS)).replace(day=1)
    months = [date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1) for i in range(trade.DAYS // 30 + 2)]
    Spend.objects.bulk_create(
        Spend(
            source=sources[truth.name],
            campaign=campaigns.get(sources[truth.name].pk),
            month=month,
            amount=Decimal(round(truth.spend * rng.uniform(0.85, 1.15))),
        )
        for truth in trade.SOURCES
        for month in months
        if truth.spend and month.month in truth.months and month <= today
    )
