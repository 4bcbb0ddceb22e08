"""The program that reads mail for the worker: bytes in on standard input, what was read out on standard output, mail after mail.

It is held to its memory, and whoever started it holds it to its time (`reader`). An answer is its length in 8 bytes, then a
pickled pair: the Incoming and "", or None and why there is none.
"""

import contextlib
import pickle
import resource
import sys
from typing import BinaryIO

from leads.mail.parsing.incoming import Bad, Incoming, lightened, read

LENGTH = 8


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Until nobody asks any more. Raises MemoryError when the memory was not enough for a mail."""

    def answer(raw: bytes) -> tuple[Incoming | None, str]:
        try:
            return lightened(read(raw)), ""
        except Bad as error:
            return None, str(error)
        except MemoryError:  # the next mail gets a new process
            raise
        except Exception as error:
            return None, f"{type(error).__name__}: {error}"

    while header := requests.read(LENGTH):
        raw = requests.read(int.from_bytes(header))
        packed = pickle.dumps(answer(raw))
        answers.write(len(packed).to_bytes(LENGTH) + packed)
        answers.flush()


def hold(memory: int) -> None:
    """This process to so many bytes of memory."""
    with contextlib.suppress(ValueError, OSError):  # not every system takes a limit, or one above its own
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main() -> None:
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    hold(int(sys.argv[1]))
    with contextlib.suppress(MemoryError):
        serve(sys.stdin.buffer, answers)
