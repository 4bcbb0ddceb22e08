from decimal import Decimal

import pytest

from leads.models import Lead, LeadChange, State
from leads.tests.imports.conftest import bring_in, counts

pytestmark = pytest.mark.django_db

FIRST = "id,name,phone,when,origin\nA1,Ann,0113 496 0142,2026-03-04,Leaflet\nA2,Bob,,,\n"
COLUMNS = {"id": "external_id", "name": "name", "phone": "phone", "when": "received_at", "origin": "source"}


@pytest.fixture
def imported(business):
    assert counts(bring_in(FIRST, **COLUMNS)) == (2, 0, 0, 0)


def test_the_same_file_again_changes_nothing(imported):
    before = list(Lead.objects.order_by("pk").values())
    assert counts(bring_in(FIRST, **COLUMNS)) == (0, 0, 2, 0)
    assert list(Lead.objects.order_by("pk").values()) == before
    assert not LeadChange.objects.exists()


def test_an_empty_cell_and_an_absent_column_change_nothing(imported):
    bring_in("id,name,when\nA1,,\n", id="external_id", name="name", when="received_at")
    lead = Lead.objects.get(external_id="A1")
    assert (lead.contact.name, lead.source.name, lead.received_at.day) == ("Ann", "Leaflet", 4)


def test_a_filled_cell_changes_its_lead_and_is_remembered_with_who_did_it(imported, cast):
    summary = bring_in("id,company,origin\nA1,Miller Ltd,Signboard\n", by=cast.owner, id="external_id", company="company", origin="source")
    lead = Lead.objects.get(external_id="A1")
    assert counts(summary) == (0, 1, 0, 0)
    assert (lead.contact.company, lead.source.name) == ("Miller Ltd", "Signboard")
    before = {name: value for change in lead.changes.all() for name, value in change.before.items()}
    assert before["company"] == ""
    assert before["source"] == "Leaflet"
    assert {change.by for change in lead.changes.all()} == {cast.owner}


def test_a_new_number_is_added_and_the_old_one_stays(imported):
    bring_in("id,phone\nA1,0113 496 0143\n", id="external_id", phone="phone")
    contact = Lead.objects.get(external_id="A1").contact
    assert sorted(contact.phones.values_list("e164", flat=True)) == ["+441134960142", "+441134960143"]


def test_each_new_id_is_a_lead_of_its_own_even_with_the_same_phone(business):
    bring_in("id,phone\nA1,0113 496 0142\nA2,0113 496 0142\n", id="external_id", phone="phone")
    assert Lead.objects.count() == 2
    assert Lead.objects.filter(touches=None).count() == 2


def test_an_id_that_stands_twice_in_a_file_is_one_lead(business):
    summary = bring_in("id,name\nA1,Ann\nA1,Anne\n", id="external_id", name="name")
    assert counts(summary) == (1, 1, 0, 0)
    assert Lead.objects.get().contact.name == "Ann"


def test_a_second_file_brings_only_when_it_was_won(imported, cast):
    summary = bring_in('id,won,sum\nA1,2026-03-10 12:00,"£1,200"\n', by=cast.sales, id="external_id", won="won_at", sum="amount")
    lead = Lead.objects.get(external_id="A1")
    sale = lead.opportunities.get().sales.get()
    assert counts(summary) == (0, 1, 0, 0)
    assert (lead.state, lead.contact.client_lead, sale.amount, sale.by) == (State.WON, lead, Decimal(1200), cast.sales)
    assert sale.sold_at.day == 10


def test_a_win_before_it_was_received_is_kept_and_flagged(imported):
    summary = bring_in("id,won\nA1,2026-03-02\n", id="external_id", won="won_at")
    assert [(each.row, each.reason) for each in summary.warnings] == [(2, "Won before it was received.")]
    assert Lead.objects.get(external_id="A1").state == State.WON


def test_a_withdrawn_lead_stays_withdrawn(imported, cast):
    Lead.objects.get(external_id="A2").withdraw(by=cast.owner)
    summary = bring_in("id,name\nA2,Bob B\n", id="external_id", name="name")
    assert counts(summary) == (0, 0, 1, 0)
    assert len(summary.warnings) == 1
    assert Lead.objects.get(external_id="A2").contact.name == "Bob"
