"""Days as spreadsheets count them, in a text file: told by the whole column."""

import pytest

from leads.imports.columns.recognition import propose
from leads.models import Lead
from leads.tests.imports.conftest import bring_in, table_of


def test_column_of_serial_days_is_proposed():
    assert propose(table_of("Name,Created\nAnn,46085\nBob,46086.75\n")) == {"Name": "name", "Created": "received_at"}


@pytest.mark.parametrize("other", ["4608", "80000", "KX-46085"])
def test_column_with_other_numbers_is_not_proposed(other):
    cells = "\n".join(["46085", *[other] * 3])
    assert "Created" not in propose(table_of(f"Created\n{cells}\n"))


@pytest.mark.django_db
def test_serial_days_go_in_as_days():
    summary = bring_in("Name,Created\nAnn,46085\nBob,46085.5\n", Name="name", Created="received_at", zone_name="Europe/Berlin")
    assert (summary.created, summary.errors) == (2, [])
    days = sorted(lead.received_at.isoformat() for lead in Lead.objects.all())
    assert days == ["2026-03-03T23:00:00+00:00", "2026-03-04T11:00:00+00:00"]


@pytest.mark.django_db
def test_one_number_among_dates_is_refused():
    summary = bring_in("Name,Created\nAnn,2026-03-04\nBob,46085\n", Name="name", Created="received_at")
    assert [error.row for error in summary.errors] == [3]
