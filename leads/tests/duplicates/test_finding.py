"""The chore keeps the pairs: new ones come, stale ones go, what stays keeps its row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leads.duplicates import finding
from leads.models import Contact, DuplicatePair
from leads.phones import parse_phone

pytestmark = pytest.mark.django_db


def make(name: str, *, phone: str = "", **fields) -> Contact:
    return Contact.make(name=name, phones=[parse_phone(phone, country="GB")] if phone else [], **fields)


@pytest.fixture
def ann(business):
    return [make(name, phone="0161 496 0123", town="Leeds") for name in ("Ann Miller", "A. Miller")]


def test_pair_is_kept_with_its_reasons(ann):
    finding.find()
    pair = DuplicatePair.objects.get()
    assert ([pair.earlier, pair.later], pair.reasons) == (ann, ["phone", "names_alike"])


def test_second_look_keeps_the_row(ann):
    finding.find()
    pk = DuplicatePair.objects.get().pk
    finding.find()
    assert DuplicatePair.objects.get().pk == pk


def test_changed_name_changes_the_score(ann):
    finding.find()
    before = DuplicatePair.objects.get()
    ann[1].call(name="Cid Marsh")
    ann[1].save()
    finding.find()
    after = DuplicatePair.objects.get()
    assert (after.pk, after.reasons, after.score < before.score) == (before.pk, ["phone", "names_differ"], True)


@pytest.mark.parametrize("column", ["merged_into_id", "withdrawn_at"])
def test_contact_that_is_gone_makes_no_pair(ann, column):
    finding.find()
    value = ann[0].pk if column == "merged_into_id" else ann[0].created_at
    Contact.objects.filter(pk=ann[1].pk).update(**{column: value})
    finding.find()
    assert not DuplicatePair.objects.exists()


def test_spelling_and_street_find_each_other(business):
    street = {"street": "12 Mill Lane", "postcode": "LS1 4AP"}
    pair = [make("Katharine Oakham", town="Leeds", **street), make("Catherine Oakham", town="Leads", **street)]
    finding.find()
    assert [row.later for row in DuplicatePair.objects.all()] == pair[1:]


def test_switchboard_of_many_stays_small(business):
    for number in range(30):
        make(f"Person {chr(65 + number % 26)}{number}", phone="0161 496 0123")
    finding.find()
    assert DuplicatePair.objects.count() <= 30 * 6


def test_chore_rests_while_no_contact_changes(ann, business, monkeypatch):
    looks = []
    monkeypatch.setattr(finding, "find", lambda: looks.append(1))
    finding.look_for_duplicates(business)
    finding.look_for_duplicates(business)
    ann[0].add_ways(emails=["ann@example.com"])
    finding.look_for_duplicates(business)
    assert len(looks) == 2


def test_number_of_queries_does_not_grow(ann):
    with CaptureQueriesContext(connection) as few:
        finding.find()
    for number in range(20):
        make("Ann Miller", phone="0161 496 0123", emails=[f"ann{number}@example.com"])
    with CaptureQueriesContext(connection) as more:
        finding.find()
    assert len(more) == len(few)
