"""The counts of a Log that stands open while others tap: asked for often, so cheap, and silent while nothing is different."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_they_are_todays_by_source(desk, tick, sources, business):
    tick("Leaflet"), tick("Leaflet"), tick("Signboard")
    told = desk.get(reverse("tally_counts")).json()
    expected = {str(sources["Leaflet"].pk): 2, str(sources["Signboard"].pk): 1}
    assert told == {"total": 3, "sources": expected, "day": business.today().isoformat()}


def test_the_same_again_is_not_sent_again(desk, tick):
    tick("Leaflet")
    seen = desk.get(reverse("tally_counts"))["ETag"]
    again = desk.get(reverse("tally_counts"), headers={"If-None-Match": seen})
    assert (again.status_code, again.content) == (304, b"")
    tick("Leaflet")
    assert desk.get(reverse("tally_counts"), headers={"If-None-Match": seen}).json()["total"] == 2


def test_it_is_one_query_beside_knowing_who_asks(desk, tick, django_assert_num_queries):
    tick("Leaflet")
    desk.get(reverse("tally_counts"))
    with django_assert_num_queries(4):
        desk.get(reverse("tally_counts"))


def test_the_signed_out_are_told_nothing(client, business):
    assert client.get(reverse("tally_counts"), headers={"Accept": "application/json"}).status_code == 401
