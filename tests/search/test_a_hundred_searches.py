"""A hundred searches, each with its person: in the list of leads, and by whoever looks for a contact."""

import pytest

from leads.models import Contact, Lead
from tests.search.people import SEARCHES, make_people

pytestmark = pytest.mark.django_db
OF_THE_ENQUIRY = {"green kitchen", "oak worktop", "Küche", "kueche", "tiled stove", "delivery lift"}
"""Found in what somebody asked for or wrote: the enquiry is, not the contact."""


@pytest.fixture
def people(business, stages):
    make_people()


def test_there_are_a_hundred_searches():
    assert len(SEARCHES) >= 100


def test_the_lead_list_finds_each_person(people):
    missed = [(name, text) for name, text in SEARCHES if name not in leads_of(text)]
    assert missed == []


def test_a_search_for_contacts_finds_each_person(people):
    missed = [(name, text) for name, text in SEARCHES if text not in OF_THE_ENQUIRY and name not in contacts_of(text)]
    assert missed == []


def leads_of(text: str) -> list[str]:
    return [str(lead) for lead in Lead.objects.standing().search(text, country="GB").select_related("contact")]


def contacts_of(text: str) -> list[str]:
    return [str(contact) for contact in Contact.objects.search(text, country="GB")]
