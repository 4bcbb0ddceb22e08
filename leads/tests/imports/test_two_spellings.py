"""One name in two spellings: the same where only case, spaces or the storing of accents differ, asked about where a letter does."""

import unicodedata
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError
from django.urls import reverse

from leads.imports.plan import Plan
from leads.imports.questions.new_names import newcomers
from leads.imports.values.near_names import near_names
from leads.models import Campaign, ClientType, Contact, Import, Lead, Source
from leads.models.source import name_key, tidy_name
from leads.tests.imports.conftest import bring_in, table_of
from leads.tests.imports.test_command import run  # noqa: F401

pytestmark = pytest.mark.django_db
APART = unicodedata.normalize("NFD", "Café Zürich")
FOUR = ["Café Zürich", APART, "CAFÉ ZÜRICH", " café  zürich"]


def test_composed_and_decomposed_names_have_one_key():
    assert APART != "Café Zürich"
    assert {name_key(name) for name in FOUR} == {"café zürich"}
    assert name_key("Leaf\u00adlet\u200b") == "leaflet"
    assert tidy_name(f" {APART} ") == "Café Zürich"


def test_four_spellings_are_one_source(business):
    bring_in("id,origin\n" + "".join(f"N{n},{name}\n" for n, name in enumerate(FOUR)), id="external_id", origin="source")
    assert [(source.name, source.leads.count()) for source in Source.objects.filter(leads__isnull=False).distinct()] == [("Café Zürich", 4)]


def test_four_spellings_are_one_campaign_and_one_client_type(business):
    rows = "".join(f"N{n},Radio,{name},{name}\n" for n, name in enumerate(FOUR))
    bring_in(f"id,origin,push,kind_of\n{rows}", id="external_id", origin="source", push="campaign", kind_of="client_type")
    assert (Campaign.objects.count(), Lead.objects.filter(campaign__name="Café Zürich").count()) == (1, 4)
    assert list(Contact.objects.values_list("client_type", flat=True).distinct()) == ["Café Zürich"]


def test_a_name_typed_in_settings_is_found_in_any_spelling():
    assert Source.add(APART) == Source.add("Café Zürich")
    ClientType.add(APART)
    assert ClientType.spelled("CAFÉ ZÜRICH") == "Café Zürich"


def test_keys_of_before_are_made_anew_and_nothing_is_merged():
    old, composed, other = Source.add("Cafe"), Source.add("Radio"), Source.add("Café Zürich")
    Source.objects.filter(pk=old.pk).update(name=APART, key=APART.casefold())
    Source.objects.filter(pk=composed.pk).update(name=unicodedata.normalize("NFD", "Büro"), key=unicodedata.normalize("NFD", "büro"))
    migration = import_module("leads.migrations.0015_keys_of_composed_names")
    migration.make_keys_anew(apps, None)
    keys = dict(Source.objects.values_list("pk", "key"))
    assert (keys[old.pk], keys[other.pk], keys[composed.pk]) == (APART.casefold(), "café zürich", "büro")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Goggle search", "Google search"),
        ("Google serach", "Google search"),
        ("Google-Search", "Google search"),
        ("Googlesearch", "Google search"),
        ("Cafe Zurich", "Café Zürich"),
        ("Flyer 2026", ""),
        ("Brand B", ""),
        ("Radio", ""),
        ("TV", ""),
    ],
)
def test_a_misspelt_name_is_told_from_another(name, near):
    present = ["Google search", "Café Zürich", "Flyer 2025", "Brand A", "Audio", "PV"]
    assert near_names([name], present=present).get(name, "") == near


def test_the_rarer_of_two_new_spellings_may_be_the_commoner(business):
    (found,) = newcomers(table_of("origin\nBillbord\nBillboard\nBillboard\n"), Plan(columns={"origin": "source"}))
    assert [(name.theirs, name.near) for name in found.names] == [("Billboard", ""), ("Billbord", "Billboard")]


def test_the_command_makes_a_misspelt_name_only_when_somebody_says_so(run, sources):  # noqa: F811
    text, columns = "id,origin\nA1,Goggle search\n", ("--map", "id=external_id", "origin=source")
    with pytest.raises(CommandError, match=r"--map-value 'source:Goggle search=Google search'.*=Goggle search to make it new"):
        run(text, *columns)
    assert not Lead.objects.exists()
    run(text, *columns, "--map-value", "source:Goggle search=Google search")
    assert Lead.objects.get().source.name == "Google search"


def test_the_command_makes_it_new_when_that_is_said(run, sources):  # noqa: F811
    text, columns = "id,origin\nA1,Goggle search\n", ("--map", "id=external_id", "origin=source")
    summary = run(text, *columns, "--map-value", "source:Goggle search=Goggle search")
    assert (Lead.objects.get().source.name, summary["new"]) == ("Goggle search", {"source": ["Goggle search"]})


def test_the_preview_offers_it_first_and_chooses_nothing(client, cast, sources):
    client.force_login(cast.owner)
    client.post(reverse("imports"), {"file": SimpleUploadedFile("leads.csv", b"Name,Origin\nAnn,Goggle search\n")})
    draft = Import.objects.get()
    client.post(reverse("import", args=[draft.pk]), {"column-0": "name", "column-1": "source", "zone": "Europe/London"})
    client.post(reverse("import_values", args=[draft.pk]), {"no_day": "unknown"})
    page = client.get(reverse("import_preview", args=[draft.pk]))
    field = page.context["names"]["source-0"]
    assert [value for value, _label in field.field.choices][:2] == ["", "Google search"]
    assert field.value() == ""
    assert "Is it Google search?" in page.text
