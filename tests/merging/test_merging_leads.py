"""Two leads of two contacts become one, with or without their contacts, and come apart as they were."""

import pytest

from leads.merging.mergers import Choice, merge_leads, undo
from leads.models import IllegalMove, Lead, Merger

pytestmark = pytest.mark.django_db


@pytest.fixture
def leads(mia):
    Lead.objects.filter(pk=mia[0].pk).update(interest="a bench", notes="Rang", source=None, how_known="")
    Lead.objects.filter(pk=mia[1].pk).update(interest="oak bench", notes="Wrote")
    return [Lead.objects.select_related("contact").get(pk=lead.pk) for lead in mia]


def test_earlier_lead_stays_with_its_day(leads, cast):
    activities = sum(lead.activities.count() for lead in leads)
    merger = merge_leads(leads[0], into=leads[1], by=cast.staff, people=Choice())
    assert (merger.into_lead, merger.lead) == tuple(leads)
    kept = Lead.objects.get(pk=leads[0].pk)
    assert (kept.received_at, kept.interest, kept.state) == (leads[0].received_at, "a bench", "won")
    assert (kept.opportunities.count(), kept.activities.count(), kept.messages.count()) == (1, activities, 1)


def test_chosen_values_of_the_later_lead_win(leads, cast, sources):
    merge_leads(leads[1], into=leads[0], by=cast.staff, people=Choice(), choice=Choice(take=("interest", "source")))
    kept = Lead.objects.get(pk=leads[0].pk)
    assert (kept.interest, kept.notes, kept.source, kept.how_known) == ("oak bench", "Rang", sources["Signboard"], "asked")
    assert kept.touches.get().text == "oak bench\nWrote"


def test_contacts_of_one_person_become_one(leads, cast):
    merger = merge_leads(leads[1], into=leads[0], by=cast.staff, people=Choice())
    merger.contact.refresh_from_db()
    assert (merger.into_contact, merger.contact.merged_into) == (leads[0].contact, leads[0].contact)


def test_contacts_of_two_people_stay_two(leads, cast):
    merge_leads(leads[1], into=leads[0], by=cast.staff)
    leads[1].contact.refresh_from_db()
    assert leads[1].contact.merged_into_id is None
    assert leads[0].contact.sales.count() == 1


@pytest.mark.parametrize("people", [None, Choice(take=("name",))])
def test_undo_restores_every_row(leads, cast, everything, people):
    before = everything()
    choice = Choice(take=("interest", "notes", "source"))
    undo(merge_leads(leads[1], into=leads[0], by=cast.staff, people=people, choice=choice), by=cast.owner)
    assert everything() == before


def test_warm_lead_is_warm_again_after_the_undo(leads, cast, everything):
    leads[0].keep_warm(by=cast.staff)
    before = everything()
    merger = merge_leads(leads[1], into=leads[0], by=cast.staff, people=Choice())
    undo(merger, by=cast.staff)
    assert everything() == before


def test_refused_merge_of_leads_leaves_their_contacts_alone(leads, cast, everything):
    Lead.objects.filter(pk=leads[0].pk).update(state="withdrawn")
    before = everything()
    with pytest.raises(IllegalMove):
        merge_leads(leads[1], into=leads[0], by=cast.staff, people=Choice())
    assert everything() == before
    assert not Merger.objects.exists()
