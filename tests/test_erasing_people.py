"""A person taken out of history, through the one function that can."""

import pytest
from django.db import connection
from psycopg2.sql import SQL, Identifier

from leads.models import Contact, ContactEmail, ContactPhone, Erasure, Lead, MailAddress
from leads.privacy.history import erase_history
from leadtrack.database import roles

pytestmark = pytest.mark.django_db
WORDS = ("quillfeather", "+441134960142", "1134960142")


def holding(word: str) -> list[str]:
    """Tables of history in which it stands, in any column."""
    tables = []
    with connection.cursor() as cursor:
        for table in roles.history_tables():
            query = SQL("SELECT 1 FROM {} t WHERE strpos(lower(t::text), %s) > 0 LIMIT 1").format(Identifier(table))
            cursor.execute(query.as_string(cursor.connection), [word])
            if cursor.fetchone():
                tables.append(table)
    return tables


def make_person(name: str = "Una Quillfeather", *, address: str = "una@quillfeather.example") -> Contact:
    contact = Contact.objects.create(name=name, sort_name=name.lower(), about=name)
    ContactEmail.objects.create(contact=contact, address=address, key=address)
    ContactPhone.objects.create(contact=contact, e164="+441134960142", as_typed="0113 496 0142", digits="441134960142")
    MailAddress.objects.create(key=address)
    Lead.objects.create(contact=contact, channel="phone", interest=f"A bench for {name}", notes=name, external_id=name)
    return contact


def test_no_history_holds_an_erased_person(cast):
    contact = make_person()
    assert "leads_contactevent" in holding("quillfeather")
    assert erase_history([contact.pk], by=cast.owner, reason="asked by letter") >= 5
    assert [holding(word) for word in WORDS] == [[], [], []]


def test_somebody_deleted_before_is_erased_as_well(cast):
    number = make_person().pk
    for model in (Lead, Contact, MailAddress):
        model.objects.all().delete()
    erase_history([number], by=cast.owner, reason="")
    assert [holding(word) for word in WORDS] == [[], [], []]


def test_whoever_was_merged_into_them_is_the_same_person(cast):
    kept, absorbed = make_person("Una"), make_person("Una Quillfeather", address="old@quillfeather.example")
    Contact.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    erase_history([kept.pk], by=cast.owner, reason="")
    assert holding("quillfeather") == []


def test_history_of_others_stays(cast):
    contact, other = make_person(), Contact.objects.create(name="Ben Ash", sort_name="ben ash")
    ContactEmail.objects.create(contact=other, address="una@quillfeather.example", key="una@quillfeather.example")
    erase_history([contact.pk], by=cast.owner, reason="")
    assert holding("ben ash") == ["leads_contactevent"]
    assert holding("quillfeather") == ["leads_contactemailevent", "leads_mailaddressevent"]


def test_numbers_keep_their_rows(cast):
    contact = make_person()
    before = Lead.pgh_event_model.objects.count()
    erase_history([contact.pk], by=cast.owner, reason="")
    assert Lead.pgh_event_model.objects.count() == before


def test_each_erasure_says_who_whose_and_how_much(cast):
    contact = make_person()
    count = erase_history([contact.pk], by=cast.owner, reason="asked by letter")
    erasure = Erasure.objects.get()
    assert (erasure.contacts, erasure.by, erasure.reason) == ([contact.pk], cast.owner, "asked by letter")
    assert erasure.role == roles.application()
    assert sum(erasure.rows.values()) == count
    assert erasure.rows["leads_contactevent"] == 1


def test_every_table_that_names_people_is_reached(cast):
    """By name: a new table of history that hangs on a contact or a lead has to be told of in history.sql."""
    erase_history([make_person().pk], by=cast.owner, reason="")
    reached = set(Erasure.objects.get().rows)
    hanging = {
        table
        for table in roles.history_tables()
        if any(column in {"contact_id", "lead_id", "opportunity_id", "sale_id"} for column in columns(table))
    }
    assert hanging - reached == {"sales_opportunityevent", "sales_sequencerunevent"}  # they hold nothing that people wrote


def columns(table: str) -> set[str]:
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, table)}
