"""Identifiers that leave the house."""

import secrets
import time
import uuid
from collections.abc import Callable


def uuid7(*, milliseconds: int | None = None, bits: Callable[[int], int] = secrets.randbits) -> uuid.UUID:
    """A version 7 UUID: 48 bits of milliseconds since 1970 (now), then 74 random bits, so that ids sort by when they were made.

    RFC 9562, section 5.7. `bits(n)` gives n random bits; a seeded one makes the same ids again.
    """
    moment = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    random = bits(74)
    value = (moment & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return uuid.UUID(int=value)
