"""A file may say how it knows its sources; where it does not, they are assumed."""

import pytest

from leads.models import HowKnown, Lead
from leads.tests.imports.conftest import bring_in

pytestmark = pytest.mark.django_db

COLUMNS = {"id": "external_id", "origin": "source", "known": "how_known"}
WITHOUT_ID = {"name": "name", "phone": "phone", "when": "received_at", "origin": "source", "known": "how_known"}


def how_known(external_id: str) -> str:
    return Lead.objects.get(external_id=external_id).how_known


def test_new_leads_have_what_the_file_says(business):
    bring_in("id,origin,known\nA1,Leaflet,Asked\nA2,Leaflet,tracked\nA3,Leaflet,\nA4,,\n", **COLUMNS)
    assert [how_known(each) for each in ("A1", "A2", "A3", "A4")] == [HowKnown.ASKED, HowKnown.TRACKED, HowKnown.ASSUMED, ""]


def test_known_leads_change_where_the_file_says_so(business):
    bring_in("id,origin,known\nA1,Leaflet,\nA2,Leaflet,asked\n", **COLUMNS)
    bring_in("id,origin,known\nA1,Leaflet,asked\nA2,Leaflet,\n", **COLUMNS)
    assert how_known("A1") == how_known("A2") == HowKnown.ASKED


def test_who_came_again_is_remembered_with_how_it_is_known(business):
    rows = "Ann,0113 496 0142,2026-03-04,Leaflet,asked\nAnn,0113 496 0142,2026-03-05,Signboard,tracked\n"
    bring_in("name,phone,when,origin,known\n" + rows, **WITHOUT_ID)
    lead = Lead.objects.get()
    assert (lead.how_known, lead.touches.get().how_known) == (HowKnown.ASKED, HowKnown.TRACKED)
