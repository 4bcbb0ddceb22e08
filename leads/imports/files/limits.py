"""What a file may ask for of the machine. Used by programs of their own that read spreadsheets, and knows nothing of Django, so that they
begin at once.

A limit grows with the file: a few kilobytes have no good reason to become hundreds of megabytes, and people's large sheets do.
"""

import contextlib
import json
import resource
import sys
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
MEMORY, MEMORY_A_BYTE, MOST_MEMORY = 250 * MEGABYTE, 40, 1024 * MEGABYTE
"""Ten columns of 200,000 rows take about 200 MB, from a file of 10."""
UNPACKED, UNPACKED_A_BYTE, MOST_UNPACKED = 100 * MEGABYTE, 50, 1024 * MEGABYTE
SECONDS = 40
"""Of a processor."""
LONGEST_ROW = 1_000_000
"""Characters of a row. A cell of Excel has at most 32,767."""


class TooLarge(Exception):
    """The file would become more than it may."""


@dataclass(frozen=True)
class Limits:
    """In bytes. `memory`: of the program that reads it. `unpacked`: of its parts together, and of its rows as JSON."""

    memory: int
    unpacked: int

    @classmethod
    def of(cls, size: int) -> "Limits":
        """For a file of this size."""
        memory = min(MEMORY + MEMORY_A_BYTE * size, MOST_MEMORY)
        return cls(memory, min(UNPACKED + UNPACKED_A_BYTE * size, MOST_UNPACKED))


def hold(memory: int) -> None:
    """This process to so many bytes of memory, and to SECONDS."""
    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, SECONDS)):
        with contextlib.suppress(ValueError, OSError):  # not every system takes a limit, or one above its own
            resource.setrlimit(limit, (most, most))


class Lines:
    """JSON on standard output, a value a line. Raises TooLarge when they get longer than `most` bytes together, or a row is too long."""

    def __init__(self, most: int):
        self.left = most

    def write(self, value) -> None:
        line = json.dumps(value)
        self.left -= len(line)
        if self.left < 0:
            raise TooLarge
        sys.stdout.write(f"{line}\n")

    def write_row(self, cells: list) -> None:
        if sum(len(cell) for cell in cells if isinstance(cell, str)) > LONGEST_ROW:
            raise TooLarge
        self.write(cells)
