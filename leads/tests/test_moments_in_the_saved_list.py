"""Days and hours in the files of the list are those of the business, as they go over the wire."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.testing import make_business
from leads.tests.making import make_lead

pytestmark = pytest.mark.usefixtures("everyone_saves")

SUMMER_MIDNIGHT = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
"""Half past midnight on 1 July in Berlin, half past eleven on 30 June in London."""


@pytest.fixture
def saved(client, cast):
    client.force_login(cast.staff)

    def saved(name: str, *, time_zone: str) -> str:
        make_business(time_zone=time_zone)
        return b"".join(client.get(reverse(name)).streaming_content).decode()

    return saved


def in_csv(text: str) -> str:
    [row] = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return row["received_at"]


@pytest.mark.parametrize(
    ("time_zone", "at", "written"),
    [
        ("Europe/Berlin", SUMMER_MIDNIGHT, "2026-07-01T00:30:00+02:00"),
        ("Europe/London", SUMMER_MIDNIGHT, "2026-06-30T23:30:00+01:00"),
        ("Europe/Berlin", datetime(2026, 1, 31, 23, 0, tzinfo=UTC), "2026-02-01T00:00:00+01:00"),
        ("Asia/Kathmandu", SUMMER_MIDNIGHT, "2026-07-01T04:15:00+05:45"),
    ],
)
def test_files_write_moments_as_the_business_reads_the_clock(saved, time_zone, at, written):
    make_lead("Ann", received_at=at, logged_at=at)
    [row] = json.loads(saved("leads_json", time_zone=time_zone))
    assert (row["received_at"], row["logged_at"]) == (written, written)
    assert in_csv(saved("leads_csv", time_zone=time_zone)) == written[:19].replace("T", " ")


def test_an_hour_that_comes_twice_keeps_its_offset_in_json(saved):
    for hour in (0, 1):
        make_lead(received_at=datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
    rows = json.loads(saved("leads_json", time_zone="Europe/Berlin"))
    assert [row["received_at"] for row in rows] == ["2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+02:00"]


def test_an_unknown_moment_is_an_empty_cell(saved):
    make_lead("Ann", received_at=None)
    assert in_csv(saved("leads_csv", time_zone="Europe/Berlin")) == ""
    assert json.loads(saved("leads_json", time_zone="Europe/Berlin"))[0]["received_at"] is None
