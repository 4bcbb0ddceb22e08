"""Days that cannot be: taken with a warning, or left empty where a program wrote that there is none."""

import pytest
import time_machine

from leads.models import Lead
from leads.tests.imports.conftest import bring_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
COLUMNS = {"id": "external_id", "when": "received_at"}


@pytest.fixture
def today():
    with time_machine.travel("2026-05-20 12:00", tick=False):
        yield


def reasons(summary) -> list[str]:
    return [each.reason for each in summary.warnings]


def test_a_year_of_the_buddhist_calendar_is_taken_and_named(business):
    summary = bring_in("id,when\nB1,15/03/2569\nB2,16/03/2569\n", **COLUMNS)
    assert Lead.objects.get(external_id="B1").received_at.year == 2569
    assert ["2026 here" in reason for reason in reasons(summary)] == [True, True]
    assert "“15/03/2569”" in reasons(summary)[0]


def test_a_day_that_has_not_come_is_taken_with_a_warning(business):
    summary = bring_in("id,when\nB4,2027-03-16\nB5,2026-05-20 23:00\n", **COLUMNS)
    assert [each.row for each in summary.warnings] == [2]
    assert "has not come yet" in reasons(summary)[0]


def test_an_empty_date_of_a_spreadsheet_is_no_date(business):
    summary = bring_in("id,when\nB3,1899-12-30\n", **COLUMNS)
    assert Lead.objects.get().received_at is None
    assert "no date" in reasons(summary)[0]


def test_an_empty_date_changes_nothing_of_a_known_lead(business):
    bring_in("id,when\nB3,2026-03-04\n", **COLUMNS)
    bring_in("id,when\nB3,1899-12-30\n", **COLUMNS)
    assert Lead.objects.get().received_at.year == 2026


def test_a_day_of_long_ago_is_taken_with_a_warning(business):
    assert "long ago" in reasons(bring_in("id,when\nB3,1934-05-03\n", **COLUMNS))[0]


def test_an_expected_close_may_be_ahead(business):
    assert bring_in("id,when\nB3,2026-12-01\n", id="external_id", when="closed_at").warnings == []
