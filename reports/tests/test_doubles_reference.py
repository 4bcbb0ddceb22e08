"""Counted a second time, person by person in plain Python, random businesses have as many people in here twice."""

import random

import pytest

from leads.models import Contact, Lead
from leads.tests.making import make_lead
from reports.facts import doubles

pytestmark = pytest.mark.django_db
PHONES = ("0161 496 0123", "0161 496 0456", "0161 496 0789 ext 4", "0161 496 0789 ext 5")
EMAILS = ("a@example.com", "B@example.com", "b@example.com")


def slowly() -> set[tuple[int, int]]:
    """Each person beside the earliest one they share a number with, else an address, else name and company."""
    people = [one for one in Contact.objects.order_by("pk") if any(_stands(lead) for lead in one.leads.all()) and not one.merged_into_id]
    pairs = set()
    for later in people:
        for shared in (_phones, _emails, _names):
            earlier = next((one for one in people if one.pk < later.pk and shared(one) & shared(later)), None)
            if earlier:
                pairs.add((earlier.pk, later.pk))
                break
    return pairs


def _stands(lead: Lead) -> bool:
    return lead.state != "withdrawn" and lead.merged_into_id is None


def _phones(one: Contact) -> set:
    return {(phone.e164, phone.extension) for phone in one.phones.all() if phone.e164}


def _emails(one: Contact) -> set:
    return {email.key for email in one.emails.all()}


def _names(one: Contact) -> set:
    return {(one.name.casefold(), one.company.casefold())} if one.name and one.company else set()


@pytest.mark.parametrize("seed", range(4))
def test_the_query_agrees_with_the_slow_count(business, cast, seed):
    rng = random.Random(seed)
    for _number in range(14):
        known = {"phones": rng.sample(PHONES, rng.choice([0, 0, 1, 2])), "emails": rng.sample(EMAILS, rng.choice([0, 0, 1]))}
        lead = make_lead(rng.choice(["Ann Lee", "ann lee", "Bo"]), company=rng.choice(["", "Mill & Co"]), source=None, **known)
        if rng.random() < 0.2:
            lead.withdraw(by=cast.staff)
    pairs = {(pair.earlier.pk, pair.later.pk) for pair in doubles.listed()}
    assert pairs == slowly()
    assert doubles.count() == len(pairs)
