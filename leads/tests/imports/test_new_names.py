"""What the file calls by a name that nobody has here is said before it is made, and can be another name for what is here."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from leads.imports.plan import Plan
from leads.imports.questions.new_names import newcomers
from leads.models import Campaign, Contact, Import, Lead, Source
from leads.tests.imports.conftest import bring_in, table_of

pytestmark = pytest.mark.django_db
PROGRAM = {"system": "Zoho"}
CSV = "Lead ID,Origin\nA1,Goggle\nA2,goggle\nA3,leaflet\nA4,Radio\n"


@pytest.fixture(autouse=True)
def _at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def draft(client, cast, sources):
    client.force_login(cast.owner)
    client.post(reverse("imports"), {"file": SimpleUploadedFile("leads.csv", CSV.encode())})
    found = Import.objects.get()
    client.post(reverse("import", args=[found.pk]), {"column-0": "external_id", "column-1": "source", "zone": "Europe/London", **PROGRAM})
    client.post(reverse("import_values", args=[found.pk]), {"no_day": "unknown"})
    return found


def sources_of() -> dict:
    return dict(Lead.objects.values_list("external_id", "source__name"))


def test_the_preview_names_new_sources_with_their_rows(client, draft):
    page = client.get(reverse("import_preview", args=[draft.pk]))
    (found,) = page.context["names"].found
    assert [(each.theirs, each.times) for each in found.names] == [("Goggle", 2), ("Radio", 1)]
    assert "New sources" in page.text


def test_one_said_to_be_another_name_is_not_made(client, draft):
    client.post(reverse("import_names", args=[draft.pk]), {"source-0": "Google search"})
    assert client.get(reverse("import_preview", args=[draft.pk])).context["preview"].first[0].source == "Google search"
    client.post(reverse("import_start", args=[draft.pk]))
    assert sources_of() == {"A1": "Google search", "A2": "Google search", "A3": "Leaflet", "A4": "Radio"}
    assert not Source.objects.named("Goggle").exists()


def test_what_was_chosen_last_counts_though_only_the_start_was_pressed(client, draft):
    client.post(reverse("import_start", args=[draft.pk]), {"source-0": "Leaflet", "source-1": ""})
    assert sources_of()["A1"] == "Leaflet"


def test_a_name_that_is_not_here_is_refused_and_nothing_starts(client, draft):
    client.post(reverse("import_start", args=[draft.pk]), {"source-0": "Nowhere"})
    draft.refresh_from_db()
    assert draft.is_draft
    assert not Lead.objects.exists()


def test_a_started_file_takes_no_more_names(client, draft):
    client.post(reverse("import_start", args=[draft.pk]))
    client.post(reverse("import_names", args=[draft.pk]), {"source-0": "Leaflet"})
    assert sources_of()["A1"] == "Goggle"


def test_campaigns_and_client_types_are_named_too_and_known_ones_are_not(business, sources):
    Campaign.objects.create(name="Spring", source=sources["Leaflet"])
    Contact.make(name="Ann", client_type="Firm")
    text = "from,push,kind\nLeaflet,spring,firm\nLeaflet,Autumn,Family\n"
    plan = Plan.for_business(business, columns={"from": "source", "push": "campaign", "kind": "client_type"})
    assert [(each.field, each.made) for each in newcomers(table_of(text), plan)] == [("campaign", ["Autumn"]), ("client_type", ["Family"])]


def test_a_merged_or_retired_source_is_no_new_one(business, sources):
    sources["Leaflet"].merge_into(sources["Signboard"])
    sources["Google search"].retire()
    plan = Plan.for_business(business, columns={"from": "source"})
    assert newcomers(table_of("from\nLeaflet\nGoogle search\n"), plan) == []


def test_the_command_says_what_it_makes_and_takes_another_name(sources, tmp_path, capsys):
    path = tmp_path / "leads.csv"
    path.write_text(CSV)
    options = ("--map", "Lead ID=external_id", "Origin=source", "--no-day", "unknown")
    call_command("import_leads", str(path), *options, "--map-value", "source:GOGGLE=Google search")
    assert "new source: Radio" in capsys.readouterr().out
    assert sources_of()["A1"] == "Google search"
    with pytest.raises(CommandError, match="has no value “Gogle search”"):
        call_command("import_leads", str(path), *options, "--map-value", "source:Radio=Gogle search")


def test_a_mapped_name_leaves_a_row_the_same_row(sources):
    bring_in("from\nGoggle\n", **{"from": "source"})
    again = bring_in("from\nGoggle\n", values={"source": {"goggle": "Leaflet"}}, **{"from": "source"})
    assert (again.created, Lead.objects.count()) == (0, 1)
