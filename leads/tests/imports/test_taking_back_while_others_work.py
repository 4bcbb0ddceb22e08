"""A file is taken back in the moment in which somebody changes one of its leads: their work is awaited, and stays."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from leads.imports.undo.taking_back import take_back
from leads.models import Import, Lead
from leads.tests.imports.conftest import bring_in_file

pytestmark = pytest.mark.django_db(transaction=True)
CSV = "Name,Origin\nAnn,Leaflet\nBob,Leaflet\n"


@pytest.fixture
def file(business, sources) -> Import:
    return bring_in_file(CSV, Name="name", Origin="source")


def taken_back_during(file: Import, work: Callable[[Lead], object], *, by) -> list[str]:
    """Ann's lead is worked on, and the file taken back before that is committed. Returns the states of Ann's and Bob's leads."""

    def take() -> None:
        try:
            take_back(file, by=by)
        finally:
            connection.close()

    other = threading.Thread(target=take)
    with transaction.atomic():
        work(Lead.objects.get(contact__name="Ann"))
        other.start()
        other.join(timeout=1)
        assert other.is_alive(), "it did not wait"
    other.join(timeout=30)
    return list(Lead.objects.order_by("contact__name").values_list("state", flat=True))


def test_a_lead_being_closed_stays(file, cast):
    assert taken_back_during(file, lambda lead: lead.disqualify("spam", by=cast.staff), by=cast.owner) == ["disqualified", "withdrawn"]


def test_a_person_being_renamed_stays(file, cast):
    def rename(lead: Lead) -> None:
        lead.contact.name = "Anna"
        lead.contact.save()

    assert taken_back_during(file, rename, by=cast.owner) == ["open", "withdrawn"]
