"""A LeadTrack of its own for a test: its data folder, its port, its processes, and ways to do it harm."""

import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg2

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 180  # a busy machine is slow, not broken


def eventually(is_so, *, seconds: float = PATIENCE):
    """The first true answer, or the last false one when time is up."""
    deadline = time.monotonic() + seconds
    while not (answer := is_so()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class House:
    def __init__(self, data: Path, *, project: Path = PROJECT, user: int | None = None):
        self.data, self.project, self.port = data, project, free_port()
        self.who = {} if user is None else {"user": user, "group": user, "extra_groups": []}
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LEADTRACK_URL", "SECRET_KEY")}
        self.environment = kept | {"LEADTRACK_DATA": str(data), "WEB_CONCURRENCY": "1", "HOME": str(data.parent)}
        self.serving: subprocess.Popen | None = None

    def run(self, *command: str, **changes) -> subprocess.CompletedProcess:
        """A Python command in this house, to its end; its output is one text."""
        return subprocess.run(
            [sys.executable, *command],
            cwd=self.project,
            env=self.environment | changes,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
            **self.who,
        )

    def serve(self) -> None:
        with (self.data.parent / "serve.out").open("wb") as out:
            command = [sys.executable, "-m", "leadtrack.serve", "--port", str(self.port)]
            self.serving = subprocess.Popen(command, cwd=self.project, env=self.environment, stdout=out, stderr=out, **self.who)
        assert eventually(lambda: "LeadTrack runs at" in self.output() or self.serving.poll() is not None), self.output()
        assert self.is_well(), self.output()

    def output(self) -> str:
        return (self.data.parent / "serve.out").read_text()

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def health(self) -> tuple[int, dict]:
        """The status of /healthz and what answers, without the version."""
        try:
            status, body = self.get("/healthz")
        except (OSError, http.client.HTTPException):
            return 0, {}
        return status, {name: answer for name, answer in json.loads(body).items() if name != "version"}

    def is_well(self) -> bool:
        return self.health() == (200, {"database": True, "writable": True, "worker": True})

    def database(self, *, role: str = "leadtrack"):
        return psycopg2.connect(host=str(self.data / "run"), port=5432, user=role, dbname="leadtrack")

    def remember(self, word: str) -> None:
        with self.database() as connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS remembered (word text)")
            cursor.execute("INSERT INTO remembered VALUES (%s)", [word])

    def remembers(self) -> list[str]:
        with self.database() as connection, connection.cursor() as cursor:
            cursor.execute("SELECT word FROM remembered ORDER BY 1")
            return [word for (word,) in cursor.fetchall()]

    def keeper(self) -> psutil.Process:
        return psutil.Process(int((self.data / "keeper.lock").read_text()))

    def postgres(self) -> psutil.Process:
        return psutil.Process(int((self.data / "cluster" / "postmaster.pid").read_text().splitlines()[0]))

    def processes(self) -> list[psutil.Process]:
        """Everything that runs for this house: what `serve` started, the keeper and PostgreSQL."""
        ours = [psutil.Process(self.serving.pid), self.keeper()]
        return ours + [child for process in ours for child in process.children(recursive=True)]

    def is_at_rest(self) -> bool:
        """Whether no keeper holds the data any more; it lets go when PostgreSQL has stopped."""
        with (self.data / "keeper.lock").open("a") as file, suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def leave(self) -> None:
        """After a test, whatever came of it."""
        if self.serving and self.serving.poll() is None:
            self.stop()
        assert eventually(self.is_at_rest)

    def stop(self) -> int:
        self.serving.send_signal(signal.SIGTERM)
        return self.serving.wait(timeout=PATIENCE)


def all_gone(processes: list[psutil.Process]) -> bool:
    return not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes)
