"""A printed report says whose it is, of which days, and when, as people write it."""

import re
from html import escape

import pytest

pytestmark = pytest.mark.django_db
TIMED = ("overview", "sources", "flow", "cohorts", "client-types", "money", "funnel", "hand-off", "team", "clients", "playbook")


@pytest.mark.parametrize("name", [*TIMED, "forecast", "data-health"])
def test_paper_names_the_business_and_the_days(business, come, look, name):
    come("Leaflet", "2026-03-10", won_after=3)
    page = look(f"/reports/{name}/?from=2026-03-01&to=2026-03-31").text
    head = re.search(r'<p class="only-print on-paper">(.*?)</p>', page)[1]
    assert head.startswith(f"<b>{escape(business.name)}</b> · ")
    assert re.search(r" · printed on \d+ [A-Z][a-z]+ \d{4}$", head)
    assert (" · March 2026 · " in head) == (name in TIMED)
    assert not re.search(r"As of \d{4}-", page)
