"""One statement that writes many rows leaves a line of history for each that it changed, under the context it ran in."""

import pghistory
import pytest

from leads.models import Contact, ContactPhone, Lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def leads(business, sources) -> list[Lead]:
    return Lead.objects.bulk_create(Lead(source=sources["Leaflet"], channel="phone", notes=notes) for notes in ("", "", "Rang"))


def lines(model, label: str) -> list:
    return list(model.pgh_event_model.objects.filter(pgh_label=label).order_by("pgh_id"))


def test_update_records_each_changed_row(leads):
    with pghistory.context() as context:
        Lead.objects.update(notes="Rang")
    changed = lines(Lead, "update")
    assert {line.pgh_obj_id for line in changed} == {lead.pk for lead in leads[:2]}
    assert {(line.notes, line.pgh_context_id) for line in changed} == {("Rang", context.id)}


def test_update_of_the_same_records_nothing(leads):
    Lead.objects.update(channel="phone")
    assert lines(Lead, "update") == []


def test_a_column_out_of_history_records_nothing(leads):
    Lead.objects.update(listed_at="2026-01-01T00:00Z")
    assert lines(Lead, "update") == []


def test_delete_records_each_row_as_it_was(business):
    contact = Contact.make(name="Ann")
    contact.phones.bulk_create(ContactPhone(contact=contact, as_typed=text, digits=text) for text in ("111", "222"))
    with pghistory.context() as context:
        contact.phones.all().delete()
    gone = lines(ContactPhone, "delete")
    assert sorted(line.as_typed for line in gone) == ["111", "222"]
    assert {line.pgh_context_id for line in gone} == {context.id}
