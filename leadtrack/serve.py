"""bin/serve: everything LeadTrack needs to run, as children of one process that stops with all of them.

python -m leadtrack.serve [--host 127.0.0.1] [--port 8000] [--demo]
"""

import argparse
import fcntl
import http.client
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

import environ

from leadtrack import postgres
from leadtrack.processes import die_with_parent

BASE_DIR = Path(__file__).resolve().parent.parent
STOP_SECONDS = 25
READY_SECONDS = 150
THREADS = 4
CONNECTIONS = 800
"""Of clients, to each web process; a process may have 1,024 files open on most systems."""
DATABASE_CONNECTIONS = 80
"""Of all web processes. PostgreSQL takes 100 unless it is told otherwise; the others are for the worker, commands and backups."""
DEATHS, DEATH_SECONDS = 5, 60
"""A child that dies so often in this time has a fault that starting it again at once does not mend."""
REST_SECONDS = 60


class Child:
    """A process that is started again when it dies, and dies when we do.

    `rests`: one that dies again and again is left alone for a minute at a time, while the others go on; otherwise it ends everything.
    """

    def __init__(self, name: str, command: list[str], *, keeps: tuple[int, ...] = (), rests: bool = False):
        self.name, self.command, self.keeps, self.rests = name, command, keeps, rests
        self.deaths = deque(maxlen=DEATHS)
        self.starts_at: float | None = None
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *self.command],
            cwd=BASE_DIR,
            pass_fds=self.keeps,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is ours to hear; we then stop the children in order
            preexec_fn=partial(die_with_parent, signal.SIGTERM, os.getpid()),
        )

    def look_after(self) -> None:
        if self.process.poll() is None:
            return
        if self.starts_at is None:
            self.starts_at = time.monotonic() + self._rest()
        if time.monotonic() >= self.starts_at:
            self.starts_at = None
            self.start()

    def _rest(self) -> int:
        """Seconds until it is started again."""
        self.deaths.append(time.monotonic())
        often = len(self.deaths) == DEATHS and self.deaths[-1] - self.deaths[0] < DEATH_SECONDS
        if often and not self.rests:
            raise SystemExit(f"The {self.name} ends again and again, last with {self.process.returncode}; see above for why.")
        rest = REST_SECONDS if often else 0
        when = f"again and again, last with {self.process.returncode}; it is started in {rest} s." if rest else ""
        print(f"The {self.name} ended {when or f'with {self.process.returncode}; starting it again.'}", file=sys.stderr, flush=True)
        if rest:
            self.deaths.clear()
        return rest

    def stop(self, deadline: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=max(0, deadline - time.monotonic()))
            return
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Stop(Exception):
    """Somebody asked us to stop."""


def main() -> None:
    environ.Env.read_env(BASE_DIR / ".env")
    options = parsed_options()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    try:
        with ExitStack() as held:
            claim_data(held, options)
            listener = held.enter_context(bound_socket(options.host, options.port))
            try:
                run(listener, address(options), demo=options.demo)
            finally:
                if postgres.is_embedded():
                    postgres.await_rest()
    except Stop:
        print("LeadTrack is stopped.", flush=True)
    except postgres.ClusterError as error:
        raise SystemExit(str(error)) from None


def parsed_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/serve", description="Runs LeadTrack until Ctrl-C.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--demo", action="store_true", help="fill in a sample business and print its sign-ins")
    options = parser.parse_args()
    if not is_loopback(options.host) and not os.environ.get("LEADTRACK_URL"):
        parser.error(
            f"--host {options.host} lets other machines in, and then LeadTrack must know its address: "
            "set LEADTRACK_URL=https://your.address and put a reverse proxy with TLS before it (docs/operations.md)."
        )
    return options


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def ask_to_stop(number, frame) -> None:
    """A second wish to stop changes nothing: the children are already on their way."""
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    raise Stop


def address(options: argparse.Namespace) -> str:
    host = f"[{options.host}]" if ":" in options.host else options.host
    return os.environ.get("LEADTRACK_URL", "").rstrip("/") or f"http://{host}:{options.port}"


