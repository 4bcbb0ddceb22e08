"""The palette's people: whoever is called exactly so, then by likeness, then by who asked last."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leads.models import Contact, Lead
from leads.search import people
from leads.tests.making import make_lead
from tests.search.people import SEARCHES, make_people

pytestmark = pytest.mark.django_db


def names(text: str) -> list[str]:
    return [str(hit.contact or hit.lead) for hit in people.find(text, country="GB")]


def test_the_palette_finds_each_of_a_hundred(business, stages):
    make_people()
    assert [(name, text) for name, text in SEARCHES if name not in names(text)] == []


def test_names_alike_are_ordered_by_likeness(business):
    for name in ("Rosemary Annan", "Joanna Berg", "Anna Berg", "Anna", "Annabel Ash"):
        make_lead(name)
    assert names("anna") == ["Anna", "Anna Berg", "Annabel Ash", "Rosemary Annan", "Joanna Berg"]


def test_whoever_asked_last_comes_first(business):
    now = timezone.now()
    for name, days in (("Anna Berg", 3), ("Anna Ash", 1), ("Anna Coe", 2)):
        make_lead(name, received_at=now - timedelta(days=days))
    assert names("anna") == ["Anna Ash", "Anna Coe", "Anna Berg"]


def test_the_exact_name_is_found_among_hundreds(business):
    make_lead("Anna")
    Contact.objects.bulk_create(Contact(name="Anna B", sort_name="anna b") for _ in range(people.CANDIDATES + 50))
    assert names("anna")[0] == "Anna"


def test_a_text_shows_the_enquiry_and_its_words(business):
    make_lead("Maria", interest="A blue door")
    old = Lead.objects.get()
    make_lead("Zoe")
    Lead.objects.create(contact=old.contact, interest="Windows", received_at=timezone.now())
    [hit] = people.find("blue", country="GB")
    assert (hit.contact, hit.lead, hit.why) == (old.contact, old, "A blue door")


def test_an_enquiry_of_nobody_is_found_by_its_words(business):
    lead = Lead.objects.create(interest="A blue door")
    [hit] = people.find("blue door", country="GB")
    assert (hit.contact, hit.href) == (None, lead.get_absolute_url())


def test_who_was_merged_or_withdrawn_is_not_found(business):
    make_lead("Maria Ash", interest="A blue door").withdraw(by=None)
    merged = make_lead("Maria Oak").contact
    Contact.objects.filter(pk=merged.pk).update(merged_into=make_lead("Zoe").contact)
    assert names("oak") == names("blue door") == []


def test_recent_are_those_chosen_then_who_asked_last(business):
    first, second, third = (make_lead(name).contact for name in ("Ann", "Bob", "Cid"))
    assert [hit.contact for hit in people.recent([first.pk, 10**9])] == [first, third, second]


def test_as_many_queries_for_one_as_for_many(business, stages):
    make_people()
    counts = set()
    for copies in (0, 40):
        for number in range(copies):
            make_lead(f"Maria Lindqvist {number}", interest="A green kitchen", phones=["0113 496 0142"])
        for text in ("maria", "kitchen green", "0113", "lindqvst"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                people.find(text, country="GB")
            counts.add(len(queries))
    assert counts == {5}
