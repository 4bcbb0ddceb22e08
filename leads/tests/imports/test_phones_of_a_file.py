"""Numbers in a file: valid, or said so."""

import pytest

from leads.models import Contact, ContactPhone
from leads.tests.imports.conftest import bring_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def germany(business):
    business.country = "DE"
    business.save()
    return business


def test_numbers_that_lost_their_plus_are_whole_again_or_warned_of(germany):
    text = "name,tel\nUta,491512345678\nJan,4917612345678\nEva,+49 151 2345678\n"
    summary = bring_in(text, name="name", tel="phone")
    assert list(ContactPhone.objects.order_by("pk").values_list("e164", flat=True)) == ["", "+4917612345678", "+491512345678"]
    assert [each.row for each in summary.warnings] == [2, 4]
    assert "+491512345678" in summary.warnings[0].reason


def test_numbers_that_a_spreadsheet_changed_are_read_or_warned_of(germany):
    summary = bring_in("id,tel\nS1,4.91513E+12\nS3,1512345678.0\n", id="external_id", tel="phone")
    assert list(ContactPhone.objects.order_by("pk").values_list("as_typed", "e164")) == [
        ("4.91513E+12", ""),
        ("1512345678.0", "+491512345678"),
    ]
    assert [each.row for each in summary.warnings] == [2, 3]


def test_a_filler_makes_nobody_the_same_person(germany):
    bring_in("name,tel\nAnn Miller,0000000000\nBob Kuhn,0000000000\n", name="name", tel="phone")
    assert Contact.objects.count() == 2


def test_two_numbers_in_a_cell_are_two_and_a_fax_is_none(germany):
    summary = bring_in("name,tel\nAnn,030 1234567 (privat) 0171 2345678\nBob,Fax 030 1234568\n", name="name", tel="phone")
    assert sorted(ContactPhone.objects.values_list("e164", flat=True)) == ["+491712345678", "+49301234567"]
    assert "fax" in summary.warnings[0].reason
    assert "Fax 030 1234568" in Contact.objects.get(name="Bob").leads.get().notes


def test_numbers_are_read_in_the_country_of_the_file(business):
    bring_in("name,tel\nUta,030 1234567\n", name="name", tel="phone", country="DE")
    assert ContactPhone.objects.get().e164 == "+49301234567"