def claim_data(held: ExitStack, options: argparse.Namespace) -> None:
    try:
        file = held.enter_context(postgres.locked("serve.lock", fcntl.LOCK_EX | fcntl.LOCK_NB))
    except BlockingIOError:
        where = (postgres.data_folder() / "serve.lock").read_text().strip()
        raise SystemExit(f"LeadTrack already runs on this data: {where}") from None
    file.truncate(0)
    file.write(f"{address(options)} (process {os.getpid()})\n")
    file.flush()


def bound_socket(host: str, port: int) -> socket.socket:
    """Bound before anything slow begins, and handed to gunicorn, so that nobody takes the port in between."""
    family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(place)
    except OSError as error:
        listener.close()
        raise SystemExit(f"Cannot listen on {host} port {port}: {error.strerror}. Choose another with --port.") from None
    listener.set_inheritable(True)
    return listener


def run(listener: socket.socket, where: str, *, demo: bool) -> None:
    print("Starting LeadTrack…", flush=True)
    with postgres.in_use():
        greeting = prepare(where, demo=demo)
        children = [
            Child("web server", gunicorn(listener), keeps=(listener.fileno(),)),
            Child("task worker", ["manage.py", "worker"], rests=True),
        ]
        try:
            for child in children:
                child.start()
            await_health(listener, children)
            print(f"{greeting}LeadTrack runs at {where} (Ctrl-C stops it)", flush=True)
            while True:
                look_after(children)
        finally:
            stop(children)


def prepare(where: str, *, demo: bool) -> str:
    """Migrations and static files; returns what a person must know to sign in, if anything."""
    command = [sys.executable, "manage.py", "prepare", "--address", where, *(["--demo"] if demo else [])]
    done = subprocess.run(
        command,
        cwd=BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        preexec_fn=partial(die_with_parent, signal.SIGTERM, os.getpid()),
    )
    if done.returncode:
        raise SystemExit(f"{done.stdout}LeadTrack could not prepare its database; see above for why.")
    return done.stdout


def gunicorn(listener: socket.socket) -> list[str]:
    """Each thread holds a connection of PostgreSQL once it has answered something; see `bin/bench slow` for what was measured."""
    workers = web_processes()
    options = {
        "bind": f"fd://{listener.fileno()}",
        "worker-class": "leadtrack.web_worker.BufferingWorker",
        "workers": workers,
        "threads": threads(workers),
        "worker-connections": CONNECTIONS,
        "timeout": 60,
        "graceful-timeout": 20,
        "log-level": "warning",
    }
    return ["-m", "gunicorn", *(f"--{name}={value}" for name, value in options.items()), "leadtrack.wsgi"]


def web_processes() -> int:
    said = os.environ.get("WEB_CONCURRENCY", "")
    if said and not (said.isascii() and said.isdigit() and int(said)):
        raise SystemExit(f"WEB_CONCURRENCY is {said!r}; it must be a number of processes, 1 or more.")
    return int(said) if said else min(2 * (os.cpu_count() or 1) + 1, 12)


def threads(workers: int) -> int:
    """Of each process, so many that all of them stay within the connections that the database has for them."""
    return max(1, min(THREADS, DATABASE_CONNECTIONS // workers))


def look_after(children: list[Child]) -> None:
    time.sleep(0.5)
    if postgres.is_embedded():
        postgres.started_keeper()
    for child in children:
        child.look_after()


def await_health(listener: socket.socket, children: list[Child]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while (answer := health(listener)) != 200:
        if time.monotonic() > deadline:
            raise SystemExit(f"LeadTrack does not get well: /healthz answers {answer or 'nothing'} after {READY_SECONDS} s.")
        look_after(children)


def health(listener: socket.socket) -> int | None:
    """The status of /healthz, asked where we listen ourselves; None without an answer."""
    host, port = listener.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:  # all addresses of this machine
        host = "::1" if listener.family == socket.AF_INET6 else "127.0.0.1"
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def stop(children: list[Child]) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    started = [child for child in children if child.process]
    for child in started:
        child.process.terminate()
    for child in started:
        child.stop(deadline)


if __name__ == "__main__":
    main()
