"""Our own list, changed in a spreadsheet and brought back: only what was changed changes, and by its id."""

import csv
import io

import pytest

from accounts.models import Business
from leads.export import as_csv, chunks, columns
from leads.imports.columns.recognition import propose
from leads.imports.own.kind import kind_of
from leads.imports.plan import Plan
from leads.imports.reading import read
from leads.imports.runs.batch_loop import run
from leads.models import Contact, Lead, LeadChange
from leads.tests.imports.conftest import bring_in, counts

pytestmark = pytest.mark.django_db
FILE = (
    "name,phone,mail,origin,wish,when\n"
    "Ann Miller,0113 496 0142,ann@home.example,Leaflet,a door,2026-03-04\n"
    "Bob Stone,+44 113 496 0143 ext 12,,,a window,2026-07-01 00:30\n"
)


@pytest.fixture
def leads(business):
    bring_in(FILE, name="name", phone="phone", mail="email", origin="source", wish="interest", when="received_at")
    return {lead.contact.name: lead for lead in Lead.objects.select_related("contact")}


def saved() -> list[dict[str, str]]:
    written = columns(sells=True)
    text = "".join(as_csv.blocks(chunks(Lead.objects.all(), columns=written, business=Business.current()), columns=written))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def bring_back(rows: list[dict[str, str]], *, by=None):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    table = read(out.getvalue().encode())
    kind = kind_of(table, "leads")
    return run(table, Plan.for_business(Business.current(), columns=propose(table, kind=kind), kind=kind), by=by)


def changed(leads, who: str, **cells):
    rows = saved()
    for row in rows:
        if row["id"] == str(leads[who].pk):
            row |= cells
    return bring_back(rows)


def test_unchanged_list_changes_nothing(leads):
    before = list(Lead.objects.order_by("pk").values())
    assert counts(bring_back(saved())) == (0, 0, 2, 0)
    assert list(Lead.objects.order_by("pk").values()) == before
    assert not LeadChange.objects.exists()


def test_changed_cell_alone_is_changed(leads, cast):
    assert counts(changed(leads, "Ann Miller", interest="two doors")) == (0, 1, 1, 0)
    lead = Lead.objects.get(pk=leads["Ann Miller"].pk)
    assert (lead.interest, lead.contact.phones.get().e164) == ("two doors", "+441134960142")
    assert lead.changes.get().before == {"interest": "a door"}


def test_numbers_and_days_as_a_spreadsheet_writes_them_change_nothing(leads):
    rows = saved()
    for row in rows:
        row["phone"] = row["phone"] if "x" in row["phone"] else row["phone"].removeprefix("+")
        row |= {name: row[name].replace("-", "/") for name in ("received_at", "logged_at")}
    assert counts(bring_back(rows)) == (0, 0, 2, 0)
    assert not LeadChange.objects.exists()


def test_our_own_list_may_rename_a_person(leads):
    changed(leads, "Ann Miller", name="Anna Miller-Jones")
    assert sorted(Contact.objects.values_list("name", flat=True)) == ["Anna Miller-Jones", "Bob Stone"]


def test_corrected_number_takes_the_place_of_the_old_one(leads):
    changed(leads, "Ann Miller", phone="0113 496 0199")
    assert leads["Ann Miller"].contact.phones.get().e164 == "+441134960199"


def test_empty_cell_changes_nothing_and_blank_empties(leads):
    changed(leads, "Ann Miller", interest="", source="(blank)")
    lead = Lead.objects.get(pk=leads["Ann Miller"].pk)
    assert (lead.interest, lead.source) == ("a door", None)


def test_what_no_file_can_change_is_said(leads):
    summary = changed(leads, "Ann Miller", state="won")
    assert Lead.objects.get(pk=leads["Ann Miller"].pk).state == "open"
    assert "State" in summary.warnings[0].reason


def test_row_without_our_id_is_a_new_lead(leads):
    rows = saved()
    rows.append(dict.fromkeys(rows[0], "") | {"name": "Cy Young", "source": "Signboard"})
    assert counts(bring_back(rows)) == (1, 0, 2, 0)
    assert Lead.objects.get(contact__name="Cy Young").source.name == "Signboard"


def test_list_without_its_ids_finds_the_same_people(leads):
    rows = [{name: row[name] for name in ("received_at", "source", "name", "phone", "email")} for row in saved()]
    bring_back(rows)
    assert Contact.objects.count() == 2


def test_extension_comes_back(leads):
    rows = saved()
    Lead.objects.all().delete()
    Contact.objects.all().delete()
    assert counts(bring_back(rows)) == (2, 0, 0, 0)
    phone = Contact.objects.get(name="Bob Stone").phones.get()
    assert (phone.e164, phone.extension) == ("+441134960143", "12")
    assert Lead.objects.get(contact__name="Bob Stone").received_at == leads["Bob Stone"].received_at
