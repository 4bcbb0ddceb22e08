"""A pooler between us and PostgreSQL, such as PgBouncer, that lends a connection of the server for a transaction at a time.

Nothing of LeadTrack needs a session there: locks live in transactions, the worker shows itself by a row, the driver prepares no
statements, and nobody listens for notifications. DATABASE_POOLED=True switches off the one thing left, cursors of the server.
"""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

TRIES = 3


def lends_connections(wrapper: BaseDatabaseWrapper = connection) -> bool:
    """Whether two connections like this one, both open, are one of the server."""
    first, second = wrapper.copy(), wrapper.copy()
    try:
        return any(_process(first) == _process(second) for _try in range(TRIES))
    finally:
        first.close()
        second.close()


def _process(wrapper: BaseDatabaseWrapper) -> int:
    """The process of PostgreSQL that answered. The driver would tell what the pooler told it."""
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]
