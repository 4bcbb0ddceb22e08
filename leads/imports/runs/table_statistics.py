"""What PostgreSQL knows of the sizes of its tables. Of one that was filled a moment ago it knows nothing until autovacuum comes by, a
minute later or more, and plans the pages, the export and the undo until then as for an empty one.
"""

from django.db import connection
from psycopg2.sql import SQL, Identifier

# As autovacuum would choose them, so that a small file costs no look at large tables.
GROWN = """
SELECT relname FROM pg_stat_user_tables
WHERE schemaname = ANY(current_schemas(false)) AND n_mod_since_analyze > 50 + n_live_tup / 10 ORDER BY relname
"""

KNOWN = "SELECT relname FROM pg_class WHERE oid = %(table)s::regclass AND %(rows)s > 50 + reltuples / 10"


def refresh() -> list[str]:
    """ANALYZE the tables of which much was written. Returns which. Inside a transaction none: nobody else sees its rows yet."""
    if connection.in_atomic_block:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(GROWN)
        return _analyze(cursor)


def refresh_filled(table: str, *, rows: int) -> list[str]:
    """The same of one table that got rows in this transaction, before these are looked up in it: one that is known as empty has
    all of it read for each of them."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"table": table, "rows": rows})
        return _analyze(cursor)


def _analyze(cursor) -> list[str]:
    """Of the tables that the last query named."""
    tables = [name for (name,) in cursor.fetchall()]
    if tables:
        query = SQL("ANALYZE {}").format(SQL(", ").join(map(Identifier, tables)))
        cursor.execute(query.as_string(cursor.connection))
    return tables
