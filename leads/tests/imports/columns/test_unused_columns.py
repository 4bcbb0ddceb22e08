"""A filled column that is not taken is named, with why: on the pages, after the run, and by the command."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from leads.imports.columns.recognition import propose
from leads.imports.columns.unused import unused_columns
from leads.imports.plan import Plan
from leads.models import Import
from leads.tests.imports.conftest import table_of

FILE = "Name,Phone,Fax Number,Created,Lead Origin,Lead Source,Shoe size,Empty\nAnn,0113 496 0142,0113 496 0199,soon,API,Leaflet,38,\n"
REASONS = {
    "Fax Number": "fax numbers are not people's phones",
    "Created": "1 of 1 cell is no date I can read",
    "Lead Origin": "“Lead Source” is Source",
    "Shoe size": "not recognised",
}


def unused(text: str, **changes) -> dict[str, str]:
    table = table_of(text)
    plan = Plan(columns=propose(table) | changes)
    return {each.column: each.reason for each in unused_columns(table, Plan(columns={k: v for k, v in plan.columns.items() if v}))}


def test_every_filled_column_that_is_not_taken_is_named():
    assert unused(FILE) == REASONS


def test_column_somebody_left_out_is_named():
    assert unused("Name,City\nAnn,Leeds\n", City="") == {"City": "left out"}


def test_other_addresses_are_named():
    assert unused("Name,Home street,Home city,Work street\nAnn,9 Elm Row,York,\nBob,8 Elm Row,York,1 Mill\n") == {
        "Work street": "another address is taken"
    }


@pytest.mark.parametrize("header", ["Last modified date", "Updated"])
def test_day_of_a_change_is_not_called_a_colleague(header):
    assert unused(f"Name,{header}\nAnn,2026-03-04\n") == {header: "not recognised"}


def test_cells_are_counted():
    table = table_of("Name,Shoe size\nAnn,38\nBob,\nCy,40\n")
    assert [each.cells for each in unused_columns(table, Plan(columns={"Name": "name"}))] == [2]


@pytest.mark.django_db
def test_command_names_them_in_text_and_json(tmp_path, capsys):
    path = tmp_path / "leads.csv"
    path.write_text(FILE)
    call_command("import_leads", str(path), "--no-day", "unknown", "--dry-run")
    assert "not taken Created (1 filled cells): 1 of 1 cell is no date I can read" in capsys.readouterr().out
    call_command("import_leads", str(path), "--no-day", "unknown", "--dry-run", "--json")
    assert {each["column"]: each["reason"] for each in json.loads(capsys.readouterr().out)["unused_columns"]} == REASONS


@pytest.mark.django_db
def test_pages_name_them_before_and_after(client, cast, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    client.force_login(cast.owner)
    client.post(reverse("imports"), {"file": SimpleUploadedFile("leads.csv", FILE.encode())})
    page = reverse("import", args=[Import.objects.get().pk])
    assert "fax numbers are not people&#x27;s phones" in client.get(page).text
    form = client.get(page).context["form"]
    client.post(page, {name: form[name].value() for name in form.fields})
    client.post(reverse("import_values", args=[Import.objects.get().pk]), {"no_day": "unknown"})
    preview = reverse("import_preview", args=[Import.objects.get().pk])
    assert "1 of 1 cell is no date I can read" in client.get(preview).text
    client.post(reverse("import_start", args=[Import.objects.get().pk]))
    assert "1 of 1 cell is no date I can read" in client.get(page).text
