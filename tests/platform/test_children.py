"""A part of LeadTrack that dies again and again."""

from unittest.mock import Mock

import pytest

from leadtrack import serve
from leadtrack.serve import Child


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass when a test says so."""
    now = [1000.0]
    monkeypatch.setattr(serve.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def dying():
    """A child whose process is always dead."""

    def make(*, rests: bool) -> Child:
        child = Child("task worker", [], rests=rests)
        child.process, child.start = Mock(returncode=9), Mock()
        return child

    return make


def test_a_dead_child_is_started_again_at_once(dying, clock):
    child = dying(rests=True)
    child.look_after()
    assert child.start.call_count == 1


def test_five_dead_workers_in_a_minute_end_nothing(dying, clock, capsys):
    child = dying(rests=True)
    for _death in range(8):
        child.look_after()
        clock[0] += 1
    assert child.start.call_count == 4
    assert "again and again, last with 9; it is started in 60 s." in capsys.readouterr().err


def test_a_worker_that_rested_is_started_again(dying, clock):
    child = dying(rests=True)
    for _death in range(5):
        child.look_after()
    clock[0] += serve.REST_SECONDS
    child.look_after()
    assert child.start.call_count == 5


def test_a_web_server_that_dies_at_every_start_stops(dying, clock):
    child = dying(rests=False)
    for _death in range(4):
        child.look_after()
    with pytest.raises(SystemExit, match="again and again"):
        child.look_after()
