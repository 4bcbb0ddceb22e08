"""Where somebody lives or works: written on the page of their lead, shown there and on their client page, saved with the list."""

import pytest
from django.urls import reverse

from accounts.models import Business
from leads.export import columns
from leads.export.reading import chunks
from leads.merging import contacts
from leads.models import Contact, Lead
from leads.tests.making import make_lead
from leads.tests.test_correcting_a_lead import change

LEEDS = {"street": "1 Mill Lane", "postcode": "LS1 4AP", "town": "Leeds", "region": "", "country": "GB"}


@pytest.fixture
def lead(cast, sources, client):
    client.force_login(cast.staff)
    return make_lead("Maria", emails=["maria@example.com"])


def test_address_is_written_shown_and_remembered(client, lead):
    change(client, lead, **LEEDS)
    page = client.get(lead.get_absolute_url()).text
    assert "1 Mill Lane<br>LS1 4AP Leeds<br>United Kingdom" in page
    assert lead.changes.get().after == {"street": "1 Mill Lane", "postcode": "LS1 4AP", "town": "Leeds", "country": "GB"}
    assert "Postcode" in page


def test_lead_without_an_address_shows_none(client, lead):
    assert "<dt>Address</dt>" not in client.get(lead.get_absolute_url()).text


def test_country_that_is_none_is_refused(client, lead):
    assert change(client, lead, **LEEDS | {"country": "Atlantis"}).status_code == 422


def test_word_that_is_no_country_can_stay(client, lead):
    Contact.objects.update(country="Yorkshire")
    assert change(client, lead, name="Maria B.").status_code == 302
    assert Contact.objects.get().country == "Yorkshire"


def test_saved_list_has_the_address(lead):
    Contact.objects.update(**LEEDS)
    wanted = [column for column in columns(sells=False) if column.name in LEEDS]
    ((row,),) = chunks(Lead.objects.all(), columns=wanted, business=Business.current())
    assert dict(zip((column.name for column in wanted), row, strict=True)) == LEEDS


def test_joined_people_keep_one_address_as_a_whole(lead, cast):
    first, later = lead.contact, Contact.make(name="Maria", street="9 Elm Row", town="York", postcode="YO1 7HH")
    Contact.objects.filter(pk=first.pk).update(town="Leeds")
    contacts.merge(later, into=first, by=cast.owner)
    first.refresh_from_db()
    assert (first.street, first.postcode, first.town) == ("", "", "Leeds")


def test_joined_person_without_an_address_takes_the_other(lead, cast):
    contacts.merge(Contact.make(name="Maria", street="9 Elm Row", town="York"), into=lead.contact, by=cast.owner)
    lead.contact.refresh_from_db()
    assert (lead.contact.street, lead.contact.town) == ("9 Elm Row", "York")


def test_client_page_shows_the_address(client, lead, cast):
    Contact.objects.update(client_lead=lead, **LEEDS)
    client.force_login(cast.sales)
    assert "1 Mill Lane<br>LS1 4AP Leeds<br>United Kingdom" in client.get(reverse("contact", args=[lead.contact_id])).text
