"""What a piece of work costs: the clock, the processors and the memory of this process and of its PostgreSQL."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil


@dataclass
class Took:
    """Seconds on the clock, and of the processors: this process and those it started, and the connection's PostgreSQL."""

    clock: float = 0
    python: float = 0
    postgres: float = 0
    memory: float = 0
    """Megabytes of these processes at most, above what they had at the beginning."""


def spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


@contextmanager
def measured(cursor, *, checkpoint) -> Iterator[Took]:
    """`cursor`: of the connection whose PostgreSQL is watched. `checkpoint`: called first."""
    checkpoint()
    cursor.execute("SELECT pg_backend_pid()")
    backend, own = psutil.Process(cursor.fetchone()[0]), psutil.Process()
    took, sizes, over = Took(), [], threading.Event()
    idle = own.memory_info().rss

    def watch() -> None:
        while not over.wait(0.5):
            sizes.append(sum(each.memory_info().rss for each in [own, *own.children(recursive=True)]))

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    before = spent(own), spent(backend), time.perf_counter()
    yield took
    took.clock, took.postgres, took.python = time.perf_counter() - before[2], spent(backend) - before[1], spent(own) - before[0]
    over.set()
    watching.join()
    took.memory = (max(sizes, default=idle) - idle) / 2**20


@contextmanager
def watched(process: psutil.Process, *, postmaster: psutil.Process) -> Iterator[list[float]]:
    """Megabytes of a process, of those it started and of all of PostgreSQL above what PostgreSQL had before, twice a second.

    Memory that several share is counted once (PSS).
    """
    idle, sizes, over = _shared_out(postmaster), [], threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            sizes.append((_shared_out(process) + _shared_out(postmaster) - idle) / 2**20)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield sizes
    finally:
        over.set()
        watching.join()


def _shared_out(process: psutil.Process) -> int:
    size = 0
    with suppress(psutil.NoSuchProcess):
        for each in [process, *process.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                size += each.memory_full_info().pss
    return size


@dataclass
class Split:
    """Seconds inside some calls of a run."""

    seconds: dict[str, float] = field(default_factory=dict)

    def wrap(self, owner, name: str, label: str) -> Callable[[], None]:
        """Count the time of `owner.name`; returns what undoes it."""
        plain = getattr(owner, name)

        def counted(*args, **kwargs):
            started = time.perf_counter()
            try:
                return plain(*args, **kwargs)
            finally:
                self.seconds[label] = self.seconds.get(label, 0) + time.perf_counter() - started

        setattr(owner, name, counted)
        return lambda: setattr(owner, name, plain)
