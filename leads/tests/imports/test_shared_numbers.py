"""One shared number or address is no proof of one person."""

import pytest

from leads.models import Contact, Lead, Touch
from leads.tests.imports.conftest import bring_in, counts

pytestmark = pytest.mark.django_db

COLUMNS = {"name": "name", "phone": "phone", "mail": "email"}
SWITCHBOARD = (
    "name,phone,mail\n"
    "Ann Miller,0113 496 0142,ann@chandler.example\n"
    "Bob Stone,0113 496 0142,bob@chandler.example\n"
    "Cy Young,0113 496 0142,cy@chandler.example\n"
)


def test_colleagues_behind_a_switchboard_are_three_people(business):
    summary = bring_in(SWITCHBOARD, **COLUMNS)
    assert counts(summary) == (3, 0, 0, 0)
    assert sorted(Contact.objects.values_list("name", flat=True)) == ["Ann Miller", "Bob Stone", "Cy Young"]
    assert [warning.row for warning in summary.warnings] == [3, 4]
    assert "Ann Miller" in summary.warnings[0].reason


def test_colleagues_imported_again_change_nothing(business):
    bring_in(SWITCHBOARD, **COLUMNS)
    assert counts(bring_in(SWITCHBOARD, **COLUMNS)) == (0, 0, 3, 0)
    assert Contact.objects.count() == 3


def test_stranger_with_a_known_number_is_a_contact_of_their_own(business):
    Contact.make(name="Grace Novak", phones=[], emails=["office@firm.example"])
    summary = bring_in("name,mail\nBob Stone,office@firm.example\n", name="name", mail="email")
    assert sorted(Contact.objects.values_list("name", flat=True)) == ["Bob Stone", "Grace Novak"]
    assert "Grace Novak" in summary.warnings[0].reason


def test_second_personal_way_outweighs_another_name(business):
    bring_in("name,phone,mail\nAnn Miller,0113 496 0142,ann@home.example\n", **COLUMNS)
    bring_in("name,phone,mail\nAnn Smith,0113 496 0142,ann@home.example\n", **COLUMNS)
    contact = Contact.objects.get()
    assert contact.name == "Ann Miller"
    assert "Gave the name Ann Smith." in Touch.objects.get().text


def test_rows_without_dates_are_not_of_one_date(business):
    bring_in("name,phone,origin\nAnn Miller,0113 496 0142,\n", name="name", phone="phone", origin="source")
    bring_in("name,phone,wish\nAnn Miller,0113 496 0142,a door\n", name="name", phone="phone", wish="interest")
    assert Lead.objects.get().touches.get().text == "a door"


def test_name_turned_round_is_the_same_person(business):
    bring_in("name,phone,mail\nAnn Miller,0113 496 0142,\n", **COLUMNS)
    bring_in('name,phone,mail\n"Miller, Ann",0113 496 0142,ann@home.example\n', **COLUMNS)
    assert Contact.objects.get().emails.get().address == "ann@home.example"


def test_row_without_a_name_warns_whose_it_may_be(business):
    bring_in(SWITCHBOARD, **COLUMNS)
    summary = bring_in("phone,wish\n0113 496 0142,a window\n", phone="phone", wish="interest")
    assert Contact.objects.count() == 3
    assert "May be any of" in summary.warnings[0].reason
