"""What the workers of the web server do with slow clients, long answers and the wish to stop, in processes of their own."""

import http.client
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest

from .house import PROJECT, eventually


class Web:
    """gunicorn with our workers; `house.serve` starts them with everything else."""

    def __init__(self, listener: socket.socket, *options: str, **environment: str):
        self.port = listener.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", f"--bind=fd://{listener.fileno()}", "--log-level=error", "--threads=4"]
        command += ["--worker-class=leadtrack.web_worker.BufferingWorker", *options, "tests.platform.answering"]
        self.process = subprocess.Popen(command, cwd=PROJECT, env=environment, pass_fds=[listener.fileno()])

    def get(self, query: str = "", *, body=None, timeout: float = 20, **headers) -> tuple[str, str]:
        """The process that answered, and how many bytes it got."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("POST" if body else "GET", f"/?{query}", body, headers)
            return tuple(connection.getresponse().readline().decode().split())
        finally:
            connection.close()

    def connect(self, sent: bytes) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        connection.sendall(sent)
        return connection


@pytest.fixture
def web():
    with ExitStack() as opened:
        yield lambda *options, **environment: opened.enter_context(started(*options, **environment))


@contextmanager
def started(*options: str, **environment: str):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        web = Web(listener, *options, **environment)
    try:
        assert web.get()
        yield web
    finally:
        web.process.terminate()
        web.process.wait(40)


@contextmanager
def strangers(web: Web, sent: bytes, *, count: int = 40):
    with ExitStack() as opened:
        for _number in range(count):
            opened.enter_context(web.connect(sent))
        time.sleep(0.5)
        yield


SLOW = [b"", b"GET / HT", b"GET / HTTP/1.1\r\nX-Slow: a", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na"]
SLOW += [b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na"]


@pytest.mark.parametrize("sent", SLOW, ids=["nothing", "half a line", "half a head", "half a body", "half a chunk"])
def test_slow_strangers_keep_nobody_waiting(web, sent):
    server = web("--workers=1")
    with strangers(server, sent):
        assert server.get(timeout=5)


def test_strangers_who_read_nothing_keep_nobody_waiting(web):
    server = web("--workers=1")
    with strangers(server, b"GET /?megabytes=20 HTTP/1.1\r\nHost: a\r\n\r\n", count=6):
        assert server.get(timeout=10)


def test_a_request_without_end_is_closed(web):
    server = web("--workers=1", FIRST_SECONDS="1")
    with server.connect(b"GET / HTTP/1.1\r\nX-Slow: ") as stranger:
        stranger.sendall(b"a")
        assert stranger.recv(100) == b""


def test_large_bodies_come_whole(web):
    server, body = web("--workers=1"), b"x" * 3_000_000
    assert server.get(body=body)[1] == "3000000"
    assert server.get(body=iter([body, body]))[1] == "6000000"


def test_a_busy_worker_leaves_connections_to_an_idle_one(web):
    server, pids = web("--workers=2"), []
    assert eventually(lambda: len({server.get("seconds=0.01")[0] for _try in range(20)}) == 2 or both(server))
    for _round in range(3):
        pids.append(both(server))
    assert pids == [2, 2, 2]


def both(server: Web) -> int:
    """How many processes answered two requests at once."""
    pids = set()
    clients = [threading.Thread(target=lambda: pids.add(server.get("seconds=0.5")[0])) for _number in range(2)]
    for client in clients:
        client.start()
        time.sleep(0.02)
    for client in clients:
        client.join()
    return len(pids)


def test_long_answers_do_not_keep_a_short_one_waiting(web):
    server = web("--workers=1")
    clients = [threading.Thread(target=server.get, args=["seconds=3"]) for _number in range(3)]
    for client in clients:
        client.start()
    time.sleep(0.3)
    started = time.monotonic()
    server.get()
    assert time.monotonic() - started < 2.5
    for client in clients:
        client.join()


def test_a_stopped_server_finishes_its_answer(web):
    server, answers = web("--workers=1"), []
    client = threading.Thread(target=lambda: answers.append(server.get("seconds=2&megabytes=1")))
    client.start()
    time.sleep(0.7)
    server.process.terminate()
    client.join()
    assert (len(answers), server.process.wait(20)) == (1, 0)


def test_a_hung_request_has_its_worker_replaced(web):
    server = web("--workers=1", "--timeout=2")
    before = server.get()[0]
    with pytest.raises((OSError, http.client.HTTPException)):
        server.get("seconds=60", timeout=30)
    assert eventually(lambda: server.get()[0] != before, seconds=10)


@pytest.mark.parametrize("query", ["", "megabytes=1"])
def test_head_is_answered_by_headers_alone(web, query):
    """Nothing stands behind them that could be taken for the answer to the next request."""
    connection = web().connect(f"HEAD /?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    with connection, connection.makefile("rb") as answer:
        head, _gap, body = answer.read().partition(b"\r\n\r\n")
    assert (head.split(b"\r\n")[0], body) == (b"HTTP/1.1 200 OK", b"")
