"""The page on which a person is saved and erased."""

import pytest
from django.urls import reverse

from leads.models import Contact, Erasure

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, cast, una) -> str:
    client.force_login(cast.owner)
    return reverse("contact_privacy", args=[una.contact.pk])


def test_the_page_counts_what_goes_and_what_stays(client, page):
    text = client.get(page).text
    assert "<td>emptied</td>" in text
    assert "<td>gone</td>" in text
    assert "Save everything we hold" in text


def test_the_page_of_a_person_leads_there(client, page, una):
    assert f'href="{page}"' in client.get(una.lead.get_absolute_url(), follow=True).text


def test_erasing_needs_the_tick(client, page, una):
    answer = client.post(page, {"reason": "asked by letter"})
    assert answer.status_code == 422
    assert "asked by letter" in answer.text
    assert not Erasure.objects.exists()


def test_erasing_says_so(client, page, una, cast):
    answer = client.post(page, {"reason": "asked by letter", "understood": "on"}, follow=True)
    assert "Erased on" in answer.text
    assert (Erasure.objects.get().by, Erasure.objects.get().reason) == (cast.owner, "asked by letter")


def test_an_erased_person_is_not_erased_twice(client, page, una):
    for _time in range(2):
        client.post(page, {"understood": "on"})
    assert Erasure.objects.count() == 1


def test_a_list_that_cannot_be_written_is_told(client, page, una, settings, tmp_path):
    settings.ERASURE_REGISTER = tmp_path / "no folder" / "erased.jsonl"
    assert "Nothing was erased" in client.post(page, {"understood": "on"}, follow=True).text


def test_staff_cannot_erase(client, page, una, cast):
    client.force_login(cast.staff)
    assert client.post(page, {"understood": "on"}).status_code == 403
    assert Contact.objects.get(pk=una.contact.pk).erased_at is None


def test_nothing_is_written_about_an_erased_person(client, page, una):
    client.post(page, {"understood": "on"})
    text = client.get(una.lead.get_absolute_url(), follow=True).text
    assert "They were erased on" in text
    assert 'id="write"' not in text


def test_pages_of_an_erased_person_are_served(client, page, una, cast):
    client.post(page, {"understood": "on"})
    client.force_login(cast.everything)
    for address in (una.lead.get_absolute_url(), reverse("contact", args=[una.contact.pk]), reverse("leads"), reverse("clients")):
        assert client.get(address, follow=True).status_code == 200
