"""How well the sources are known: of the leads, those that were asked or tracked."""

import pytest

from reports.core.periods import Period
from reports.sources import query as report_sources

pytestmark = pytest.mark.django_db
PATH = "/reports/sources/"


@pytest.fixture
def some(come):
    for source, how in (("Leaflet", "asked"), ("Leaflet", "assumed"), ("Leaflet", ""), ("Signboard", "tracked"), ("none", "asked")):
        come(source, "2026-03-02", how_known=how)


def test_asked_and_tracked_sources_are_known(business, some):
    report = report_sources.report(Period(), business=business)
    assert {row.label: (row.known, row.leads) for row in report.rows} == {"Leaflet": (1, 3), "Signboard": (1, 1), "(blank)": (0, 1)}
    assert (report.total.coverage, report.as_dict()["total"]["coverage"]) == (0.4, 0.4)


def test_without_leads_there_is_no_share(business, sources):
    assert report_sources.report(Period(), business=business).total.coverage is None


def test_every_known_count_opens_as_many_leads(business, some, look):
    response = look(PATH)
    page = response.context["page"]
    for line in (*page.lines, page.total):
        assert look(line.known_href).context["count"] == line.row.known, line.name
    assert "Of all leads, 40\u202f% were asked how they came, or were tracked." in response.text
