"""The web server as bin/serve starts it against sync workers and the threads of gunicorn, in turns: how many leads eight clients
log, what a worker needs of memory, and how long /healthz and a tap wait while slow strangers hold connections open.

    BENCH_SLOW     how many slow connections, at most 500 (200)
    BENCH_CLIENTS  how many clients log leads (8)
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil

SLOW = min(int(os.environ.get("BENCH_SLOW", "200")), 500)
CLIENTS = int(os.environ.get("BENCH_CLIENTS", "8"))
SECONDS = 4
"""How long each server is asked in a turn."""
WAIT = 10
"""How long an answer is waited for before it counts as none."""
BEGINNINGS = (b"", b"GET / HTTP/1.1\r\nX-Slow: ", b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")


@dataclass
class Server:
    name: str
    process: psutil.Process
    port: int
    cookies: str

    def ask(self, method: str, path: str, body: str | None = None) -> float:
        """Seconds until it answered; WAIT where it did not."""
        started, connection = time.perf_counter(), http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        with suppress(OSError, http.client.HTTPException):
            self.answer(connection, method, path, body)
            return time.perf_counter() - started
        return WAIT

    def answer(self, connection: http.client.HTTPConnection, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": self.cookies, "X-CSRFToken": "a" * 32, "Content-Type": "application/json"}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read().decode()

    def megabytes(self) -> float:
        """Of its own, a worker."""
        return statistics.median(worker.memory_full_info().uss / 1e6 for worker in self.process.children())


def commands() -> dict[str, list[str]]:
    """By name, what comes after the word gunicorn; the first is how bin/serve starts it."""
    from leadtrack import serve

    with socket.socket() as none:
        ours = [option for option in serve.gunicorn(none)[2:-1] if not option.startswith("--bind")]
    threads = next(option for option in ours if option.startswith("--threads"))
    plain = [option for option in ours if not option.startswith(("--worker-class", "--threads", "--worker-connections"))]
    return {"ours": ours, "sync": plain, "gthread": [*plain, "--worker-class=gthread", threads]}


@contextmanager
def serving(name: str, options: list[str], *, cookies: str) -> Iterator[Server]:
    from django.db import connection

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        environment = os.environ | {"BENCH_DATABASE": connection.settings_dict["NAME"]}
        command = [sys.executable, "-m", "gunicorn", f"--bind=fd://{listener.fileno()}", *options, "bench.wsgi"]
        process = subprocess.Popen(command, env=environment, pass_fds=[listener.fileno()], stderr=subprocess.DEVNULL)
        server = Server(name, psutil.Process(process.pid), listener.getsockname()[1], cookies)
    try:
        deadline = time.monotonic() + 60
        while server.ask("GET", "/healthz") == WAIT and time.monotonic() < deadline:
            time.sleep(0.2)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def milliseconds_a_capture(server: Server, *, source: int) -> float:
    """Of CLIENTS at once, for SECONDS: what one took on the whole."""
    until, done = time.perf_counter() + SECONDS, []

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=WAIT)
        while time.perf_counter() < until:
            tap = json.dumps({"key": str(uuid.uuid4()), "source": source, "channel": "walk_in"})
            status, text = server.answer(connection, "POST", "/capture/", tap)
            assert status in (200, 201), (server.name, status, text[:200])
            done.append(1)

    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        for work in [clients.submit(client) for _number in range(CLIENTS)]:
            work.result()
    return (time.perf_counter() - started) / len(done) * 1000


@contextmanager
def slow_strangers(server: Server) -> Iterator[None]:
    """SLOW connections that send a byte every two seconds, whatever they began with."""
    stop, strangers = threading.Event(), []

    def drip() -> None:
        while not stop.wait(2):
            for stranger in strangers:
                with suppress(OSError):
                    stranger.send(b"a")

    for number in range(SLOW):
        stranger = socket.create_connection(("127.0.0.1", server.port), timeout=WAIT)
        stranger.sendall(BEGINNINGS[number % len(BEGINNINGS)])
        strangers.append(stranger)
    thread = threading.Thread(target=drip)
    thread.start()
    time.sleep(1)
    try:
        yield
    finally:
        stop.set()
        thread.join()
        for stranger in strangers:
            stranger.close()


def waits(server: Server, *, source: int, times: int) -> tuple[float, float]:
    """The longest that /healthz and a tap took while the strangers are there, in milliseconds."""
    health, taps = [], []
    with slow_strangers(server):
        for _time in range(times):
            health.append(server.ask("GET", "/healthz"))
            tap = json.dumps({"key": str(uuid.uuid4()), "source": source, "channel": "walk_in"})
            taps.append(server.ask("POST", "/capture/", tap))
    return max(health) * 1000, max(taps) * 1000


def cases(rounds: int) -> list[dict]:
    from leads.models import Source

    source, cookies, rows = Source.objects.first().pk, signed_in(), []
    names = commands()
    with serving("ours", names["ours"], cookies=cookies) as ours:
        for name in ("sync", "gthread"):
            with serving(name, names[name], cookies=cookies) as other:
                for server in (ours, other):
                    milliseconds_a_capture(server, source=source)
                pairs = [[milliseconds_a_capture(server, source=source) for server in (ours, other)] for _round in range(rounds)]
                took, least = (statistics.median(side) for side in zip(*pairs, strict=True))
                rows.append(row(f"A capture, {CLIENTS} clients at once, against {name} workers", took, least))
                rows.append(row(f"Memory of a worker, against {name} workers", ours.megabytes(), other.megabytes(), unit="MB"))
                healths, taps = zip(*(waits(server, source=source, times=times) for server, times in ((ours, 20), (other, 2))), strict=True)
                rows.append(row(f"/healthz beside {SLOW} slow strangers, the longest, against {name} workers", *healths))
                rows.append(row(f"A tap beside {SLOW} slow strangers, the longest, against {name} workers", *taps))
    return rows


def row(case: str, took: float, least: float, *, unit: str = "ms") -> dict:
    return {"case": case, "ms": round(took, 2), "floor_ms": round(least, 2), "ratio": round(took / least, 2), "unit": unit}


def signed_in() -> str:
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={'a' * 32}"
