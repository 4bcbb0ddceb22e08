"""An id belongs to the program it comes from: the same number from another one is another lead."""

import pytest

from leads.models import Lead
from leads.tests.imports.conftest import bring_in, counts

pytestmark = pytest.mark.django_db

COLUMNS = {"id": "external_id", "name": "name", "origin": "source"}
ZOHO = "id,name,origin\n1,Ann Miller,Leaflet\n2,Bob Stone,Leaflet\n"
SHOP = "id,name,origin\n1,Cy Young,Website\n2,Dee King,Website\n"


def test_same_ids_of_two_programs_are_four_leads(business):
    bring_in(ZOHO, system="Zoho", **COLUMNS)
    assert counts(bring_in(SHOP, system="Shop", **COLUMNS)) == (2, 0, 0, 0)
    names = Lead.objects.order_by("contact__name").values_list("contact__name", "external_system")
    assert list(names) == [("Ann Miller", "Zoho"), ("Bob Stone", "Zoho"), ("Cy Young", "Shop"), ("Dee King", "Shop")]


def test_row_whose_name_and_source_contradict_its_id_stops(business):
    bring_in(ZOHO, **COLUMNS)
    before = list(Lead.objects.order_by("pk").values())
    summary = bring_in(SHOP, **COLUMNS)
    assert counts(summary) == (0, 0, 0, 2)
    assert "Ann Miller (Leaflet)" in summary.errors[0].reason
    assert list(Lead.objects.order_by("pk").values()) == before


def test_row_with_the_same_id_and_source_renames_nobody(business):
    bring_in(ZOHO, **COLUMNS)
    summary = bring_in("id,name,origin,phone\n1,Cy Young,Leaflet,0113 496 0142\n", phone="phone", **COLUMNS)
    lead = Lead.objects.get(external_id="1")
    assert counts(summary) == (0, 1, 0, 0)
    assert lead.contact.name == "Ann Miller"
    assert lead.notes == "Gave the name Cy Young.\nGave 0113 496 0142."
    assert not lead.contact.phones.exists()


def test_same_id_known_person_with_another_spelling_is_brought_up_to_date(business):
    bring_in(ZOHO, **COLUMNS)
    assert counts(bring_in("id,name,origin\n1,Anne Miller,Signboard\n", **COLUMNS)) == (0, 0, 0, 1)
    assert counts(bring_in('id,name,origin\n1,"Miller, Ann",Signboard\n', **COLUMNS)) == (0, 1, 0, 0)
