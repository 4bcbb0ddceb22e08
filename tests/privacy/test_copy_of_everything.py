"""Everything we hold about a person, in one file."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from accounts.models import SavedFile
from tests.privacy.conftest import EMAIL, NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(client, cast, una) -> zipfile.ZipFile:
    client.force_login(cast.owner)
    answer = client.get(reverse("contact_copy", args=[una.contact.pk]))
    assert answer["Content-Disposition"].startswith("attachment;")
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_the_copy_holds_every_kind_of_row(saved, una):
    held = json.loads(saved.read("person.json"))
    kinds = {"contact", "contactphone", "contactemail", "lead", "leadchange", "activity", "touch", "handoff", "message"}
    assert {f"leads.{kind}" for kind in kinds} | {"sales.sale", "sales.refund", "sales.opportunity"} <= set(held)
    assert held["leads.contactemail"][0]["address"] == EMAIL
    assert held["leads.contactphone"][0]["e164"] == NUMBER
    assert held["leads.mailaddress"][0]["key"] == EMAIL
    assert held["leads.lead"][0]["source"] == "Leaflet"


def test_the_copy_is_read_by_people(saved):
    page = saved.read("person.html").decode()
    assert "Everything Alder &amp; Finch holds about" in page
    assert EMAIL in page


def test_the_copy_has_the_files_they_sent(saved):
    (name,) = [name for name in saved.namelist() if name.startswith("files/")]
    assert saved.read(name) == b"A plan by quillfeather"


def test_saving_a_copy_leaves_a_row(saved, cast):
    assert SavedFile.objects.get().by == cast.owner


def test_nothing_of_others_is_in_the_copy(client, cast, una, make_lead):
    make_lead("Ben Ash", email="ben@ash.example")
    client.force_login(cast.owner)
    answer = client.get(reverse("contact_copy", args=[una.contact.pk]))
    assert "ash.example" not in zipfile.ZipFile(io.BytesIO(answer.content)).read("person.json").decode()
