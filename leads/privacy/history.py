"""Taking people out of history, which nothing else does (leadtrack/database/history.sql)."""

from collections.abc import Iterable

from django.db import connection

from accounts.models import User


def erase_history(contacts: Iterable[int], *, by: User | None, reason: str) -> int:
    """Names, numbers, addresses and words of these contacts and of those merged into them go from every row of history, whether or not
    the contacts are still there. Leaves an `Erasure`. One query. Returns how many rows were changed or deleted.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_history_of_people(%s::bigint[], %s, %s)", [list(contacts), by and by.pk, reason])
        return cursor.fetchone()[0]
