"""Our own list, changed in a spreadsheet, brought in and taken back: every row is as it was before."""

import csv
import io

import pghistory
import pytest

from accounts.models import Business
from leads.export import as_csv, chunks, columns
from leads.imports.columns.recognition import propose
from leads.imports.own.kind import kind_of
from leads.imports.plan import Plan
from leads.imports.reading import read
from leads.imports.runs.batch_loop import run
from leads.imports.undo.taking_back import bring_back, survey, take_back
from leads.models import Contact, ContactEmail, ContactPhone, HandOff, Import, Lead, Touch
from leads.tests.imports.conftest import bring_in
from sales.models import Opportunity, Refund, Sale

pytestmark = pytest.mark.django_db
COLUMNS = {
    "id": "external_id", "name": "name", "phone": "phone", "mail": "email", "origin": "source", "campaign": "campaign",
    "day": "received_at", "won": "won_at", "stage": "stage", "sum": "amount", "note": "notes", "who": "client_type",
}  # fmt: skip
FILE = (
    "id,name,phone,mail,origin,campaign,day,won,stage,sum,note,who\n"
    "A1,Ann Miller,0113 496 0142,ann@home.example,Leaflet,Spring,2026-03-04,,Quoted,80,Rang,Private\n"
    "A2,Bob Stone,0113 496 0143,,Signboard,,2026-03-05,2026-04-01,,1200,,\n"
    "A3,Cem Ak,,cem@home.example,Leaflet,,2026-03-06,,,,,Firm\n"
)
CHANGED = {
    "A1": {
        "name": "Anne Millar", "phone": "0113 496 0199", "other_phones": "0113 496 0142", "email": "anne@work.example",
        "source": "Signboard", "campaign": "", "notes": "Wrote", "client_type": "Firm", "received_at": "2026-03-01",
        "channel": "website", "value": "95.00", "interest": "A door", "town": "Leeds", "company": "Millar Ltd", "owner": "Somebody",
    },
    "A2": {"name": "Rob Stone", "phone": "(blank)", "email": "rob@home.example", "notes": "Second", "source": "(blank)"},
    "A3": {"stage": "Won", "value": "300.00", "client_type": "(blank)"},
}  # fmt: skip
MODELS = (Contact, ContactPhone, ContactEmail, Lead, Touch, HandOff, Opportunity, Sale, Refund)


def stored() -> dict[str, list[dict]]:
    """All rows; the version of a deal counts the changes themselves."""
    return {model.__name__: [_without_version(row) for row in model.objects.order_by("pk").values()] for model in MODELS}


def _without_version(row: dict) -> dict:
    return {name: value for name, value in row.items() if name != "version"}


def saved() -> list[dict[str, str]]:
    written = columns(sells=True)
    text = "".join(as_csv.blocks(chunks(Lead.objects.all(), columns=written, business=Business.current()), columns=written))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def bring(rows: list[dict[str, str]], *, by) -> Import:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    table = read(out.getvalue().encode())
    kind = kind_of(table, "leads")
    plan = Plan.for_business(Business.current(), columns=propose(table, kind=kind), kind=kind)
    file = Import.objects.create(name="leads.csv", size=1, rows=len(rows), plan=plan.as_json(), by=by)
    summary = run(table, plan, by=by, file=file)
    assert summary.errors == []
    file.finish(summary.as_json())
    return Import.objects.get(pk=file.pk)


@pytest.fixture
def leads(stages, sources):
    with pghistory.context():
        bring_in(FILE, **COLUMNS)


@pytest.fixture
def rows(leads) -> list[dict[str, str]]:
    """The saved list, changed."""
    return [row | CHANGED[row["external_id"]] for row in saved()]


def test_unchanged_list_has_nothing_to_take_back(leads, cast):
    before = stored()
    file = bring(saved(), by=cast.owner)
    assert (survey(file, most=9).does_something, take_back(file, by=cast.owner)) == (False, 0)
    assert stored() == before


def test_changed_list_goes_back_and_comes_again(rows, cast):
    before = stored()
    file = bring(rows, by=cast.owner)
    after = stored()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"Contact", "ContactPhone", "ContactEmail", "Lead", "Opportunity", "Sale"}
    take_back(file, by=cast.owner)
    assert stored() == before
    bring_back(file, by=cast.owner)
    assert stored() == after


def test_leads_that_came_back_from_a_list_go_whole(leads, cast):
    rows = saved()
    with pghistory.context():
        for model in (Sale, Opportunity, Lead, Contact):
            Contact.objects.update(client_lead=None) if model is Lead else None
            model.objects.all().delete()
    file = bring(rows, by=cast.owner)
    after = stored()
    assert take_back(file, by=cast.owner) == 3
    assert (Opportunity.objects.count(), Sale.objects.count(), Contact.objects.current().count()) == (0, 0, 0)
    assert set(Lead.objects.values_list("state", flat=True)) == {"withdrawn"}
    bring_back(file, by=cast.owner)
    assert stored() == after
