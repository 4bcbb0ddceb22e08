"""Every pair of a random business, compared one by one, is the same as what the chore finds by keys."""

import itertools
import random

import pytest

from leads.duplicates.finding import find
from leads.duplicates.scoring import Names, Person, judge
from leads.models import Contact, DuplicatePair
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db
PHONES = ("0161 496 0123", "0161 496 0456", "0161 496 0789 ext 4", "0161 496 0789 ext 5")
EMAILS = ("ann.lee@example.com", "Ann.Lee@example.com", "an.lee@example.com", "bo@example.org")


def slowly() -> dict[tuple[int, int], int]:
    """(earlier, later): the score."""
    people = {contact.pk: _person(contact) for contact in Contact.objects.order_by("pk")}
    words = [word for contact in Contact.objects.all() for word in set(contact.sort_name.split())]
    names = Names(len(people), {word: words.count(word) for word in words}, {})
    verdicts = {pair: judge(*(people[pk] for pk in pair), names=names) for pair in itertools.combinations(people, 2)}
    return {pair: verdict.score for pair, verdict in verdicts.items() if verdict}


def _person(contact: Contact) -> Person:
    phones = tuple(f"{phone.e164}/{phone.extension}" for phone in contact.phones.all() if phone.e164)
    return Person(contact.name, contact.company, phones, tuple(email.key for email in contact.emails.all()))


@pytest.mark.parametrize("seed", range(3))
def test_keys_lose_no_pair(business, seed):
    rng = random.Random(seed)
    for _number in range(7):
        ways = {"phones": rng.sample(PHONES, rng.choice([0, 1, 2])), "emails": rng.sample(EMAILS, rng.choice([0, 0, 1]))}
        make_lead(rng.choice(["Ann Lee", "ann lee", "Bo"]), company=rng.choice(["", "Mill & Co"]), source=None, **ways)
    find()
    assert {(pair.earlier_id, pair.later_id): pair.score for pair in DuplicatePair.objects.all()} == slowly()
