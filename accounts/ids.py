"""Identifiers that leave the house."""

import os
import secrets
import time
import uuid
from collections.abc import Callable


def uuid7(*, milliseconds: int | None = None, bits: Callable[[int], int] = secrets.randbits) -> uuid.UUID:
    """A version 7 UUID: 48 bits of milliseconds since 1970 (now), then 74 random bits, so that ids sort by when they were made.

    RFC 9562, section 5.7. `bits(n)` gives n random bits; a seeded one makes the same ids again.
    """
    return _uuid7(time.time_ns() // 1_000_000 if milliseconds is None else milliseconds, bits(74))


def many_uuid7(count: int) -> list[uuid.UUID]:
    """So many of this moment, in ascending order; the random bits of all are drawn at once, which is most of what one costs."""
    moment, drawn = time.time_ns() // 1_000_000, os.urandom(10 * count)
    return [_uuid7(moment, random) for random in sorted(int.from_bytes(drawn[at : at + 10]) >> 6 for at in range(0, 10 * count, 10))]


def _uuid7(moment: int, random: int) -> uuid.UUID:
    value = (moment & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return uuid.UUID(int=value)
