"""A file says when it was made as the clock reads at the business; programs get the offset with it."""

from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.management import call_command
from openpyxl import load_workbook

from accounts.testing import make_business

pytestmark = pytest.mark.django_db
REPORTS = ("sources", "money", "funnel", "overview", "clients", "hand-off", "cohorts", "flow", "team", "playbook", "client-types")
NO_PERIOD = ("forecast", "data-health")


@pytest.fixture(autouse=True)
def berlin(stages):
    """Where it is the 28th already."""
    make_business(time_zone="Europe/Berlin")
    with time_machine.travel("2026-11-27T23:22:46.800176Z", tick=False):
        yield


@pytest.mark.parametrize("report", [*REPORTS, *NO_PERIOD])
def test_about_sheet_shows_the_day_of_the_page(look, report):
    about = load_workbook(BytesIO(look(f"/reports/{report}/", format="xlsx").content))["About"]["B2"].value
    assert "2026-11-28 00:22 (Europe/Berlin)" in about
    assert "+00:00" not in about


@pytest.mark.parametrize("report", [*REPORTS, *NO_PERIOD])
def test_json_tells_the_moment_with_the_offset(look, report):
    assert look(f"/reports/{report}/", format="json").json()["as_of"] == "2026-11-28T00:22:46+01:00"


def test_the_command_tells_the_same_moment():
    out = StringIO()
    call_command("report", "diagnosis", "--from", "2026-10-01", "--to", "2026-10-31", stdout=out)
    assert "as of 2026-11-28 00:22 (Europe/Berlin)." in out.getvalue()


def test_earlier_forecast_is_named_by_local_day(look):
    lines = b"".join(look("/reports/forecast/", format="csv").streaming_content).decode()
    assert '"check","2026-08-30 +30"' in lines
    assert look("/reports/forecast/", format="json").json()["checks"][0]["at"] == "2026-08-30T01:22:46+02:00"
