"""No file brings an erased person in again, and nobody who wanted no mail is written to; whoever turns to us anew is welcome."""

import pytest

from leads.mail.optout import has_opted_out, lift, opt_out
from leads.models import Contact, ErasedKey, Lead, MailAddress
from leads.privacy.erasure import erase
from leads.tests.imports.conftest import bring_in, counts
from tests.privacy.conftest import EMAIL

pytestmark = pytest.mark.django_db
COLUMNS = {"Name": "name", "Mail": "email", "Phone": "phone", "Number": "external_id"}


def bring_in_people(*rows: str, **rest):
    return bring_in("\n".join(["Name,Mail,Phone,Number", *rows]), **COLUMNS, **rest)


@pytest.fixture
def erased(una, cast):
    Lead.objects.filter(pk=una.lead.pk).update(external_id="A7", external_system="Zoho")
    erase(una.contact, by=cast.owner)


def test_a_row_with_their_address_is_left_out(erased):
    summary = bring_in_people(f"Una,{EMAIL},,1", "Ben,ben@ash.example,,2")
    assert counts(summary) == (1, 0, 1, 0)
    assert [(each.row, each.reason) for each in summary.warnings] == [(2, "Left out: this person was erased")]


def test_a_row_with_their_phone_is_left_out(erased):
    assert counts(bring_in_people("Una,,0113 496 0142,1")) == (0, 0, 1, 0)


def test_a_row_with_their_id_is_left_out(erased):
    assert counts(bring_in_people("Una,,,A7", system="Zoho")) == (0, 0, 1, 0)


def test_the_same_id_of_another_program_goes_in(erased):
    assert counts(bring_in_people("Ann,,,A7", system="Shop")) == (1, 0, 0, 0)


def test_whoever_turns_to_us_anew_is_imported_again(erased):
    Contact.make(name="Una", emails=[EMAIL])
    assert counts(bring_in_people(f"Una,{EMAIL},,1"))[2] == 0


def test_an_erased_opt_out_still_holds(una, cast):
    opt_out(EMAIL, how=MailAddress.How.LINK)
    erase(una.contact, by=cast.owner)
    assert not MailAddress.objects.exists()
    assert has_opted_out(EMAIL)
    assert MailAddress.locked(EMAIL).is_opted_out


def test_an_erased_opt_out_is_lifted_when_they_say_so(una, cast):
    opt_out(EMAIL, how=MailAddress.How.LINK)
    erase(una.contact, by=cast.owner)
    lift(EMAIL, by=cast.owner, note="asked for the price list")
    assert not has_opted_out(EMAIL)


def test_an_address_without_opt_out_may_be_written_to(una, cast):
    erase(una.contact, by=cast.owner)
    assert not has_opted_out(EMAIL)
    assert ErasedKey.objects.filter(kind="opt_out").count() == 0
