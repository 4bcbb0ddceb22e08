"""E-mail addresses with a name or other things round them."""

import pytest

from leads.models import Contact
from leads.tests.imports.conftest import bring_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "cell",
    [
        "Ann Miller (ann@firm.example)",
        "Ann Miller <ann@firm.example>",
        "mailto:ann@firm.example",
        "mailto:ann@firm.example?subject=Hello",
        '"Ann Miller" <ann@firm.example>',
        "ann@firm.example (work)",
    ],
)
def test_an_address_is_taken_out_of_what_is_round_it(business, cell):
    quoted = cell.replace('"', '""')
    summary = bring_in(f'id,reach\nA1,"{quoted}"\n', id="external_id", reach="email")
    assert Contact.objects.get().emails.get().address == "ann@firm.example"
    assert summary.warnings == []


def test_the_name_beside_an_address_is_kept_where_the_row_has_none(business):
    text = "id,name,reach\nA1,,Ann Miller (ann@firm.example)\nA2,Bob Kuhn,Ann Miller <bob@firm.example>\n"
    bring_in(text, id="external_id", name="name", reach="email")
    assert list(Contact.objects.order_by("pk").values_list("name", flat=True)) == ["Ann Miller", "Bob Kuhn"]


def test_a_turned_name_with_a_comma_keeps_its_address(business):
    bring_in('id,reach\nA1,"Miller, Ann <ann@firm.example>"\n', id="external_id", reach="email")
    assert Contact.objects.get().emails.get().address == "ann@firm.example"


def test_a_number_beside_an_address_is_a_phone(business):
    bring_in("id,reach\nA1,ann@firm.example 0113 496 0142\n", id="external_id", reach="email")
    contact = Contact.objects.get()
    assert (contact.emails.get().address, contact.phones.get().e164) == ("ann@firm.example", "+441134960142")


def test_what_only_looks_like_an_address_is_kept_in_the_notes(business):
    summary = bring_in("id,reach\nA1,ann@firm\n", id="external_id", reach="email")
    assert Contact.objects.count() == 0
    assert "not an e-mail address" in summary.warnings[0].reason
