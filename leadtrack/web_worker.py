"""The worker of the web server: a request is read whole before a thread works on it, and what is answered waits in a buffer.

A client that sends a byte every few seconds, or reads one, costs a little memory and no thread. gunicorn starts the workers,
watches them and ends them; inside each, waitress reads and writes.
"""

import logging
import os
import time

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask

MOST_BODY = 512 * 1024 * 1024
MOST_HEAD = 64 * 1024
MOST_BUFFERED = 1024 * 1024 * 1024
"""Of an answer that its client is slow to read. Past a megabyte it lies on the disk."""
FIRST_SECONDS, BYTES_A_SECOND = 30, 500
"""How long a request may take to come in: so many seconds, and another one for so many bytes."""
PATIENCE = 0.1
"""How long a worker that is at one request leaves new connections to the others, who may be idle."""


class Dispatcher(ThreadedTaskDispatcher):
    """Knows since when it has been working on what."""

    def __init__(self) -> None:
        super().__init__()
        self.since: dict[HTTPChannel, float] = {}

    def add_task(self, task: HTTPChannel) -> None:
        self.since[task] = time.monotonic()
        super().add_task(task)

    def seconds_of_oldest(self) -> float:
        return time.monotonic() - min(self.since.copy().values(), default=time.monotonic())


class Task(WSGITask):
    """One request. HEAD is answered by the headers alone: what came behind them would be taken for the answer to the next request
    (RFC 9110, section 9.3.2), and Django and waitress both leave that to the other.
    """

    @property
    def is_head(self) -> bool:
        return self.request.command == "HEAD"

    def get_environment(self) -> dict:
        environ = super().get_environment()
        if self.is_head:
            environ.pop("wsgi.file_wrapper", None)  # it would send a file without `write`
        return environ

    def write(self, data: bytes) -> None:
        super().write(b"" if self.is_head else data)

    def finish(self) -> None:
        if self.is_head:
            self.write(b"")
            self.chunked_response = False  # no last chunk either
        super().finish()


class Channel(HTTPChannel):
    """One connection."""

    task_class = Task
    bytes_received, receiving_since = 0, 0.0

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.bytes_received, self.receiving_since = 0, time.monotonic()
        self.bytes_received += len(data)
        return super().received(data)

    @property
    def is_too_slow(self) -> bool:
        seconds = FIRST_SECONDS + self.bytes_received / BYTES_A_SECOND
        return self.request is not None and time.monotonic() - self.receiving_since > seconds

    def service(self) -> None:
        dispatcher = self.server.task_dispatcher
        try:
            super().service()
        finally:
            with self.requests_lock:
                if not self.requests:
                    dispatcher.since.pop(self, None)
            self.server.pull_trigger()


class Server(TcpWSGIServer):
    """Takes connections while it is idle, and only after a while when it is busy: otherwise it would have one request wait for
    another while a worker beside it has nothing to do."""

    channel_class = Channel

    def readable(self) -> bool:
        return super().readable() and self._has_time()

    def _has_time(self) -> bool:
        working = len(self.task_dispatcher.since)
        return not working or (working < self.adj.threads and self.task_dispatcher.seconds_of_oldest() > PATIENCE)

    def maintenance(self, now: float) -> None:
        super().maintenance(now)
        for channel in self.active_channels.values():
            channel.will_close |= channel.is_too_slow

    def is_at_work(self) -> bool:
        return any(channel.requests or channel.total_outbufs_len for channel in list(self.active_channels.values()))


class BufferingWorker(Worker):
    """A request that takes longer than `timeout` has its worker ended by gunicorn, as the workers of gunicorn itself do."""

    def run(self) -> None:
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a request that waits for a moment is no news
        settings = Adjustments(
            threads=self.cfg.threads,
            sockets=[listener.sock for listener in self.sockets],
            backlog=self.cfg.backlog,
            connection_limit=self.cfg.worker_connections,
            max_request_header_size=MOST_HEAD,
            max_request_body_size=MOST_BODY,
            outbuf_high_watermark=MOST_BUFFERED,
            clear_untrusted_proxy_headers=False,  # Django is told which of them to believe
            cleanup_interval=5,
            log_socket_errors=False,
            ident=None,
        )
        dispatcher, sockets = Dispatcher(), {}
        dispatcher.set_thread_count(settings.threads)
        self.servers = [
            Server(
                self.wsgi,
                sockets,
                _sock=listener,
                dispatcher=dispatcher,
                adj=settings,
                sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
                bind_socket=False,
            )
            for listener in settings.sockets
        ]
        while self.alive and self.ppid == os.getppid():
            self._turn(sockets, dispatcher)
        for server in self.servers:
            server.accepting = False
        while any(server.is_at_work() for server in self.servers):
            self._turn(sockets, dispatcher)

    def _turn(self, sockets: dict, dispatcher: Dispatcher) -> None:
        if dispatcher.seconds_of_oldest() < self.cfg.timeout:
            self.notify()
        wasyncore.loop(timeout=PATIENCE if dispatcher.since else 1, use_poll=True, map=sockets, count=1)

    def handle_exit(self, sig: int, frame: object) -> None:
        super().handle_exit(sig, frame)
        for server in getattr(self, "servers", ()):
            server.pull_trigger()
