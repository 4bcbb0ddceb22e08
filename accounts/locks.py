"""Work that one process does at a time: who is at it holds an advisory lock of PostgreSQL in a transaction that stays open meanwhile,
so a killed one leaves nothing locked.

The transaction is one of a connection that does nothing else: the work has transactions of its own. A lock of a session would be
lost behind a pooler that lends a connection for a transaction at a time (PgBouncer), and nobody would be told.
"""

import logging
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)


@contextmanager
def alone(name: str, *, among: int) -> Iterator[bool]:
    """Whether nobody else is at what is called so, for as long as the block runs. `among`: the kind of work (the first half of the
    pair that names an advisory lock; the other is made of the name).
    """
    pair = (among, zlib.crc32(name.encode()) - 2**31)
    is_alone = _held.take(pair)
    try:
        yield is_alone
    finally:
        _held.give_back()


class _Holder(threading.local):
    """The connection with the locks of this thread. A lock within another has a savepoint: going back to it lets that lock go alone."""

    wrapper: BaseDatabaseWrapper | None = None
    depth = 0

    def take(self, pair: tuple[int, int]) -> bool:
        try:
            with self._open().cursor() as cursor:
                cursor.execute(f"SAVEPOINT lock_{self.depth}")
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", pair)
                is_alone = cursor.fetchone()[0]
        except Error:
            self._drop()
            raise
        self.depth += 1
        return is_alone

    def give_back(self) -> None:
        """What was done is done: a connection that is gone has let its locks go."""
        if not self.depth:
            return
        self.depth -= 1
        try:
            if self.depth:
                self.wrapper.cursor().execute(f"ROLLBACK TO SAVEPOINT lock_{self.depth}")
            else:
                self.wrapper.rollback()
                self.wrapper.set_autocommit(True)
        except Error as error:
            logger.warning("A lock was lost with its connection: %s", error)
            self._drop()

    def _open(self) -> BaseDatabaseWrapper:
        if self.depth:
            return self.wrapper
        if self.wrapper is None or self.wrapper.settings_dict != connection.settings_dict or not self.wrapper.is_usable():
            self._drop()
            self.wrapper = connection.copy()
        self.wrapper.set_autocommit(False)
        self.wrapper.cursor().execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        return self.wrapper

    def _drop(self) -> None:
        self.depth = 0
        if self.wrapper is not None:
            self.wrapper.close()
        self.wrapper = None


_held = _Holder()
