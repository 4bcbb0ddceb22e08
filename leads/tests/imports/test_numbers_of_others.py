"""A fax, a pager, an assistant's or a company's main number is shared by colleagues, so it is nobody's phone."""

import pytest

from leads.imports.columns.recognition import propose
from leads.models import Contact, ContactPhone
from leads.tests.imports.conftest import bring_in_as_proposed, table_of

pytestmark = pytest.mark.django_db
OF_OTHERS = [
    *("Fax", "Fax Number", "Business Fax", "FaxNumber", "Fax geschäftlich", "Geschäftsfax", "Télécopie", "Telex", "Pager"),
    *("Pager Number", "Assistant's Phone", "Asst. Phone", "Telefon Assistent", "Company Main Phone", "Telefon Firma", "Switchboard"),
    "Organization - Phone",
]
THUNDERBIRD = (
    "First Name,Last Name,Primary Email,Work Phone,Fax Number,Pager Number,Mobile Number\n"
    "Ann,Miller,ann@chandler.example,020 7946 0001,020 7946 0199,020 7946 0198,07700 900101\n"
    "Bob,Stone,bob@chandler.example,020 7946 0002,020 7946 0199,020 7946 0198,07700 900102\n"
)


@pytest.mark.parametrize("header", OF_OTHERS)
def test_number_of_others_is_proposed_as_nothing(header):
    assert propose(table_of(f"Name,{header}\nAnn Miller,020 7946 0199\nBob Stone,020 7946 0199\n")) == {"Name": "name"}


@pytest.mark.parametrize("header", ["Business Phone", "Home Phone", "Phone (Halifax)", "Mobile phone"])
def test_number_of_the_person_stays_a_phone(header):
    assert propose(table_of(f"Name,{header}\nAnn Miller,020 7946 0199\n"))[header] == "phone"


def test_assistant_is_not_the_name():
    assert propose(table_of("Assistant,Full name\nCy Young,Ann Miller\n")) == {"Full name": "name"}


def test_colleagues_with_one_fax_stay_two_people(business):
    bring_in_as_proposed(THUNDERBIRD)
    assert sorted(Contact.objects.values_list("name", flat=True)) == ["Ann Miller", "Bob Stone"]
    assert not ContactPhone.objects.filter(digits__contains="79460199").exists()
