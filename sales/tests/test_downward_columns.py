"""What sales writes into leads is what the facts say, after any sequence of deeds."""

import random
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from leads.hooks import LeadHasSales
from leads.merging import merge, unmerge
from leads.models import Contact, IllegalMove, Lead, State
from sales.hand_off.transfer import accept, give_back, hand_over
from sales.models import LostReason, Opportunity, Sale, Stage
from sales.pipeline import closing

STEPS = 60


class Office:
    """A business in which somebody does something at random, with what is there."""

    def __init__(self, seed: int, *, make_lead, cast):
        self.dice, self.make_lead, self.by = random.Random(seed), make_lead, cast.sales
        self.people = [Contact.make(name=f"Person {n}") for n in range(3)]

    def run(self, steps: int) -> None:
        deeds = (
            self.log, self.hand, self.accept, self.give_back, self.move, self.win, self.win, self.lose, self.reopen,
            self.reverse, self.sell_again, self.change_contact, self.merge, self.unmerge,
        )  # fmt: skip
        for _step in range(steps):
            try:
                self.dice.choice(deeds)()
            except (IllegalMove, LeadHasSales, IndexError):
                continue

    def any(self, found):
        return self.dice.choice(list(found.order_by("pk")))

    def moment(self):
        days = self.dice.choice([None, *range(30)])
        return None if days is None else timezone.now() - timedelta(days=days, seconds=self.dice.random() * 1000)

    def log(self):
        self.make_lead(contact=self.dice.choice([*self.people, None]), name=None, days=self.dice.randrange(40))

    def hand(self):
        lead = self.any(Lead.objects.filter(state=State.OPEN, merged_into=None))
        hand_over(lead, by=self.by, to=self.dice.choice([None, None, self.by]))

    def accept(self):
        accept(self.waiting(), by=self.by)

    def give_back(self):
        give_back(self.waiting(), by=self.by, reason="other")

    def waiting(self):
        lead = self.any(Lead.objects.filter(state=State.HANDED_OVER))
        return lead.hand_offs.waiting().get()

    def move(self):
        self.any(Opportunity.objects.all()).move_to(self.any(Stage.objects.open()), by=self.by)

    def win(self):
        amount = self.dice.choice([None, Decimal(5)])
        closing.win(self.any(Opportunity.objects.open()), by=self.by, amount=amount, at=self.moment())

    def lose(self):
        closing.lose(self.any(Opportunity.objects.open()), by=self.by, reason=LostReason.objects.first(), at=self.moment())

    def reopen(self):
        closing.reopen(self.any(Opportunity.objects.all()), by=self.by)

    def reverse(self):
        closing.reverse(self.any(Sale.objects.all()), by=self.by, reason="Fell through")

    def sell_again(self):
        closing.sell_again(self.any(Contact.objects.clients()), by=self.by, amount=None, at=self.moment())

    def change_contact(self):
        lead = self.any(Lead.objects.filter(merged_into=None))
        lead.edit(by=self.by, contact=self.dice.choice([*self.people, None]))

    def merge(self):
        found = Lead.objects.filter(merged_into=None)
        merge(self.any(found), into=self.any(found), by=self.by)

    def unmerge(self):
        unmerge(self.any(Lead.objects.exclude(merged_into=None)), by=self.by)


def first_sale(contact) -> Sale | None:
    """By hand, without the code under test: the earliest dated standing sale, else an undated one."""
    standing = [sale for sale in Sale.objects.filter(contact=contact).select_related("opportunity__lead") if sale.reversed_at is None]
    dated = sorted((sale for sale in standing if sale.sold_at), key=lambda sale: sale.sold_at)
    undated = sorted((sale for sale in standing if not sale.sold_at), key=lambda sale: sale.pk)
    return next(iter(dated + undated), None)


def state_by_facts(lead) -> set[str]:
    kinds = {opportunity.stage.kind for opportunity in lead.opportunities.select_related("stage")}
    if "won" in kinds:
        return {State.WON}
    if "open" in kinds:
        return {State.IN_SALES}
    with_marketing = {State.OPEN, State.HANDED_OVER}
    if not kinds:
        return with_marketing
    return {State.LOST} | (with_marketing if lead.merged.exists() else set())


@pytest.mark.parametrize("seed", range(12))
def test_after_any_sequence_leads_say_what_the_facts_say(seed, make_lead, stages, cast):
    office = Office(seed, make_lead=make_lead, cast=cast)
    office.run(STEPS)
    for contact in Contact.objects.all():
        sale = first_sale(contact)
        expected = (sale.opportunity.lead_id, sale.sold_at) if sale else (None, None)
        assert (contact.client_lead_id, contact.client_since) == expected
    for lead in Lead.objects.filter(merged_into=None):
        assert lead.state in state_by_facts(lead)
    for sale in Sale.objects.select_related("opportunity__lead"):
        assert sale.contact_id == sale.opportunity.lead.contact_id
    for opportunity in Opportunity.objects.select_related("stage"):
        assert opportunity.sales.standing().count() == (1 if opportunity.is_won else 0)
