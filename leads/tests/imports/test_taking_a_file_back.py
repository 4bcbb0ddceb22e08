"""A whole file taken back: what it made and nobody has touched; it can be undone, and brought in again."""

import pghistory
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from leads.imports.undo.taking_back import bring_back, survey, take_back, untouched
from leads.models import Activity, Import, Lead, LeadChange

pytestmark = pytest.mark.django_db
CSV = b"Lead ID,Name,Origin\nA1,Ann,Leaflet\nA2,Bob,Leaflet\nA3,Cem,Leaflet\nA4,Dee,Leaflet\n"


@pytest.fixture(autouse=True)
def _at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def owner(client, cast):
    client.force_login(cast.owner)
    return client


@pytest.fixture
def bring(owner, business, sources):
    def send(data: bytes = CSV) -> Import:
        owner.post(reverse("imports"), {"file": SimpleUploadedFile("leads.csv", data)})
        file = Import.objects.order_by("-uploaded_at").first()
        columns = {"column-0": "external_id", "column-1": "name", "column-2": "source", "zone": "Europe/London", "system": "Zoho"}
        owner.post(reverse("import", args=[file.pk]), columns)
        owner.post(reverse("import_values", args=[file.pk]), {"no_day": "unknown"})
        owner.post(reverse("import_start", args=[file.pk]))
        return Import.objects.get(pk=file.pk)

    return send


def lead(name: str) -> Lead:
    return Lead.objects.get(external_id=name)


def states() -> str:
    return " ".join(Lead.objects.order_by("external_id").values_list("state", flat=True))


def counted(business) -> int:
    """What every report counts from."""
    return Lead.objects.new_business().count()


def test_what_nobody_touched_goes_and_the_numbers_follow(owner, bring, business, cast):
    file = bring()
    assert counted(business) == 4
    owner.post(reverse("import_taking_back", args=[file.pk]))
    assert (states(), counted(business)) == ("withdrawn withdrawn withdrawn withdrawn", 0)
    change = LeadChange.objects.get(lead=lead("A1"))
    assert (change.verb, change.by, change.note) == ("withdrawn", cast.owner, "With the whole file it came in")


def test_what_somebody_touched_stays_and_is_listed_with_the_reason(owner, bring, cast):
    file = bring()
    with pghistory.context(user=cast.staff.pk):
        lead("A1").edit(by=cast.staff, notes="Rang back")
        Activity.objects.create(lead=lead("A2"), kind="call", by=cast.staff)
        lead("A3").withdraw(by=cast.staff)
    reasons = {each.label: each.reason for each in survey(file, most=9).staying}
    assert reasons == {"Ann": "Somebody changed it", "Bob": "Somebody worked on it", "Cem": "Withdrawn already"}
    assert "Somebody worked on it" in owner.get(reverse("import_taking_back", args=[file.pk])).text
    owner.post(reverse("import_taking_back", args=[file.pk]))
    assert states() == "open open withdrawn withdrawn"


def test_what_sales_has_stays(bring, cast):
    file = bring()
    with pghistory.context(user=cast.staff.pk):
        Lead.objects.filter(external_id="A1").update(state="in_sales")
    assert take_back(file, by=cast.owner) == 3
    assert [each.reason for each in survey(file, most=9).staying] == ["Sales has it, or had it"]


def test_it_can_be_undone_and_done_again(owner, bring, business):
    file = bring()
    for _ in range(2):
        owner.post(reverse("import_taking_back", args=[file.pk]))
        assert counted(business) == 0
        owner.post(reverse("import_bringing_back", args=[file.pk]))
        assert counted(business) == 4


def test_a_second_time_takes_nothing_more(bring, cast):
    file = bring()
    assert (take_back(file, by=cast.owner), take_back(file, by=cast.owner)) == (4, 0)


def test_leads_of_another_file_stay(bring, cast):
    bring()
    other = bring(b"Lead ID,Name,Origin\nB1,Eve,Leaflet\nA1,Ann Again,Leaflet\n")
    assert untouched(other) == [lead("B1").pk]
    take_back(other, by=cast.owner)
    assert states() == "open open open open withdrawn"


def test_the_mended_file_brings_them_in_again(bring, cast):
    take_back(bring(), by=cast.owner)
    again = bring(CSV.replace(b"Leaflet", b"Signboard"))
    assert states() == "open open open open"
    assert lead("A1").source.name == "Signboard"
    assert len(untouched(again)) == 4
    assert bring_back(again, by=cast.owner) == 0


def test_a_draft_cannot_be_taken_back(owner, business):
    owner.post(reverse("imports"), {"file": SimpleUploadedFile("leads.csv", CSV)})
    assert owner.post(reverse("import_taking_back", args=[Import.objects.get().pk])).status_code == 404


@pytest.mark.parametrize("name", ["import_taking_back", "import_bringing_back"])
def test_staff_take_nothing_back(client, bring, cast, name):
    file = bring()
    client.force_login(cast.staff)
    assert client.post(reverse(name, args=[file.pk])).status_code == 403
    assert states() == "open open open open"
