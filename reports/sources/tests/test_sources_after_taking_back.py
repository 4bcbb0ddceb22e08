"""The report by source is what it was before a file once that file is taken back."""

from datetime import date

import pghistory
import pytest

from leads.imports.undo.taking_back import bring_back, take_back
from leads.tests.imports.conftest import bring_in_file
from reports.core.periods import Period
from reports.sources.query import report

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
DEALS = (
    "external_id,name,email,source,received_at,won_at,amount\n"
    "A1,Ann,ann@example.com,Leaflet,2026-03-01,2026-03-05,1200\n"
    "A2,Bob,bob@example.com,Signboard,2026-03-01,,\n"
)


def test_sources_are_as_before_the_file(come, business, cast):
    with pghistory.context():
        come("Leaflet", "2026-02-01", won_after=5)

    def rows():
        return report(YEAR, business=business).rows

    before = rows()
    file = bring_in_file(DEALS, **{name: name for name in DEALS.partition("\n")[0].split(",")})
    after = rows()
    assert [row.leads for row in before] != [row.leads for row in after]
    take_back(file, by=cast.owner)
    assert rows() == before
    bring_back(file, by=cast.owner)
    assert rows() == after
