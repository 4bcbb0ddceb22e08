"""What the role of the web and the worker may do: everything with ordinary rows; to history it adds, and changes none of it.

The owner grants that after every migration (the command `migrate`), which `bin/serve` and `bin/restore` run. With one role for both,
as on a server of one's own where only DATABASE_URL is set, there is nothing to grant; a check says what that means.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from pghistory.models import Context, Event
from psycopg2.sql import SQL, Composed, Identifier

from leads.models import Erasure

FUNCTIONS = Path(__file__).with_name("history.sql")
ERASING = SQL("FUNCTION erase_history_of_people(bigint[], bigint, text)")
LOCK = 0x60616E74
"""Of PostgreSQL, for as long as the grants are written: two starts at once would meet in its catalogue."""
WHERE = ("HOST", "PORT", "USER", "PASSWORD", "OPTIONS")
MAINTAIN_VERSION = 170000


def history_tables() -> list[str]:
    """Tables that the application adds to and changes none of. What it erased (`Erasure`) it does not even add to by itself."""
    events = {model._meta.db_table for model in apps.get_models() if issubclass(model, Event) and model._meta.managed}
    return sorted({*events, Context._meta.db_table, Erasure._meta.db_table})


def application() -> str:
    """The role of the web and the worker."""
    return settings.APPLICATION_DATABASE["USER"]


@contextmanager
def application_connection() -> Iterable[BaseDatabaseWrapper]:
    """A connection of its own to the same database, as the web and the worker make theirs."""
    copy = connection.copy()
    copy.settings_dict |= {name: settings.APPLICATION_DATABASE.get(name, "") for name in WHERE}
    copy.settings_dict["OPTIONS"] = settings.APPLICATION_DATABASE.get("OPTIONS", {})
    try:
        yield copy
    finally:
        copy.close()


def grant() -> None:
    """Functions and rights as this version has them. As often as one likes; nothing while tables are missing, or as who owns none."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if not _owns(cursor, history_tables()):
            return
        cursor.execute(FUNCTIONS.read_text())
        cursor.execute(SQL("REVOKE ALL ON {} FROM PUBLIC").format(ERASING).as_string(cursor.connection))
        cursor.execute("SELECT current_user, current_setting('server_version_num')::int")
        owner, version = cursor.fetchone()
        if application() != owner:
            for statement in _grants(version=version):
                cursor.execute(statement.as_string(cursor.connection))


def _owns(cursor, tables: list[str]) -> bool:
    """Whether we own every one of them."""
    cursor.execute(
        "SELECT count(*) FROM pg_class WHERE relname = ANY(%s) AND relnamespace = 'public'::regnamespace"
        " AND pg_has_role(current_user, relowner, 'MEMBER')",
        [tables],
    )
    return cursor.fetchone()[0] == len(tables)


def _grants(*, version: int) -> list[Composed]:
    names = {
        "role": Identifier(application()),
        "history": SQL(", ").join(map(Identifier, history_tables())),
        "context": Identifier(Context._meta.db_table),
        "erasure": Identifier(Erasure._meta.db_table),
        "erasing": ERASING,
    }
    statements = [
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}",
        "GRANT USAGE ON SCHEMA public TO {role}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "REVOKE UPDATE, DELETE ON {history} FROM {role}",
        # Of pghistory: the trigger keep_history_context lets nothing through once the transaction is over.
        "GRANT UPDATE (metadata, updated_at) ON {context} TO {role}",
        "REVOKE INSERT ON {erasure} FROM {role}",
        "GRANT EXECUTE ON {erasing} TO {role}",
    ]
    if version >= MAINTAIN_VERSION:  # an import has its tables analysed; before 17 autovacuum comes round to it
        statements.append("GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO {role}")
    return [SQL(statement).format(**names) for statement in statements]


def changeable() -> list[str]:
    """The tables of history in which the application could change rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_roles ON rolname = %s"
            " WHERE relname = ANY(%s) AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege(rolname, pg_class.oid, 'UPDATE, DELETE, TRUNCATE') ORDER BY 1",
            [application(), history_tables()],
        )
        return [name for (name,) in cursor.fetchall()]


def check_history_is_kept(databases: Iterable[str] | None = None, **_: object) -> list[CheckMessage]:
    """Of `bin/manage check --database default`, and of every migration."""
    if not databases or not changeable():
        return []
    message = f"The role {application()!r} of DATABASE_URL could change the history of what was done."
    hint = (
        "Make a second role for the web and the worker, name it in DATABASE_URL and the owner in DATABASE_OWNER_URL; "
        "docs/operations.md has the SQL."
    )
    return [Warning(message, hint=hint, id="leadtrack.W001")]
