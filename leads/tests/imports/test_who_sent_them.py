import pytest

from leads.models import Contact, Lead, Source
from leads.phones import parse_phone
from leads.tests.imports.conftest import bring_in, counts

pytestmark = pytest.mark.django_db
COLUMNS = {"id": "external_id", "name": "name", "sent": "referred_by"}


@pytest.fixture
def helen(sources):
    helen = Contact.make(name="Helen Marsh", phones=[parse_phone("0113 496 0142", country="GB")], emails=["helen@example.com"])
    Lead.objects.create(contact=helen, source=sources["Leaflet"], external_id="H1")
    return helen


@pytest.mark.parametrize("said", ["helen marsh", "HELEN@example.com", "0113 4960142", "H1"])
def test_they_are_found_and_it_is_a_recommendation(helen, said):
    assert counts(bring_in(f"id,name,sent\nA1,Ann,{said}\n", **COLUMNS)) == (1, 0, 0, 0)
    lead = Lead.objects.get(external_id="A1")
    assert (lead.referred_by, lead.source.kind) == (helen, Source.Kind.REFERRAL)


def test_a_source_of_its_own_stays_and_the_same_file_again_changes_nothing(helen):
    rows = "id,name,sent,origin\nA1,Ann,H1,Signboard\n,Bob,Helen Marsh,\n"
    bring_in(rows, **COLUMNS, origin="source")
    assert Lead.objects.get(external_id="A1").source.name == "Signboard"
    assert counts(bring_in(rows, **COLUMNS, origin="source")) == (0, 0, 2, 0)


def test_somebody_of_the_same_file_is_found(business):
    rows = "id,name,sent\nA1,Ann,\nA2,Bob,A1\nA3,Cem,Dee\nA4,Dee,\n"
    first = bring_in(rows, **COLUMNS)
    assert Lead.objects.get(external_id="A2").referred_by.name == "Ann"
    assert Lead.objects.get(external_id="A3").referred_by.name == "Dee"
    assert not first.warnings


@pytest.mark.parametrize(("said", "why"), [("Nobody", "nobody here"), ("Ann", "sends themselves"), ("Helen Marsh", "several people")])
def test_who_cannot_be_told_is_warned_of_and_the_row_goes_in(helen, said, why):
    Contact.make(name="Helen Marsh")
    done = bring_in(f"id,name,sent\nA1,Ann,{said}\n", **COLUMNS)
    assert (counts(done)[0], why in done.warnings[0].reason) == (1, True)
    assert Lead.objects.get(external_id="A1").referred_by is None


def test_a_known_lead_gets_its_sender_and_an_empty_cell_takes_nobody_away(helen, cast):
    bring_in("id,name\nA1,Ann\n", **{name: field for name, field in COLUMNS.items() if name != "sent"})
    assert counts(bring_in("id,sent\nA1,H1\n", by=cast.owner, id="external_id", sent="referred_by")) == (0, 1, 0, 0)
    bring_in("id,sent\nA1,\n", id="external_id", sent="referred_by")
    lead = Lead.objects.get(external_id="A1")
    assert (lead.referred_by, lead.changes.get().by) == (helen, cast.owner)
