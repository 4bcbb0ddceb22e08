"""A postal address in a file goes to the person, the country by its two letters."""

import pytest

from leads.models import Contact
from leads.tests.imports.conftest import bring_in_as_proposed, counts

pytestmark = pytest.mark.django_db
FILE = "Lead ID,Name,Address 1,Address 2,Postcode,Town,County,Country\nA1,Ann,1 Mill Lane,Unit 4,LS1 4AP,Leeds,Yorkshire,{country}\n"


def address(contact: Contact) -> tuple[str, ...]:
    return (contact.street, contact.postcode, contact.town, contact.region, contact.country)


def test_address_of_a_row_is_the_persons(business):
    bring_in_as_proposed(FILE.format(country="United Kingdom"))
    assert address(Contact.objects.get()) == ("1 Mill Lane, Unit 4", "LS1 4AP", "Leeds", "Yorkshire", "GB")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("UK", "GB"),
        ("u.s.", "US"),
        ("de", "DE"),
        ("Deutschland", "DE"),
        ("États-Unis", "US"),
        ("España", "ES"),
        ("Nederland", "NL"),
        ("Oz", "Oz"),
    ],
)
def test_country_is_told_in_several_languages(business, written, kept):
    bring_in_as_proposed(FILE.format(country=written))
    assert Contact.objects.get().country == kept


def test_row_with_the_same_id_corrects_the_address(business):
    bring_in_as_proposed(FILE.format(country="UK"))
    summary = bring_in_as_proposed("Lead ID,Town\nA1,York\n")
    assert counts(summary) == (0, 1, 0, 0)
    assert address(Contact.objects.get()) == ("1 Mill Lane, Unit 4", "LS1 4AP", "York", "Yorkshire", "GB")


def test_second_row_of_a_person_leaves_their_address(business):
    bring_in_as_proposed("Name,Phone,Received,Street,Town\nAnn,0113 496 0142,2026-03-04,1 Mill Lane,Leeds\n")
    bring_in_as_proposed("Name,Phone,Received,Street,Town\nAnn,0113 496 0142,2026-03-05,9 Elm Row,York\n")
    assert address(Contact.objects.get())[0::2] == ("1 Mill Lane", "Leeds", "")
