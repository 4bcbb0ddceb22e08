"""An undo that would overwrite what somebody did since is refused with the reason, and changes nothing."""

import pytest

from leads.merging.mergers import CannotUndo, Choice, merge_contacts, merge_leads, obstacles, undo
from leads.models import Contact
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def merger(mia, cast):
    return merge_contacts(mia[1].contact, into=mia[0].contact, by=cast.staff, choice=Choice(take=("name",)))


@pytest.fixture
def refused(merger, everything, cast):
    def reasons():
        before = everything()
        with pytest.raises(CannotUndo) as error:
            undo(type(merger).objects.get(pk=merger.pk), by=cast.owner)
        assert everything() == before
        return error.value.reasons

    return reasons


def test_untouched_merger_has_no_obstacle(merger):
    assert obstacles(merger) == []


def test_changed_name_is_an_obstacle(merger, refused):
    contact = Contact.objects.get(pk=merger.into_contact_id)
    contact.call(name="Mia Stone-Lee")
    contact.save()
    assert refused() == ["Name was changed since."]


def test_lead_given_to_another_is_an_obstacle(refused, mia, cast):
    mia[1].edit(by=cast.staff, contact=make_lead("Bob").contact)
    assert refused() == ["An enquiry that went over has another person, or another sender, since."]


def test_later_merger_of_contacts_is_undone_first(merger, refused, cast, everything):
    other = merge_contacts(Contact.objects.get(pk=merger.into_contact_id), into=make_lead("Mia S.").contact, by=cast.staff)
    assert refused() == ["Mia Stone was merged with yet another person since. Undo that first."]
    undo(other, by=cast.staff)
    assert obstacles(type(merger).objects.get(pk=merger.pk)) == []


def test_later_merger_of_leads_is_undone_first(merger, refused, mia, cast):
    for lead in mia:
        lead.refresh_from_db()
    merge_leads(mia[1], into=mia[0], by=cast.staff)
    assert refused() == ["An enquiry that went over was merged with another since. Undo that first."]


def test_changed_wish_is_an_obstacle_for_leads(mia, cast):
    mia[1].edit(by=cast.staff, interest="oak")
    merger = merge_leads(mia[1], into=mia[0], by=cast.staff, choice=Choice(take=("interest",)))
    merger.into_lead.edit(by=cast.staff, interest="ash")
    assert obstacles(merger) == ["What they want was changed since."]
