"""What is listed as new is exactly what the run makes."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from leads.models import Campaign, Import, Lead, Source
from leads.tests.imports.conftest import bring_in

pytestmark = pytest.mark.django_db
FILE = (
    "id,Received,Source,Campaign\nA1,2026-03-04,Radio,Spring\nA2,2026-03-04,,Autumn\nA3,never,Poster,Winter\nA4,2026-03-04,Radio,Summer\n"
)
MAP = ("--map", "id=external_id", "Received=received_at", "Source=source", "Campaign=campaign", "--system", "Shop")


def names(model) -> set[str]:
    return set(model.objects.values_list("name", flat=True))


@pytest.fixture
def run(tmp_path, capsys):
    def run(text: str = FILE, *options: str) -> dict:
        path = tmp_path / "leads.csv"
        path.write_text(text)
        call_command("import_leads", str(path), *MAP, *options, "--json")
        return json.loads(capsys.readouterr().out)

    return run


def test_command_lists_what_it_made(run, business):
    before = names(Source)
    new = run()["new"]
    assert set(new["source"]) == names(Source) - before == {"Radio"}
    assert set(new["campaign"]) == names(Campaign) == {"Spring", "Summer"}


def test_dry_run_lists_the_same(run, business):
    assert run(FILE, "--dry-run")["new"] == run()["new"]


def test_row_that_contradicts_its_id_makes_no_source(run, business):
    bring_in("id,name,origin\nA1,Ann Miller,Radio\n", id="external_id", name="name", origin="source", system="Shop")
    summary = run("id,Name,Received,Source,Campaign\nA1,Karl Wagner,2026-03-04,Poster,\nB1,Bob,2026-03-04,,\n", "--map", "Name=name")
    assert (summary["failed"], summary["new"]) == (1, {})
    assert "Poster" not in names(Source)


def test_preview_lists_what_the_run_makes(client, cast, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    client.force_login(cast.owner)
    before = names(Source)
    client.post(reverse("imports"), {"file": SimpleUploadedFile("leads.csv", FILE.encode())})
    draft = Import.objects.get()
    chosen = {"column-0": "external_id", "column-1": "received_at", "column-2": "source", "column-3": "campaign"}
    client.post(reverse("import", args=[draft.pk]), chosen | {"zone": "Europe/London", "system": "Shop"})
    page = client.get(reverse("import_preview", args=[draft.pk]))
    groups = page.context["names"].groups
    assert "A new campaign needs a source; “Autumn” is kept in the notes." in page.text
    listed = {each.field: {name.theirs for name, _field in shown} for each, shown, _more in groups}
    client.post(reverse("import_start", args=[draft.pk]))
    assert Lead.objects.count() == 3
    assert listed == {"source": names(Source) - before, "campaign": names(Campaign)}
