"""Two who look like one are listed, until they are merged or somebody says that they are two."""

import pytest
from django.urls import reverse

from leads.duplicates.finding import find
from leads.merging.mergers import merge_contacts
from leads.tests.making import make_lead
from reports.metrics import duplicates
from reports.models import Likeness
from sales.hand_off import transfer
from sales.pipeline import closing

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(business, cast, sources, stages):
    """Mia twice; the later one bought something, and sent somebody."""
    earlier = make_lead("Mia Stone", phones=["0161 496 0123"], source=sources["Leaflet"])
    later = make_lead("M. Stone", phones=["0161 496 0123", "0161 496 0456"], emails=["mia@example.com"], company="Stone & Co")
    closing.win(transfer.open_opportunity(later, by=cast.sales), by=cast.sales, amount=None)
    make_lead("Sent", source=sources["Leaflet"], referred_by=later.contact)
    find()
    return earlier.contact, later.contact


def test_dismissed_pair_comes_back_with_the_undo(pair, cast):
    row = Likeness.dismiss(*pair, by=cast.owner)
    assert duplicates.count() == 0
    row.take_back()
    row.take_back()
    assert duplicates.count() == 1


def test_pair_is_dismissed_once_in_either_order(pair, cast):
    first = Likeness.dismiss(*pair, by=cast.owner)
    assert Likeness.dismiss(*reversed(pair), by=cast.owner) == first
    assert Likeness.objects.count() == 1


def test_merged_contacts_are_no_pair(pair, cast):
    earlier, later = pair
    merge_contacts(later, into=earlier, by=cast.owner)
    assert duplicates.count() == 0


def test_extension_or_name_alone_makes_no_pair(business, cast, sources):
    for extension in ("1", "2"):
        make_lead("Ann", phones=[f"0161 496 0123 ext {extension}"])
    make_lead("Ann")
    make_lead("Bea", emails=["b@example.com"])
    make_lead("Bea", emails=["b@example.com"]).withdraw(by=cast.staff)
    find()
    assert duplicates.count() == 0


def test_family_of_three_makes_two_pairs(business):
    for name in ("Ann Lee", "Bob Lee", "Cid Marsh"):
        make_lead(name, phones=["0161 496 0123"])
    make_lead("Lee Ann", phones=["0161 496 0123"])
    find()
    pairs = duplicates.listed()
    assert [(pair.earlier.name, pair.later.name, pair.is_probable) for pair in pairs] == [
        ("Ann Lee", "Lee Ann", True),
        ("Ann Lee", "Cid Marsh", False),
        ("Ann Lee", "Bob Lee", False),
    ]
    assert duplicates.count() == len(pairs)


def test_page_links_the_preview_and_dismisses(pair, client, cast, look):
    page = look("/reports/data-health/doubles/").text
    assert reverse("contact_merger_with", args=[item.pk for item in pair]) in page
    response = client.post(reverse("two_people", args=[item.pk for item in pair]), follow=True)
    undo = reverse("likeness_undoing", args=[Likeness.objects.get().pk])
    assert (undo in response.text, duplicates.count()) == (True, 0)
    client.post(undo)
    assert duplicates.count() == 1


def test_same_person_is_no_pair(pair, client, cast):
    client.force_login(cast.owner)
    assert client.post(reverse("two_people", args=[pair[0].pk, pair[0].pk])).status_code == 404


def test_page_tells_the_two_apart(pair, look):
    pair[1].add_ways(emails=["second@example.com"])
    assert "second@example.com" in look("/reports/data-health/doubles/").text


@pytest.mark.parametrize("who", ["staff", "sales"])
def test_only_the_office_dismisses_pairs(pair, client, cast, who):
    client.force_login(getattr(cast, who))
    assert client.post(reverse("two_people", args=[item.pk for item in pair])).status_code == 403
    assert duplicates.count() == 1


def test_page_says_why_they_look_like_one(pair, look):
    page = look("/reports/data-health/doubles/").text
    assert "the same phone number 0161 496 0123" in page
    assert "names alike" in page
