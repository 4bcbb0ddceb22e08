"""Two contacts become one with all that both have, and come apart as they were."""

import pytest

from leads.contacts import referrals
from leads.merging.mergers import Choice, merge_contacts, undo
from leads.models import Contact, IllegalMove, Merger

pytestmark = pytest.mark.django_db


@pytest.fixture
def merge(mia, cast):
    """Merges the later contact into the earlier one: `merge(take=["name"])`."""
    kept, absorbed = (lead.contact for lead in mia)
    return lambda **choice: merge_contacts(absorbed, into=kept, by=cast.staff, choice=Choice(**choice))


def test_kept_contact_has_what_both_had(merge, mia):
    kept = merge().into_contact
    kept.refresh_from_db()
    assert (kept.name, kept.company, kept.street, kept.about) == ("M. Stone", "Stone & Co", "1 High St", "Rings twice")
    assert [phone.e164 for phone in kept.phones.all()] == ["+441614960123", "+441614960456"]
    assert [email.key for email in kept.emails.all()] == ["mia@example.com"]
    assert set(kept.leads.all()) == set(mia)
    assert (kept.sales.count(), kept.messages.count(), kept.not_now.count()) == (1, 1, 1)
    assert [lead.contact.name for lead in kept.referrals.all()] == ["Ann Lee"]
    assert kept.client_lead_id == mia[1].pk


def test_chosen_values_win_as_a_whole(merge):
    kept = merge(take=["name", "address"]).into_contact
    kept.refresh_from_db()
    assert (kept.name, kept.sort_name) == ("Mia Stone", "mia stone")
    assert (kept.street, kept.town) == ("2 Elm Row", "")


def test_notes_of_both_are_kept_where_chosen(merge):
    kept = merge(join=["about"]).into_contact
    kept.refresh_from_db()
    assert kept.about == "Rings twice\n\nHas a dog"


def test_nobody_has_sent_themselves(merge, mia):
    merge()
    mia[1].refresh_from_db()
    assert mia[1].referred_by_id is None


def test_undo_restores_every_row(merge, everything, cast):
    before = everything()
    merger = merge(take=["name", "address", "yearly_spend"], join=["about"])
    assert everything() != before
    undo(merger, by=cast.owner)
    undo(merger, by=cast.owner)
    assert everything() == before


def test_planned_thanks_come_back_with_the_undo(merge, mia, business, everything, cast):
    business.thank_referrers = "logged"
    business.save()
    referrals.clear(mia[1], by=cast.staff)
    referrals.name(mia[1], mia[0].contact, by=cast.staff)
    mia[1].refresh_from_db()
    assert mia[1].thanks_id
    before = everything()
    undo(merge(), by=cast.staff)
    assert everything() == before


def test_what_came_since_stays_with_the_kept_contact(merge, cast):
    merger = merge()
    Contact.objects.get(pk=merger.into_contact_id).add_ways(emails=["new@example.com"])
    undo(merger, by=cast.staff)
    assert [email.key for email in merger.into_contact.emails.all()] == ["new@example.com"]


def test_contact_is_not_merged_with_itself(mia, cast):
    with pytest.raises(IllegalMove):
        merge_contacts(mia[0].contact, into=mia[0].contact, by=cast.staff)
    assert not Merger.objects.exists()


def test_contact_is_not_merged_twice(merge):
    merge()
    with pytest.raises(IllegalMove):
        merge()
    assert Merger.objects.count() == 1
