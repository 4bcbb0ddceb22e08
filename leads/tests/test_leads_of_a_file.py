"""The list shows the leads that came in with one file, and the page of the file links to them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from leads.models import Import, ImportedLead
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(cast):
    file = Import.objects.create(name="fair.csv", size=1, rows=1, by=cast.owner, state=Import.State.DONE, summary={"created": 1})
    ImportedLead.objects.create(file=file, lead=make_lead("Came by file"))
    make_lead("Walked in")
    return file


def test_list_shows_the_leads_of_a_file_and_its_name(client, cast, file):
    client.force_login(cast.staff)
    response = client.get(reverse("leads"), {"file": file.pk})
    assert [lead.contact.name for lead in response.context["page"].rows] == ["Came by file"]
    assert [(str(chip.label), chip.value) for chip in response.context["chips"]] == [("From the file", "fair.csv")]


@pytest.mark.parametrize("nothing", [uuid4(), "none", "-1"])
def test_file_that_does_not_exist_narrows_nothing(client, cast, file, nothing):
    client.force_login(cast.staff)
    response = client.get(reverse("leads"), {"file": nothing})
    assert (response.status_code, response.context["chips"]) == (200, [])


def test_page_of_a_file_links_to_its_leads(client, cast, file):
    client.force_login(cast.owner)
    assert f'href="{reverse("leads")}?file={file.pk}"' in client.get(reverse("import", args=[file.pk])).text
