"""Strangers who send a byte every now and then do not stop LeadTrack as bin/serve starts it."""

import re
import socket
import time
from contextlib import ExitStack

import pytest

from .house import PROJECT, House

STATIC = PROJECT / "staticfiles"
pytestmark = pytest.mark.slow
BEGINNINGS = [
    b"G",
    b"GET /accounts/login/ HTTP/1.1\r\nX-Slow: a",
    b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\na",
]


def seconds_until_well(house: House) -> float:
    started = time.monotonic()
    assert house.is_well()
    return time.monotonic() - started


def test_slow_strangers_do_not_stop_leadtrack(house):
    house.serve()
    with ExitStack() as opened:
        for number in range(40):
            stranger = opened.enter_context(socket.create_connection(("127.0.0.1", house.port), timeout=20))
            stranger.sendall(BEGINNINGS[number % len(BEGINNINGS)])
        time.sleep(1)
        assert seconds_until_well(house) < 5
        assert house.get("/accounts/login/")[0] == 200


def test_static_files_come_whole(house):
    house.serve()
    names = re.findall(r'"/static/([^"]+\.(?:css|js))"', house.get("/accounts/login/")[1])
    assert names
    for name in names:
        assert house.get(f"/static/{name}") == (200, (STATIC / name).read_text())
