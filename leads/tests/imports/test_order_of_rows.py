"""The order of the rows of a file decides nothing: first source and first date go by the dates."""

import pytest

from leads.models import Lead
from leads.tests.imports.conftest import bring_in, counts

pytestmark = pytest.mark.django_db

COLUMNS = {"name": "name", "phone": "phone", "when": "received_at", "origin": "source", "wish": "interest"}
HEAD = "name,phone,when,origin,wish\n"
JANUARY = "Ann Miller,0113 496 0142,2026-01-05,Leaflet,a door\n"
MARCH = "Ann Miller,0113 496 0142,2026-03-04,Google search,a window\n"


def remembered() -> tuple:
    lead = Lead.objects.get()
    touch = lead.touches.get()
    return (lead.source.name, lead.received_at.month, lead.interest, touch.source.name, touch.at.month, touch.text)


@pytest.mark.parametrize("rows", [JANUARY + MARCH, MARCH + JANUARY], ids=["older first", "newer first"])
def test_older_row_is_the_enquiry(business, rows):
    assert counts(bring_in(HEAD + rows, **COLUMNS)) == (1, 1, 0, 0)
    assert remembered() == ("Leaflet", 1, "a door", "Google search", 3, "a window")


@pytest.mark.parametrize("rows", [JANUARY + MARCH, MARCH + JANUARY], ids=["older first", "newer first"])
def test_same_file_again_changes_nothing(business, rows):
    bring_in(HEAD + rows, **COLUMNS)
    assert counts(bring_in(HEAD + rows, **COLUMNS)) == (0, 0, 2, 0)


def test_older_file_comes_second(business):
    bring_in(HEAD + MARCH, **COLUMNS)
    bring_in(HEAD + JANUARY, **COLUMNS)
    assert remembered() == ("Leaflet", 1, "a door", "Google search", 3, "a window")


def test_older_row_says_whose_source_it_replaces(business):
    bring_in(HEAD + MARCH, **COLUMNS)
    Lead.objects.update(how_known="asked")
    [warning] = bring_in(HEAD + JANUARY, **COLUMNS).warnings
    assert "open enquiry of Ann Miller, whose source was Google search" in warning.reason


@pytest.mark.parametrize("turned", [False, True], ids=["lost first", "open first"])
def test_enquiry_that_was_over_is_one_of_its_own(business, turned):
    lost = "Ann Miller,0113 496 0142,2026-01-05,Leaflet,2026-01-20\n"
    still_open = "Ann Miller,0113 496 0142,2026-03-04,Google search,\n"
    rows = still_open + lost if turned else lost + still_open
    columns = {"name": "name", "phone": "phone", "when": "received_at", "origin": "source", "lost": "lost_at"}
    assert counts(bring_in("name,phone,when,origin,lost\n" + rows, **columns)) == (2, 0, 0, 0)
    assert sorted(Lead.objects.values_list("state", "source__name")) == [("lost", "Leaflet"), ("open", "Google search")]
