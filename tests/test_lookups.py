"""The look-up of many values at once finds what `__in` finds."""

import uuid

import pytest

from accounts.ids import many_uuid7
from leads.models import Lead

pytestmark = pytest.mark.django_db
ODD = ["a,b", 'a"b', "a\\b", "{a}", "NULL", "", " a ", "é", "'", "%s"]


def test_among_finds_every_odd_text():
    for text in ODD:
        Lead.objects.create(external_id=text)
    assert Lead.objects.filter(external_id__among=ODD).count() == len(ODD)
    for text in ODD:
        assert Lead.objects.get(external_id__among=[text]).external_id == text


def test_among_finds_nothing_for_nothing():
    Lead.objects.create()
    assert not Lead.objects.filter(external_id__among=[]).exists()


def test_among_finds_leads_by_uuid():
    lead = Lead.objects.create()
    assert Lead.objects.get(key__among=[lead.key, uuid.uuid4()]) == lead
    assert not Lead.objects.filter(key__among=[uuid.uuid4()]).exists()


def test_many_ids_ascend_and_differ():
    ids = many_uuid7(1000)
    assert ids == sorted(set(ids))
    assert {(each.version, each.variant) for each in ids} == {(7, uuid.RFC_4122)}
