"""From choosing the other one to the undo, as a browser does it."""

import pytest
from django.urls import reverse

from leads.models import Contact, Lead, Merger
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.staff)
    return client


@pytest.fixture
def addresses(mia):
    contacts = reverse("contact_merger_with", args=[lead.contact_id for lead in mia])
    return contacts, reverse("lead_merger_with", args=[lead.pk for lead in mia])


def test_search_leads_to_the_preview(desk, mia, addresses):
    page = desk.get(reverse("contact_merger", args=[mia[0].contact_id]), {"q": "stone"}).text
    assert addresses[0] in page
    assert addresses[1] in desk.get(reverse("lead_merger", args=[mia[0].pk]), {"q": "stone"}).text


def test_preview_shows_each_field_and_changes_nothing(desk, addresses, everything):
    before = everything()
    page = desk.get(addresses[0]).text
    for text in ("M. Stone", "Mia Stone", "Stone &amp; Co", "0161 496 0456", "mia@example.com", "1 High St, Leeds", "2 Elm Row"):
        assert text in page
    assert everything() == before


def test_front_desk_sees_no_money(desk, client, cast, addresses):
    assert "900" not in desk.get(addresses[0]).text
    client.force_login(cast.sales)
    assert "900" in client.get(addresses[0]).text


def test_post_merges_and_the_message_undoes_it(desk, addresses, everything):
    before = everything()
    page = desk.post(addresses[0], {"person-name": "kept"}, follow=True).text
    merger = Merger.objects.get()
    assert (merger.contact.merged_into.name, reverse("merger_undoing", args=[merger.pk]) in page) == ("M. Stone", True)
    desk.post(reverse("merger_undoing", args=[merger.pk]))
    assert everything() == before


def test_fuller_name_is_proposed(desk, addresses):
    desk.post(addresses[0])
    assert Merger.objects.get().into_contact.name == "Mia Stone"


def test_leads_of_people_called_alike_propose_one_person(desk, addresses):
    desk.post(addresses[1])
    assert Merger.objects.get().contact_id


def test_leads_of_people_called_otherwise_ask(desk, mia, everything):
    other = make_lead("Bob Marsh")
    address = reverse("lead_merger_with", args=[mia[0].pk, other.pk])
    before = everything()
    answer = desk.post(address)
    assert (answer.status_code, "Say whether they are one person." in answer.text) == (422, True)
    assert everything() == before
    desk.post(address, {"people": "two"})
    assert (Merger.objects.get().contact_id, Lead.objects.get(pk=other.pk).merged_into_id) == (None, mia[0].pk)


def test_refused_undo_says_why(desk, addresses, cast):
    desk.post(addresses[0], {"person-name": "other"})
    merger = Merger.objects.get()
    Contact.objects.filter(pk=merger.into_contact_id).update(name="Somebody")
    answer = desk.post(reverse("merger_undoing", args=[merger.pk]), follow=True)
    assert "Name was changed since." in answer.text
    assert not Merger.objects.get().is_undone


def test_timeline_names_the_merger_with_its_page(desk, addresses, mia):
    desk.post(addresses[0])
    merger = Merger.objects.get()
    assert reverse("merger", args=[merger.pk]) in desk.get(mia[0].get_absolute_url()).text
    assert "Make them two again" in desk.get(reverse("merger", args=[merger.pk])).text


def test_preview_says_why_leads_cannot_be_merged(desk, addresses, mia):
    Lead.objects.filter(pk=mia[0].pk).update(state="withdrawn")
    page = desk.get(addresses[1]).text
    assert "Bring it back first." in page
    assert "Merge them" not in page


def test_page_of_a_merged_client_leads_to_the_kept_one(client, cast, addresses, mia):
    client.force_login(cast.sales)
    client.post(addresses[0])
    answer = client.get(reverse("client", args=[mia[1].contact_id]))
    assert answer.url == reverse("contact", args=[mia[0].contact_id])


@pytest.mark.parametrize("name", ["contact_merger_with", "lead_merger_with"])
def test_nothing_is_merged_with_itself(desk, mia, name):
    key = mia[0].contact_id if name == "contact_merger_with" else mia[0].pk
    assert desk.post(reverse(name, args=[key, key])).status_code == 404


def test_front_desk_chooses_nothing_it_does_not_see(desk, mia, addresses):
    desk.post(addresses[0], {"person-about": "other"})
    assert Contact.objects.get(pk=mia[0].contact_id).about == "Rings twice\n\nHas a dog"


def test_merge_is_undone_by_whoever_did_it(client, desk, cast, addresses, everything):
    client.force_login(cast.sales)
    client.post(addresses[0])
    address, merged = reverse("merger_undoing", args=[Merger.objects.get().pk]), everything()
    client.force_login(cast.staff)
    assert "Make them two again" not in client.get(reverse("merger", args=[Merger.objects.get().pk])).text
    assert client.post(address).status_code == 403
    assert everything() == merged
    client.force_login(cast.owner)
    assert client.post(address).status_code == 302
    assert everything() != merged


@pytest.mark.parametrize("address", ["https://evil.example/x", "//evil.example", "javascript:alert(1)"])
def test_next_page_is_none_of_another_site(desk, addresses, address):
    assert address not in desk.get(addresses[0], {"next": address}).text
