"""Rows stored by COPY are the rows, with the history, that `save()` stores."""

import pghistory
import pytest
import time_machine
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.copy_format import computed_default, stored_fields
from accounts.copying import NewRows, RowMaker, copy_rows, copying_beside, number
from leads.models import Contact, ContactEmail, ContactPhone, ImportedLead, Lead
from sales.models import Opportunity, Sale, StageChange

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("database_owner")]  # which makes a row twice and compares its history
MODELS = (Contact, ContactPhone, ContactEmail, Lead, ImportedLead, Opportunity, StageChange, Sale)
ODD = "a\\b\tc\r\nd \\N \\. \n\\.\n“é” 𝄞 'x' \"y\" ,;"


@pytest.fixture
def still():
    with time_machine.travel("2026-03-04 12:00Z", tick=False):
        yield


@pytest.fixture
def rows(stages, cast, still):
    """An unsaved row of each model with a history, and what they need stored already."""
    contact, lead = RowMaker(Contact)(name="Ann", sort_name="ann"), RowMaker(Lead)(notes="Of long ago")
    number([contact])
    copy_rows([contact])
    copy_rows([lead])
    opportunity = RowMaker(Opportunity)(lead_id=lead.pk, stage_id=stages["New"].pk)
    copy_rows([opportunity])
    return {
        Contact: RowMaker(Contact)(name="Ben", company="Ben Ltd", client_lead_id=lead.pk, client_since=timezone.now()),
        ContactPhone: RowMaker(ContactPhone)(contact_id=contact.pk, e164="+441134960142", as_typed="0113 496 0142"),
        ContactEmail: RowMaker(ContactEmail)(contact_id=contact.pk, address="Ann@example.com", key="ann@example.com"),
        Lead: RowMaker(Lead)(contact_id=contact.pk, logged_by_id=cast.admin.pk, received_at=timezone.now(), notes=ODD),
        Opportunity: RowMaker(Opportunity)(lead_id=lead.pk, stage_id=stages["New"].pk, value="12.50"),
        Sale: RowMaker(Sale)(opportunity_id=opportunity.pk, contact_id=contact.pk, amount="99.90"),
    }


def stored(row) -> tuple[dict, dict]:
    """The row as the database has it, and the one line of its history."""
    event = type(row).pgh_event_model.objects.filter(pgh_obj=row.pk).values().get()
    return type(row).objects.filter(pk=row.pk).values().get(), {name: value for name, value in event.items() if name != "pgh_id"}


def forget(row) -> None:
    type(row).pgh_event_model.objects.filter(pgh_obj=row.pk).delete()
    type(row).objects.filter(pk=row.pk)._raw_delete(using="default")
    type(row).pgh_event_model.objects.filter(pgh_obj=row.pk).delete()


@pytest.mark.parametrize("model", [Contact, ContactPhone, ContactEmail, Lead, Opportunity, Sale])
def test_a_copied_row_and_its_history_are_those_of_a_saved_row(rows, model):
    row = rows[model]
    with pghistory.context(user=7):
        number([row])
        copy_rows([row])
        copied = stored(row)
        forget(row)
        row.save(force_insert=True)
    assert copied == stored(row)
    assert copied[1]["pgh_context_id"] is not None


@pytest.mark.parametrize("model", MODELS)
def test_a_made_row_has_the_defaults_of_the_model(model):
    names = [field.attname for field in stored_fields(model) if not field.has_db_default()]
    made, built = RowMaker(model)(), model()
    different = {name for name in names if getattr(made, name) != getattr(built, name)}
    assert different == {field.attname for field in stored_fields(model) if computed_default(field)}


def test_a_made_row_refuses_what_is_no_column():
    with pytest.raises(TypeError, match="source"):
        RowMaker(Lead)(source=None)


def test_a_row_built_by_the_model_gets_the_defaults_of_the_database():
    copy_rows([Contact(name="Ann")])
    assert Contact.objects.get().about == ""


def test_copied_text_comes_back_character_for_character():
    copy_rows([RowMaker(Lead)(notes=ODD)])
    assert Lead.objects.get().notes == ODD


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_text_that_no_database_keeps_is_refused(text):
    with pytest.raises(DataError), transaction.atomic():
        copy_rows([RowMaker(Lead)(notes=text)])


def test_one_row_that_is_refused_stores_none():
    first, second = RowMaker(Lead)(external_id="A1"), RowMaker(Lead)(external_id="A1")
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows([first, second])
    assert not Lead.objects.exists()


@pytest.mark.parametrize("count", [1, 40])
def test_the_number_of_statements_is_the_same_for_any_number_of_rows(count):
    with CaptureQueriesContext(connection) as queries:
        copy_rows([RowMaker(Contact)(name=f"Ann {n}") for n in range(count)])
    assert len(queries) == 2  # whose doing it is, the COPY
    assert Contact.pgh_event_model.objects.count() == count


def test_rows_made_of_values_are_the_rows_made_as_objects(rows):
    phone = rows[ContactPhone]
    with pghistory.context(user=7):
        copy_rows([phone])
        values = NewRows(ContactPhone, "contact_id", "e164", "as_typed")
        values.add(phone.contact_id, phone.e164, phone.as_typed)
        values.store()
    first, second = ({**row, "id": 0} for row in ContactPhone.objects.values())
    assert first == second
    assert ContactPhone.pgh_event_model.objects.exclude(pgh_context=None).count() == 2


def test_rows_are_stored_once():
    values = NewRows(Lead, "notes")
    values.add("Called")
    values.store()
    values.store()
    assert Lead.objects.get().notes == "Called"


def test_what_is_copied_beside_is_there_for_the_next_statement():
    with transaction.atomic(), copying_beside():
        for number_of in range(5):
            copy_rows([RowMaker(Lead)(notes="Called")])
            assert Lead.objects.count() == number_of + 1


def test_what_is_refused_beside_is_raised_by_the_next_statement():
    def count() -> int:
        copy_rows([RowMaker(Lead)(external_id="A1"), RowMaker(Lead)(external_id="A1")])
        copy_rows([RowMaker(Lead)()])
        return Lead.objects.count()

    with pytest.raises(IntegrityError, match="external_id"), transaction.atomic(), copying_beside():
        count()
    assert not Lead.objects.exists()


def test_a_key_that_points_at_nothing_is_refused_when_the_block_ends():
    with pytest.raises(IntegrityError, match="leads_lead"), transaction.atomic(), copying_beside():
        copy_rows([RowMaker(Lead)(contact_id=123456)])
    assert not Lead.objects.exists()


def test_an_error_in_the_block_is_the_one_that_is_raised():
    def fail():
        copy_rows([RowMaker(Lead)()])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic(), copying_beside():
        fail()
    assert not Lead.objects.exists()


def test_each_row_of_a_column_keeps_its_own_text():
    notes = ["", "plain", ODD, "plain", "\\N"]
    copy_rows([RowMaker(Lead)(notes=text, owner_text=f"Owner {at}") for at, text in enumerate(notes)])
    assert list(Lead.objects.order_by("owner_text").values_list("notes", flat=True)) == notes


def test_a_column_may_be_empty_in_some_rows(cast):
    links = [None, cast.admin.pk, None]
    copy_rows([RowMaker(Lead)(logged_by_id=pk, owner_text=f"Owner {at}") for at, pk in enumerate(links)])
    assert list(Lead.objects.order_by("owner_text").values_list("logged_by_id", flat=True)) == links
