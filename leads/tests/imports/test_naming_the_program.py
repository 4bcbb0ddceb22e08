"""Where ids come from is asked once, in the browser, and remembered; a program we know by its columns is proposed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from leads.imports.systems import proposed_system
from leads.models import Import
from leads.tests.imports.conftest import table_of

FILE = b"Lead no,Who\n1,Ann\n"


@pytest.fixture
def office(client, cast):
    client.force_login(cast.owner)
    return client


def upload(office, **chosen):
    office.post(reverse("imports"), {"file": SimpleUploadedFile("x.csv", FILE), "kind": "leads"})
    pk = Import.objects.order_by("-uploaded_at").first().pk
    columns = {"column-0": "external_id", "column-1": "name", "zone": "Europe/London"}
    return pk, office.post(reverse("import", args=[pk]), columns | chosen)


def test_ids_without_a_program_are_asked_about(office):
    pk, response = upload(office)
    assert response.status_code == 422
    assert b"Name the program" in response.content
    assert Import.objects.get(pk=pk).plan["columns"] == {}


def test_named_program_is_remembered(office):
    pk, response = upload(office, system="Zoho")
    assert response.status_code == 302
    assert Import.objects.get(pk=pk).plan["system"] == "Zoho"
    assert proposed_system(table_of("Lead no,Who\n2,Bob\n"), {"Lead no": "external_id"}) == "Zoho"


def test_other_column_of_ids_is_another_program(office):
    upload(office, system="Zoho")
    assert proposed_system(table_of("Order,Who\n2,Bob\n"), {"Order": "external_id"}) == ""


def test_preview_warns_of_a_shared_number(office):
    rows = b"Who,Phone\nAnn Miller,0113 496 0142\nBob Stone,0113 496 0142\n"
    office.post(reverse("imports"), {"file": SimpleUploadedFile("x.csv", rows), "kind": "leads"})
    pk = Import.objects.get().pk
    office.post(reverse("import", args=[pk]), {"column-0": "name", "column-1": "phone", "zone": "Europe/London"})
    office.post(reverse("import_values", args=[pk]), {"no_day": "unknown"})
    page = office.get(reverse("import_preview", args=[pk])).content.decode()
    assert "Shares 0113 496 0142 with Ann Miller" in page
