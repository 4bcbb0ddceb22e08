"""Work that one process does at a time: who is at it holds an advisory lock of PostgreSQL for as long as its connection lives, so a
killed one leaves nothing locked.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone(name: str, *, among: int) -> Iterator[bool]:
    """Whether nobody else is at what is called so, for as long as the block runs. `among`: the kind of work (the first half of the
    pair that names an advisory lock; the other is made of the name).
    """
    pair = (among, zlib.crc32(name.encode()) - 2**31)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", pair)
        is_alone = cursor.fetchone()[0]
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", pair)
