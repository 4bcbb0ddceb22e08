"""Regular work is done when its time has come, by one worker, and a failure is written down and not the end."""

import zlib
from datetime import timedelta

import psycopg2
import pytest
import time_machine
from django.db import connection

from accounts import scheduler
from accounts.models import Business, Chore
from accounts.testing import make_business

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch):
    """What the only chore, “count”, was given each time it ran."""
    seen = []
    monkeypatch.setattr(scheduler, "jobs", {})
    scheduler.scheduled("count", every=timedelta(minutes=5))(seen.append)
    return seen


def test_it_is_done_once_until_its_time_comes_again(business, done):
    with time_machine.travel("2026-06-12 09:00Z", tick=False) as clock:
        assert scheduler.run_due() == ["count"]
        assert scheduler.run_due() == []
        clock.shift(timedelta(minutes=5))
        assert scheduler.run_due() == ["count"]
    assert done == [business, business]


def test_a_clock_that_was_set_back_does_not_stop_it(business, done):
    with time_machine.travel("2026-06-12 09:00Z"):
        scheduler.run_due()
    with time_machine.travel("2026-06-01 09:00Z"):
        assert scheduler.run_due() == ["count"]


def test_nothing_is_done_before_set_up(done):
    make_business(set_up_at=None)
    assert scheduler.run_due() == []
    assert not Business.current().is_set_up


def test_a_failure_is_written_down_and_tried_again(business, done, monkeypatch):
    def fail(_business):
        raise ValueError("the post office is shut")

    with time_machine.travel("2026-06-12 09:00Z", tick=False) as clock:
        monkeypatch.setitem(scheduler.jobs, "count", scheduler.Job("count", timedelta(minutes=5), fail))
        assert scheduler.run_due() == []
        assert Chore.objects.get().error == "ValueError: the post office is shut"
        monkeypatch.setitem(scheduler.jobs, "count", scheduler.Job("count", timedelta(minutes=5), done.append))
        clock.shift(timedelta(minutes=5))
        assert scheduler.run_due() == ["count"]
    assert Chore.objects.get().error == ""


def test_what_another_worker_is_at_is_left_to_it(business, done):
    settings = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    other = psycopg2.connect(**{name: settings[name] for name in names if settings.get(name)})
    pair = (scheduler.LOCK_CLASS, zlib.crc32(b"count") - 2**31)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", pair)
            assert scheduler.run_due() == []
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", pair)
            assert scheduler.run_due() == ["count"]
    finally:
        other.close()


def test_a_slow_chore_is_no_business_of_the_others(business, done):
    slow = []
    scheduler.scheduled("compare", every=timedelta(minutes=5), slow=True)(slow.append)
    assert (scheduler.run_due(), slow) == (["count"], [])
    assert (scheduler.run_due(slow=True), slow) == (["compare"], [business])


def test_a_slow_chore_rests_twenty_times_as_long_as_it_took(business, done):
    with time_machine.travel("2026-06-12 09:00Z", tick=False) as clock:
        scheduler.scheduled("compare", every=timedelta(minutes=5), slow=True)(lambda _business: clock.shift(timedelta(minutes=3)))
        scheduler.run_due(slow=True)
        clock.move_to("2026-06-12 09:59Z")
        assert scheduler.run_due(slow=True) == []
        clock.move_to("2026-06-12 10:00Z")
        assert scheduler.run_due(slow=True) == ["compare"]


def test_chore_that_is_alone_waits_for_none_and_none_for_it(business, done):
    alone = []
    scheduler.scheduled("read", every=timedelta(minutes=2), alone=True)(alone.append)
    assert (scheduler.run_due(), alone) == (["count"], [])
    assert (scheduler.run_due(alone=True), alone) == (["read"], [business])
