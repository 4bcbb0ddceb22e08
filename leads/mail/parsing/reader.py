"""Mail is read in one process beside the worker, which is used again and again: a mail that takes too much costs that process, not us."""

import os
import pickle
import selectors
import subprocess
import sys
import threading
import time
from contextlib import suppress

from django.conf import settings
from django.utils.translation import gettext as _

from leads.mail.parsing.incoming import Bad, Incoming
from leads.mail.parsing.reader_process import LENGTH

SECONDS = 20
MEMORY = 768 * 1024 * 1024
"""Of the whole process. A mail of 15 MB takes about 150 of it, Python and Django as much again."""
PROGRAM = "import django; django.setup(); from leads.mail.parsing.reader_process import main; main()"
MOST_ANSWER = 64 * 1024 * 1024


class Reader:
    """`seconds` by the clock and `memory` in bytes are what one mail may take."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY):
        self.seconds, self.memory = seconds, memory
        self.process: subprocess.Popen | None = None
        self._lock = threading.Lock()

    def read(self, raw: bytes) -> Incoming:
        """Raises Bad, with words for a person, too where it took too much."""
        with self._lock:
            process = self._running()
            try:
                packed = self._answer(process, raw)
            except BaseException:  # whatever it was, an answer that comes later must not be taken for the next mail's
                self.stop()
                raise
        incoming, error = pickle.loads(packed)  # noqa: S301 (from our own program)
        if incoming is None:
            raise Bad(error)
        return incoming

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                with suppress(OSError):
                    pipe.close()
            self.process = None

    def _running(self) -> subprocess.Popen:
        if self.process is None or self.process.poll() is not None:
            self.stop()
            command = [sys.executable, "-c", PROGRAM, str(self.memory)]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            environment = os.environ | {"DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "leadtrack.settings")}
            self.process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True, **pipes)
            self._exchange(self.process, b"From: a@b.example\r\n\r\nReady?\r\n", seconds=60)  # it begins slowly where much is going on
        return self.process

    def _answer(self, process: subprocess.Popen, raw: bytes) -> bytes:
        try:
            return self._exchange(process, raw, seconds=self.seconds)
        except TimeoutError:
            raise Bad(_("It takes too long to be read.")) from None
        except (EOFError, OSError):
            raise Bad(_("It takes too much memory to be read.")) from None

    def _exchange(self, process: subprocess.Popen, raw: bytes, *, seconds: float) -> bytes:
        """Raises TimeoutError, and EOFError or OSError when the process ended."""
        until = time.monotonic() + seconds
        process.stdin.write(len(raw).to_bytes(LENGTH) + raw)
        process.stdin.flush()
        size = int.from_bytes(_received(process.stdout, LENGTH, until=until))
        if size > MOST_ANSWER:
            raise EOFError
        return _received(process.stdout, size, until=until)


def _received(pipe, size: int, *, until: float) -> bytes:
    parts, left = [], size
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while left:
            seconds = until - time.monotonic()
            if seconds <= 0 or not selector.select(seconds):
                raise TimeoutError
            part = os.read(pipe.fileno(), min(left, 1_000_000))
            if not part:
                raise EOFError
            parts.append(part)
            left -= len(part)
    return b"".join(parts)


reader = Reader()
