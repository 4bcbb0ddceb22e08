"""One letter may be wrong; where somebody is called as typed, nobody else is offered."""

import pytest

from leads.models import Contact
from leads.search.names import one_slip

pytestmark = pytest.mark.django_db


@pytest.fixture
def lindqvist(business):
    Contact.make(name="Maria Lindqvist")


def names(text: str) -> list[str]:
    return sorted(contact.name for contact in Contact.objects.current().search(text, country="GB"))


@pytest.mark.parametrize("text", ["Lindkvist", "Lindqist", "Lindqqvist", "Lidnqvist", "Kindqvist", "Lindqvis Maria", "Maria Lindqvidt"])
def test_one_wrong_letter_finds_them(lindqvist, text):
    assert names(text) == ["Maria Lindqvist"]


@pytest.mark.parametrize("text", ["Lundkvist", "Mara Lindkvist", "Lin", "Mxr", "1indqvist1", "Lindqvist Anna"])
def test_two_wrong_letters_find_nobody(lindqvist, text):
    assert names(text) == (["Maria Lindqvist"] if text == "Lin" else [])


def test_a_name_as_typed_hides_those_alike(lindqvist):
    Contact.make(name="Mario Lindkvist")
    assert names("Lindkvist") == ["Mario Lindkvist"]
    assert names("Lindqvust") == ["Maria Lindqvist"]


def test_a_name_that_was_merged_away_hides_nobody(lindqvist):
    merged = Contact.make(name="M. Lindqvst")
    Contact.objects.filter(pk=merged.pk).update(merged_into=Contact.objects.first())
    assert names("Lindqvst") == ["Maria Lindqvist"]


def test_a_slip_has_four_forms():
    assert one_slip("abc") == sorted({"_bc", "a_c", "ab_", "a_bc", "ab_c", "bc", "ac", "ab", "bac", "acb"})
