"""Every report by its name, in each of its forms."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.core.catalogue import REPORTS

pytestmark = pytest.mark.django_db


def figures_of(name: str, *options: str) -> str:
    held = StringIO()
    call_command("report", name, *options, stdout=held)
    return held.getvalue()


@pytest.mark.parametrize("name", REPORTS)
def test_command_writes_table_file_and_data(come, name):
    come("Leaflet", "2026-03-02", won_after=20)
    assert json.loads(figures_of(name, "--format", "json"))["report"] == name
    header, *rows = figures_of(name, "--format", "csv").splitlines()
    assert all(len(row.split(",")) >= len(header.split(",")) for row in rows)
    assert figures_of(name).rstrip().endswith((".", "none."))


def test_a_name_that_no_report_has_is_refused(business):
    with pytest.raises(CommandError, match="invalid choice"):
        figures_of("weather")


def test_command_refuses_a_diagnosis_of_everything(business):
    with pytest.raises(CommandError, match="needs a first and a last day"):
        figures_of("diagnosis", "--from", "2026-01-01")


def test_money_by_channel_is_refused_with_the_reason(business):
    with pytest.raises(CommandError, match="not by channel"):
        figures_of("money", "--by", "channel")
