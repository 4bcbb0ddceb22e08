from datetime import timedelta

import pytest
from django.core import serializers
from django.utils import timezone

from leads import merging
from leads.models import Activity, Contact, HandOff, IllegalMove, Lead, Touch

pytestmark = pytest.mark.django_db
TABLES = (Lead, Contact, Touch, Activity, HandOff)


def everything() -> list[str]:
    return [serializers.serialize("json", model.objects.order_by("pk")) for model in TABLES]


@pytest.fixture
def two(tick):
    """An enquiry of last week, and another of today that has a person, a follow-up and a note."""
    older = tick("Leaflet", at=timezone.now() - timedelta(days=7))
    newer = tick()
    Lead.objects.filter(pk=newer.pk).update(contact=Contact.make(name="Maria"), interest="oak worktops")
    Activity.objects.create(lead=newer, due_on=timezone.localdate())
    return older, Lead.objects.get(pk=newer.pk)


def test_the_earlier_lead_survives_whichever_way_round_it_is_asked(two, cast):
    older, newer = two
    assert merging.merge(older, into=newer, by=cast.staff) == older
    assert list(Lead.objects.valid()) == [older]


def test_everything_that_hung_on_the_later_one_hangs_on_the_survivor(two, cast):
    older, newer = two
    kept = merging.merge(newer, into=older, by=cast.staff)
    touch = kept.touches.get()
    assert (kept.contact.name, kept.activities.count()) == ("Maria", 1)
    assert (touch.from_lead, touch.text, touch.at) == (newer, "oak worktops", newer.received_at)


def test_taking_a_merge_apart_restores_everything(two, cast):
    older, newer = two
    before = everything()
    merging.merge(newer, into=older, by=cast.staff)
    merging.unmerge(newer, by=cast.staff)
    assert everything() == before


def test_what_happened_to_the_survivor_since_stays_with_it(two, cast):
    older, newer = two
    kept = merging.merge(newer, into=older, by=cast.staff)
    Activity.log(kept, by=cast.staff, kind=Activity.Kind.CALL, text="since")
    merging.unmerge(newer, by=cast.staff)
    assert [activity.text for activity in kept.activities.all()] == ["since"]


def test_the_history_says_who_joined_and_who_separated(two, cast):
    older, newer = two
    merging.merge(newer, into=older, by=cast.staff)
    merging.unmerge(newer, by=cast.owner)
    told = list(newer.changes.order_by("pk").values_list("verb", "by"))
    assert told == [("merged", cast.staff.pk), ("unmerged", cast.owner.pk)]


def test_separating_what_was_never_joined_writes_nothing(two, cast):
    merging.unmerge(two[1], by=cast.staff)
    assert not two[1].changes.exists()


def test_a_lead_is_not_joined_with_itself(two, cast):
    with pytest.raises(IllegalMove):
        merging.merge(two[0], into=two[0], by=cast.staff)


def test_a_lead_is_not_joined_twice(two, cast, tick):
    older, newer = two
    merging.merge(newer, into=older, by=cast.staff)
    with pytest.raises(IllegalMove):
        merging.merge(newer, into=tick(), by=cast.staff)


def test_a_withdrawn_lead_is_not_joined(two, cast):
    older, newer = two
    newer.withdraw(by=cast.staff)
    with pytest.raises(IllegalMove):
        merging.merge(newer, into=older, by=cast.staff)


def test_two_that_wait_with_sales_are_not_joined(two, cast):
    for lead in two:
        HandOff.make(lead, by=cast.staff)
    with pytest.raises(IllegalMove):
        merging.merge(two[1], into=two[0], by=cast.staff)


def test_three_in_a_row_end_on_the_first_and_come_apart_one_by_one(two, cast, tick):
    older, newer = two
    newest = tick()
    merging.merge(newest, into=newer, by=cast.staff)
    merging.merge(newer, into=older, by=cast.staff)
    assert (list(Lead.objects.valid()), older.touches.count()) == ([older], 2)
    with pytest.raises(IllegalMove):
        merging.unmerge(newest, by=cast.staff)
    merging.unmerge(newer, by=cast.staff)
    merging.unmerge(newest, by=cast.staff)
    assert (Lead.objects.valid().count(), Touch.objects.count()) == (3, 0)
