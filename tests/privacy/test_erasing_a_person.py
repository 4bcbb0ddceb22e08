"""Nothing in the database, nor in a dump of it, says any more who an erased person was; counts and sums stay."""

import json

import pytest
from django.conf import settings

from leads.models import Contact, ErasedKey, Erasure, FileContent, Import, ImportChunk, Lead, MailAddress, Message
from leads.privacy import register
from leads.privacy.erasure import erase
from sales.models import Opportunity
from tests.privacy.conftest import EMAIL, NUMBER, WORD, tables_with

pytestmark = pytest.mark.django_db


def test_no_table_holds_them(una, cast):
    assert len(tables_with(WORD)) > 20
    erase(una.contact, by=cast.owner, reason="asked by letter")
    assert [tables_with(word) for word in (WORD, NUMBER, "1134960142", EMAIL)] == [[], [], [], []]


def test_counts_and_sums_stay(una, sold, cast):
    before = (Lead.objects.count(), Contact.objects.count(), sold.net, Opportunity.objects.won().count())
    erase(una.contact, by=cast.owner)
    sold.refresh_from_db()
    assert (Lead.objects.count(), Contact.objects.count(), sold.net, Opportunity.objects.won().count()) == before


def test_the_contact_says_it_was_erased(una, cast):
    erase(una.contact, by=cast.owner)
    una.contact.refresh_from_db()
    assert (str(una.contact), una.contact.name, una.contact.is_client) == ("Erased person", "", True)


def test_mail_that_waits_is_not_sent(una, cast):
    assert Message.objects.due().exists()
    erase(una.contact, by=cast.owner)
    assert not Message.objects.exists()


def test_bad_rows_of_others_stay(una, cast):
    erase(una.contact, by=cast.owner)
    file = Import.objects.get(pk=una.file.pk)
    assert b"".join(file.bad_rows()).decode().count("\n") == 2
    assert "ben@ash.example" in b"".join(file.bad_rows()).decode()
    assert [each["reason"] for each in file.summary["warnings"]] == ["…", "no day"]


def test_rows_of_namesakes_and_colleagues_stay(una, cast):
    rows = f"Name,Mail,Firm,Row,Reason\r\nx,jo{EMAIL},Quillfeather Ltd,2,no\r\nUna Quillfeathers,,,3,no\r\nx,{EMAIL},,4,no\r\n"
    ImportChunk.objects.update(data=rows.encode())
    erase(una.contact, by=cast.owner)
    kept = b"".join(Import.objects.get(pk=una.file.pk).bad_rows()).decode().splitlines()
    assert len(kept) == 3
    assert "Quillfeathers" in kept[2]


def test_files_of_mail_without_an_enquiry_go(una, cast):
    Message.objects.filter(direction="in").update(lead=None, contact=una.contact)
    erase(una.contact, by=cast.owner)
    assert not FileContent.objects.exists()


def test_what_is_open_is_closed(make_lead, make_opportunity, una, cast):
    waiting, selling = make_lead(contact=una.contact), make_opportunity(contact=una.contact)
    erase(una.contact, by=cast.owner)
    assert [Lead.objects.get(pk=each.pk).state for each in (waiting, selling.lead)] == ["disqualified", "lost"]


def test_what_others_share_with_them_stays(una, cast):
    other = Contact.make(name="Ben Ash", emails=[EMAIL])
    MailAddress.locked(EMAIL).bounce("no such mailbox")
    erase(una.contact, by=cast.owner)
    assert other.emails.get().address == EMAIL
    assert MailAddress.objects.get().is_failing


def test_the_list_outside_the_database_names_nobody(una, cast):
    erase(una.contact, by=cast.owner)
    lines = [json.loads(line) for line in settings.ERASURE_REGISTER.read_text().splitlines()]
    assert {"contact": una.contact.pk, "made": una.contact.created_at.isoformat()}.items() <= [
        line for line in lines if line["contact"] == una.contact.pk
    ][-1].items()
    assert WORD not in settings.ERASURE_REGISTER.read_text().lower()
    assert settings.ERASURE_REGISTER.stat().st_mode & 0o777 == 0o600


def test_nothing_is_erased_without_that_list(una, cast, settings, tmp_path):
    settings.ERASURE_REGISTER = tmp_path / "no folder" / "erased.jsonl"
    with pytest.raises(register.RegisterNotWritten):
        erase(una.contact, by=cast.owner)
    una.contact.refresh_from_db()
    assert una.contact.erased_at is None
    assert not Erasure.objects.exists()


def test_a_restored_backup_is_erased_again(una, cast):
    erase(una.contact, by=cast.owner)
    Contact.objects.filter(pk=una.contact.pk).update(erased_at=None, name="Una Quillfeather")  # as an older backup has it
    assert register.not_erased()[0].pk == una.contact.pk


def test_another_contact_of_that_number_stays(una, cast):
    erase(una.contact, by=cast.owner)
    made = una.contact.created_at.replace(year=2001)
    Contact.objects.filter(pk=una.contact.pk).update(erased_at=None, created_at=made)
    assert una.contact not in register.not_erased()


def test_keys_are_hashes(una, cast):
    erase(una.contact, by=cast.owner)
    assert ErasedKey.has("email", EMAIL)
    assert ErasedKey.has("phone", NUMBER)
    assert all(len(key.digest) == 64 for key in ErasedKey.objects.all())
