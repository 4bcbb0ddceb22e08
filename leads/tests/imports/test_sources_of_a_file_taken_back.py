"""A source or campaign that a file made goes off the Log with the file, unless something else hangs on it, and comes back with it."""

import pghistory
import pytest
from django.core.management import call_command

from leads.imports.undo.taking_back import bring_back, take_back
from leads.models import Campaign, Import, Source
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db
CSV = "Lead ID,Name,Origin,Campaign\nA1,Ann,Radio West,Spring\nA2,Bob,Leaflet,Summer\n"
COLUMNS = ["Lead ID=external_id", "Name=name", "Origin=source", "Campaign=campaign"]


@pytest.fixture
def bring_in(tmp_path, business, sources):
    path = tmp_path / "leads.csv"
    path.write_text(CSV)

    def bring_in() -> Import:
        call_command("import_leads", str(path), "--map", *COLUMNS, "--system", "Zoho", "--no-day", "unknown", verbosity=0)
        return Import.objects.latest("uploaded_at")

    return bring_in


@pytest.fixture
def file(bring_in):
    return bring_in()


def in_use() -> set[str]:
    return {row.name for model in (Source, Campaign) for row in model.objects.filter(retired_at=None)}


def test_source_and_campaigns_of_the_file_go_with_it(file, cast):
    assert {"Radio West", "Spring", "Summer"} <= in_use()
    take_back(file, by=cast.owner)
    assert in_use().isdisjoint({"Radio West", "Spring", "Summer"})
    assert "Leaflet" in in_use()


def test_source_that_has_another_lead_stays(file, cast):
    make_lead("Cem", source=Source.objects.get(name="Radio West"))
    take_back(file, by=cast.owner)
    assert "Radio West" in in_use()


def test_source_that_somebody_renamed_stays(file, cast):
    with pghistory.context(user=cast.owner.pk):
        Source.objects.get(name="Radio West").rename("Radio North")
    take_back(file, by=cast.owner)
    assert "Radio North" in in_use()


def test_they_come_back_with_the_file(file, cast):
    take_back(file, by=cast.owner)
    bring_back(Import.objects.get(pk=file.pk), by=cast.owner)
    assert {"Radio West", "Spring", "Summer"} <= in_use()


def test_file_that_names_them_again_has_them_in_use(file, bring_in, cast):
    take_back(file, by=cast.owner)
    bring_in()
    assert {"Radio West", "Spring", "Summer"} <= in_use()


def test_source_that_a_person_retired_stays_retired(file, bring_in):
    Source.objects.get(name="Radio West").retire()
    bring_in()
    assert "Radio West" not in in_use()


def test_they_go_again_with_the_file(file, cast):
    take_back(file, by=cast.owner)
    bring_back(Import.objects.get(pk=file.pk), by=cast.owner)
    take_back(Import.objects.get(pk=file.pk), by=cast.owner)
    assert in_use().isdisjoint({"Radio West", "Spring", "Summer"})


def test_source_renamed_after_it_came_back_stays(file, cast):
    take_back(file, by=cast.owner)
    bring_back(Import.objects.get(pk=file.pk), by=cast.owner)
    with pghistory.context(user=cast.owner.pk):
        Source.objects.get(name="Radio West").rename("Radio North")
    take_back(Import.objects.get(pk=file.pk), by=cast.owner)
    assert "Radio North" in in_use()
