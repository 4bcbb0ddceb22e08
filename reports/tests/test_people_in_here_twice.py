"""Two who look like one are joined with everything they have, or stay two for good; both can be undone."""

import pytest
from django.urls import reverse

from leads.models import Contact, IllegalMove, Lead
from leads.tests.making import make_lead
from reports.facts import doubles
from reports.models import Likeness
from sales import conversion, handoff

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(business, cast, sources, stages):
    """Mia twice; the later one bought something, and sent somebody."""
    earlier = make_lead("Mia Stone", phones=["0161 496 0123"], source=sources["Leaflet"])
    later = make_lead("M. Stone", phones=["0161 496 0123", "0161 496 0456"], emails=["mia@example.com"], company="Stone & Co")
    conversion.win(handoff.open_opportunity(later, by=cast.sales), by=cast.sales, amount=None)
    make_lead("Sent", source=sources["Leaflet"], referred_by=later.contact)
    return earlier.contact, later.contact


def state() -> list:
    people = Contact.objects.order_by("pk").values_list("pk", "name", "company", "company_key", "merged_into", "client_lead")
    leads = Lead.objects.order_by("pk").values_list("pk", "contact", "referred_by", "state")
    ways = [sorted(Contact.objects.values_list("pk", name)) for name in ("phones__e164", "emails__key")]
    return [list(people), list(leads), ways]


def test_the_joined_one_has_what_both_had(pair, cast):
    earlier, later = pair
    Likeness.say(earlier, later, is_one=True, by=cast.owner)
    earlier.refresh_from_db()
    assert (earlier.name, earlier.company, earlier.is_client) == ("Mia Stone", "Stone & Co", True)
    assert {phone.e164 for phone in earlier.phones.all()} == {"+441614960123", "+441614960456"}
    assert [email.key for email in earlier.emails.all()] == ["mia@example.com"]
    assert earlier.leads.count() == 2
    assert earlier.referrals.get().contact.name == "Sent"
    assert earlier.sales.count() == 1
    assert doubles.count() == 0


def test_undone_all_is_as_it_was(pair, cast):
    before = state()
    said = Likeness.say(*pair, is_one=True, by=cast.owner)
    assert state() != before
    said.take_back(by=cast.owner)
    said.take_back(by=cast.owner)
    assert state() == before
    assert doubles.count() == 1


def test_two_people_are_no_pair_until_that_is_taken_back(pair, cast):
    said = Likeness.say(*pair, is_one=False, by=cast.owner)
    assert doubles.count() == 0
    said.take_back(by=cast.owner)
    assert doubles.count() == 1


def test_said_twice_is_said_once(pair, cast):
    first = Likeness.say(*pair, is_one=True, by=cast.owner)
    assert Likeness.say(*pair, is_one=True, by=cast.owner) == Likeness.say(*reversed(pair), is_one=True, by=cast.owner) == first


def test_nobody_is_joined_with_themselves_or_with_a_joined_one(pair, cast):
    earlier, later = pair
    third = make_lead("Mia Stone", phones=["0161 496 0123"]).contact
    with pytest.raises(IllegalMove):
        Likeness.say(earlier, earlier, is_one=True, by=cast.owner)
    Likeness.say(earlier, later, is_one=True, by=cast.owner)
    with pytest.raises(IllegalMove):
        Likeness.say(later, third, is_one=True, by=cast.owner)


def test_an_extension_a_joined_lead_or_a_name_alone_make_no_pair(business, cast, sources):
    for extension in ("1", "2"):
        make_lead("Ann", phones=[f"0161 496 0123 ext {extension}"])
    make_lead("Ann")
    make_lead("Bea", emails=["b@example.com"])
    make_lead("Bea", emails=["b@example.com"]).withdraw(by=cast.staff)
    assert doubles.count() == 0


def test_a_family_behind_one_number_is_as_many_pairs_as_people_less_one(business):
    for name in ("Ann Lee", "Bob Lee", "Cid Marsh"):
        make_lead(name, phones=["0161 496 0123"])
    make_lead("Lee Ann", phones=["0161 496 0123"])
    pairs = doubles.listed()
    assert [(pair.earlier.name, pair.later.name, pair.is_alike) for pair in pairs] == [
        ("Ann Lee", "Lee Ann", True),
        ("Ann Lee", "Cid Marsh", False),
        ("Ann Lee", "Bob Lee", False),
    ]
    assert doubles.count() == len(pairs)


def test_the_buttons_join_and_undo(pair, client, cast, look):
    earlier, later = pair
    page = look("/reports/data-health/doubles/").text
    address = reverse("one_person", args=[earlier.pk, later.pk])
    assert address in page
    answer = client.post(address, {"next": "/reports/data-health/doubles/"}, follow=True)
    undo = reverse("likeness_undoing", args=[Likeness.objects.get().pk])
    assert undo in answer.text
    client.post(undo)
    assert doubles.count() == 1
    client.post(reverse("two_people", args=[earlier.pk, later.pk]))
    assert doubles.count() == 0


@pytest.mark.parametrize("who", ["staff", "sales"])
def test_only_the_office_joins_people(pair, client, cast, who):
    client.force_login(getattr(cast, who))
    assert client.post(reverse("one_person", args=[pair[0].pk, pair[1].pk])).status_code == 403
    assert doubles.count() == 1
