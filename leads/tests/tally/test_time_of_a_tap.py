from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from leads.capture.intake import time_of_tap
from leads.models import Lead

NOW = datetime(2026, 6, 12, 14, 32, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def at_the_desk():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_tap_that_waited_an_hour_was_an_hour_ago():
    assert time_of_tap(tapped=NOW - HOUR, sent=NOW) == NOW - HOUR


def test_a_clock_that_is_two_hours_fast_does_not_matter():
    assert time_of_tap(tapped=NOW + HOUR, sent=NOW + 2 * HOUR) == NOW - HOUR


@pytest.mark.parametrize("tapped", [NOW + HOUR, NOW - timedelta(days=400), datetime(1970, 1, 1, tzinfo=UTC), None])
def test_a_time_that_cannot_be_is_now(tapped):
    assert time_of_tap(tapped=tapped, sent=None) == NOW


def test_a_clock_set_right_between_tap_and_sending_gives_now():
    assert time_of_tap(tapped=datetime(1970, 1, 1, tzinfo=UTC), sent=NOW) == NOW


@pytest.mark.django_db
def test_a_time_that_cannot_be_read_does_not_lose_the_lead(tap):
    assert tap(at="yesterday-ish").status_code == 200
    assert Lead.objects.get().received_at == NOW


@pytest.mark.django_db
def test_a_device_that_is_a_day_ahead_of_the_world_does_not_lose_the_lead(tap):
    assert tap(at="2026-06-13T14:31:00+23:59").status_code == 200
    assert Lead.objects.get().received_at == NOW


def test_moments_thousands_of_years_apart_are_now():
    ends = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    assert time_of_tap(tapped=ends[0], sent=ends[1]) == NOW
    assert time_of_tap(tapped=ends[1], sent=ends[0]) == NOW
