"""What PostgreSQL knows of the sizes of its tables. Of one that was filled a moment ago it knows nothing until autovacuum comes by, a
minute later or more, and plans the pages, the export and the undo until then as for an empty one.
"""

from django.db import connection
from psycopg2.sql import SQL, Composable, Identifier

# As autovacuum would choose them, so that a small file costs no look at large tables. Of history only what its rows are looked up by:
# the other columns are as many as its table's, and half the cost of all. It still counts as changed until autovacuum has seen the rest.
GROWN = """
SELECT grown.relname, columns FROM pg_stat_user_tables AS grown JOIN pg_class ON pg_class.oid = relid
CROSS JOIN LATERAL (SELECT ARRAY(SELECT attname::text FROM pg_attribute
    WHERE attrelid = relid AND attname IN ('pgh_obj_id', 'pgh_context_id', 'pgh_label'))) AS looked_up_by (columns)
WHERE schemaname = ANY(current_schemas(false)) AND n_mod_since_analyze > 50 + n_live_tup / 10
    AND (columns = '{}' OR n_live_tup > 50 + reltuples * 1.1)
ORDER BY grown.relname
"""

KNOWN = "SELECT relname, ARRAY[]::text[] FROM pg_class WHERE oid = %(table)s::regclass AND %(rows)s > 50 + reltuples / 10"


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
    """Of the tables that the last query named, the columns that it named, or all."""
    tables = dict(cursor.fetchall())
    if tables:
        query = SQL("ANALYZE {}").format(SQL(", ").join(_part(name, columns) for name, columns in tables.items()))
        cursor.execute(query.as_string(cursor.connection))
    return list(tables)


def _part(name: str, columns: list[str]) -> Composable:
    of_columns = SQL(" ({})").format(SQL(", ").join(map(Identifier, columns))) if columns else SQL("")
    return Identifier(name) + of_columns
