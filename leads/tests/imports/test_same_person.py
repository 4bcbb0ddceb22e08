"""The rule for rows without an id: an enquiry open → a touch; none open → a new lead; a client → a repeat enquiry."""

import pytest

from leads.models import Contact, Disqualified, Lead, Touch
from leads.tests.imports.conftest import bring_in, counts

pytestmark = pytest.mark.django_db

COLUMNS = {"name": "name", "phone": "phone", "when": "received_at"}
ANN = "name,phone,when\nAnn,0113 496 0142,2026-03-04\n"
AGAIN = "name,phone,when\nAnn W,+44 113 496 0142,2026-03-09\n"


def test_an_open_enquiry_gets_a_touch(business):
    bring_in(ANN, **COLUMNS)
    summary = bring_in(AGAIN, **COLUMNS)
    assert (summary.touched, counts(summary)) == (1, (0, 1, 0, 0))
    assert Lead.objects.get().touches.get().at.day == 9
    assert Contact.objects.get().name == "Ann"


def test_the_same_touch_again_is_no_second_one(business):
    bring_in(ANN, **COLUMNS)
    bring_in(AGAIN, **COLUMNS)
    assert counts(bring_in(AGAIN, **COLUMNS)) == (0, 0, 1, 0)
    assert Touch.objects.count() == 1


def test_none_open_makes_a_new_lead_of_the_same_contact(business, cast):
    bring_in(ANN, **COLUMNS)
    Lead.objects.get().disqualify(Disqualified.NO_BUDGET, by=cast.staff)
    assert counts(bring_in(AGAIN, **COLUMNS)) == (1, 0, 0, 0)
    assert Lead.objects.count() == 2
    assert Contact.objects.count() == 1


def test_a_client_makes_a_repeat_enquiry(business):
    bring_in("name,phone,when,won\nAnn,0113 496 0142,2026-03-04,2026-03-05\n", **COLUMNS, won="won_at")
    assert counts(bring_in(AGAIN, **COLUMNS)) == (1, 0, 0, 0)
    assert Lead.objects.count() == 2
    assert Lead.objects.new_business().count() == 1


def test_the_same_person_twice_in_one_file_is_a_lead_and_a_touch(business):
    summary = bring_in(ANN + AGAIN.partition("\n")[2], **COLUMNS)
    assert counts(summary) == (1, 1, 0, 0)
    assert Lead.objects.get().touches.count() == 1


def test_the_very_same_row_twice_is_one_lead_and_nothing_more(business):
    assert counts(bring_in(ANN + ANN.partition("\n")[2], **COLUMNS)) == (1, 0, 1, 0)


def test_rows_of_nobody_are_one_lead_each_and_the_same_file_again_adds_none(business):
    ticks = "origin,when\nLeaflet,2026-03-04\nLeaflet,2026-03-04\n"
    columns = {"origin": "source", "when": "received_at"}
    assert counts(bring_in(ticks, **columns)) == (2, 0, 0, 0)
    assert counts(bring_in(ticks, **columns)) == (0, 0, 2, 0)
