"""The page says before what goes, what is put back and what stays, and afterwards offers Undo."""

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leads.models import Activity, Import, Lead
from leads.tests.imports.conftest import bring_in, bring_in_file

pytestmark = pytest.mark.django_db
COLUMNS = {"id": "external_id", "name": "name", "note": "notes"}


@pytest.fixture
def file(business, cast) -> Import:
    with pghistory.context():
        bring_in("id,name,note\nA1,Ann,First\n", **COLUMNS)
    file = bring_in_file("id,name,note\nA1,Ann,Second\nB1,Bob,\nB2,Cem,\n", **COLUMNS)
    with pghistory.context(user=cast.staff.pk):
        Activity.log(Lead.objects.get(external_id="B2"), by=cast.staff, kind="call")
    return file


@pytest.fixture
def address(client, cast, file) -> str:
    client.force_login(cast.owner)
    return reverse("import_taking_back", args=[file.pk])


def test_page_names_what_goes_and_what_stays(client, address):
    page = client.get(address).text
    assert "Take 1 lead back?" in page
    assert "1 change of what was here before is put back as well." in page
    assert ("Cem" in page, "Somebody worked on it" in page, "These stay (1)" in " ".join(page.split())) == (True, True, True)


def test_undo_is_offered_and_works(client, address, file):
    page = client.post(address, follow=True).text
    assert "1 lead was taken back, 1 change was put back" in page
    assert reverse("import_bringing_back", args=[file.pk]) in page
    assert Lead.objects.get(external_id="A1").notes == "First"
    client.post(reverse("import_bringing_back", args=[file.pk]))
    assert Lead.objects.get(external_id="A1").notes == "Second"


def test_what_stays_is_said_after_the_rest_went(client, address):
    client.post(address)
    page = client.get(address).text
    assert ("Nothing to take back" in page, "because somebody worked on it" in page, "Cem" in page) == (True, True, True)


def test_the_rest_is_offered_while_something_stays(client, address, file):
    client.post(address)
    page = client.get(reverse("import", args=[file.pk])).text
    assert ("Take the rest back" in page, "Part of it was taken back" in page) == (True, True)


def test_what_stayed_goes_once_the_work_is_undone(client, address, file):
    client.post(address)
    Activity.objects.all().delete()
    assert "Take 1 lead back?" in client.get(address).text
    client.post(address)
    page = client.get(reverse("import", args=[file.pk])).text
    assert (Lead.objects.get(external_id="B2").state, "Take the rest back" in page) == ("withdrawn", False)
    assert "Nothing of this file is left" in client.get(address).text


def test_a_changed_field_that_stays_is_named(client, cast, file, address):
    with pghistory.context(user=cast.staff.pk):
        Lead.objects.get(external_id="A1").edit(by=cast.staff, notes="Third")
    assert "Changed by the file, and by somebody since: Notes" in client.get(address).text


def test_all_of_it_is_brought_in_again_from_its_page(client, address, file):
    Activity.objects.all().delete()
    client.post(address)
    page = client.get(reverse("import", args=[file.pk])).text
    offered = [reverse(name, args=[file.pk]) in page for name in ("import_taking_back", "import_bringing_back")]
    assert ("It was taken back" in page, offered) == (True, [False, True])
    assert "See the leads" not in page
    client.post(reverse("import_bringing_back", args=[file.pk]))
    page = client.get(reverse("import", args=[file.pk])).text
    assert ("Take it all back" in page, "It was taken back" in page) == (True, False)
    assert "See the leads" in page


def test_what_was_brought_in_again_is_signed(client, address, file, cast):
    client.post(address)
    client.post(reverse("import_bringing_back", args=[file.pk]))
    for name in ("A1", "B1"):
        lead = Lead.objects.get(external_id=name)
        assert [change.by for change in lead.changes.order_by("-at", "-pk")[:2]] == [cast.owner] * 2
        assert str(cast.owner) in client.get(lead.get_absolute_url()).text


def statements(client, rows: int) -> int:
    """How many it takes to take back a file of so many new leads."""
    lines = "".join(f"C{rows}-{n},Person {n},\n" for n in range(rows))
    file = bring_in_file(f"id,name,note\n{lines}", **COLUMNS)
    with CaptureQueriesContext(connection) as queries:
        client.post(reverse("import_taking_back", args=[file.pk]))
    return len(queries)


def test_statements_do_not_grow_with_rows(client, address):
    statements(client, 2)  # what is only asked once
    assert statements(client, 3) == statements(client, 300)
    assert Lead.objects.filter(state="withdrawn").count() == 305


def test_front_desk_sees_no_such_page(client, address, cast):
    client.force_login(cast.staff)
    assert client.get(address).status_code == 403


def test_what_was_not_taken_back_is_not_brought_back(client, address, file):
    page = client.post(reverse("import_bringing_back", args=[file.pk]), follow=True).text
    assert "Nothing of it is taken back." in page
    assert "counts again" not in page
