"""Import of a file of leads against `\\copy` of the very same rows, history and all indexes included, with triggers off.

`BENCH_ROWS` rows (20,000) through the real `run()`, without outcomes and with them. Afterwards every table it filled is saved and
copied back in one transaction: that is the floor. Both begin with the same empty tables, after a checkpoint. The floor needs a
superuser, to switch off the triggers that keep foreign keys as well: the embedded cluster's own, else that of DATABASE_URL.
"""

import os
import statistics
import tempfile
import time
from contextlib import closing

from bench.import_file import COLUMNS, OUTCOMES, SOURCES, file
from bench.measuring import Split, Took, measured

ROWS = int(os.environ.get("BENCH_ROWS", "20000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))


def superuser():
    """A connection of its own to the database of the bench."""
    import psycopg2
    from django.db import connection

    from leadtrack import postgres

    params = connection.get_connection_params() | ({"user": "postgres"} if postgres.is_embedded() else {})
    return psycopg2.connect(**{name: value for name, value in params.items() if name in ("dbname", "user", "password", "host", "port")})


class Tables:
    """The tables that are empty before an import: what is in them afterwards is what it wrote."""

    def __init__(self, superuser):
        self.superuser = superuser
        self.empty = [name for name in self._names() if not self._has_rows(name)]

    def _names(self) -> list[str]:
        from django.db import connection

        return [name for name in connection.introspection.table_names() if name.startswith(("leads_", "sales_"))]

    def _has_rows(self, name: str) -> bool:
        from bench import floor

        return bool(floor.rows(f"SELECT 1 FROM {name} LIMIT 1"))

    def filled(self) -> dict[str, int]:
        from bench import floor

        return {name: floor.rows(f"SELECT count(*) FROM {name}")[0][0] for name in self.empty if self._has_rows(name)}

    def clear(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(self.empty)} CASCADE")

    def save(self, folder: str) -> list[str]:
        from django.db import connection

        names = list(self.filled())
        with connection.cursor() as cursor:
            for name in names:
                with open(os.path.join(folder, name), "wb") as saved:
                    cursor.copy_expert(f"COPY {name} TO STDOUT", saved)
        return names

    def copy_back(self, folder: str, names: list[str]) -> None:
        with self.superuser, self.superuser.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name in names:
                with open(os.path.join(folder, name), "rb") as saved:
                    cursor.copy_expert(f"COPY {name} FROM STDIN", saved)

    def checkpoint(self) -> None:
        self.superuser.autocommit = True
        self.superuser.cursor().execute("CHECKPOINT")
        self.superuser.autocommit = False


def bring_in(data: bytes, columns: dict[str, str], *, rows: int = ROWS) -> None:
    """As the worker does it."""
    import pghistory

    from accounts.models import Business, User
    from leads.imports.plan import Plan
    from leads.imports.reading import read
    from leads.imports.runs.batch_loop import run
    from leads.models import Import

    by = User.objects.get(email="bench@example.com")
    table = read(data)
    plan = Plan.for_business(Business.current(), columns=columns)
    brought = Import.objects.create(name="bench.csv", size=len(data), rows=rows, by=by, plan=plan.as_json())
    with pghistory.context(user=by.pk, url="import bench.csv"):
        summary = run(table, plan, by=by, file=brought)
    assert (summary.created, summary.errors) == (rows, []), (summary.created, summary.errors[:3])
    brought.delete()


def draft_all(data: bytes, columns: dict[str, str]) -> None:
    """Reading and understanding alone, nothing written."""
    from accounts.models import Business
    from leads.imports.plan import Plan
    from leads.imports.reading import read
    from leads.imports.rows.drafts import Drafts

    table = read(data)
    drafts = Drafts(table, Plan.for_business(Business.current(), columns=columns))
    for row in table.rows:
        drafts.draft(row)


def _round(data: bytes, columns: dict[str, str], tables: Tables, folder: str) -> tuple[Took, Took, dict[str, int]]:
    from django.db import connection

    with connection.cursor() as cursor, measured(cursor, checkpoint=tables.checkpoint) as took:
        bring_in(data, columns)
    filled = tables.filled()
    names = tables.save(folder)
    tables.clear()
    with measured(tables.superuser.cursor(), checkpoint=tables.checkpoint) as least:
        tables.copy_back(folder, names)
    tables.clear()
    return took, least, filled


def _median(rounds: list[Took], name: str) -> float:
    return statistics.median(getattr(each, name) for each in rounds)


def _case(name: str, *, outcomes: bool, tables: Tables) -> dict:
    columns = COLUMNS | (OUTCOMES if outcomes else {})
    data = "".join(file(ROWS, outcomes=outcomes)).encode()
    with tempfile.TemporaryDirectory() as folder:
        rounds = [_round(data, columns, tables, folder) for _ in range(ROUNDS)]
    took, least = [each[0] for each in rounds], [each[1] for each in rounds]
    clock, floor_clock = _median(took, "clock"), _median(least, "clock")
    _say(took, least, rounds[0][2])
    _say_split(data, columns, tables)
    said = f"{name}: {ROWS / clock:.0f} rows/s against {ROWS / floor_clock:.0f}, {floor_clock / clock:.2f} of it"
    return {"case": said, "ms": round(clock * 1000), "floor_ms": round(floor_clock * 1000), "ratio": round(clock / floor_clock, 2)}


def _say(took: list[Took], least: list[Took], filled: dict[str, int]) -> None:
    print(f"  rows written: {sum(filled.values())} in {len(filled)} tables; load {os.getloadavg()[0]:.1f}")
    for mine, floor in zip(took, least, strict=True):
        busy = f"processors {mine.python:.1f} + {mine.postgres:.1f} s, floor {floor.python:.1f} + {floor.postgres:.1f} s"
        share = (floor.python + floor.postgres) / (mine.python + mine.postgres)
        line = f"{mine.clock:.1f} s, floor {floor.clock:.1f} s, {floor.clock / mine.clock:.2f} of it; {busy} (Python + PostgreSQL)"
        print(f"  {line}, {share:.2f} of it; {mine.memory:.0f} MB")


def _say_split(data: bytes, columns: dict[str, str], tables: Tables) -> None:
    from leads.imports.rows import batches

    started = time.perf_counter()
    draft_all(data, columns)
    drafting = time.perf_counter() - started
    split = Split()
    undo = [
        split.wrap(batches.Known, "__init__", "matching"),
        split.wrap(batches.Known, "match", "matching"),
        split.wrap(batches.Writer, "write", "batches"),
    ]
    bring_in(data, columns)
    for each in undo:
        each()
    tables.clear()
    matching, writing = split.seconds["matching"], split.seconds["batches"] - split.seconds["matching"]
    print(f"  of one run: reading and drafting {drafting:.1f} s, matching {matching:.1f} s, writing {writing:.1f} s")


def cases(compare) -> list[dict]:
    """`compare` is not used: a round of an import is too long to take turns fifteen times."""
    from leads.models import Source
    from sales.builtins import ensure_stages

    ensure_stages()
    for name in SOURCES:
        Source.add(name)
    with closing(superuser()) as connection:
        tables = Tables(connection)
        return [
            _case("Import of leads, against \\copy of the same rows", outcomes=False, tables=tables),
            _case("Import of leads and outcomes, against \\copy of the same rows", outcomes=True, tables=tables),
        ]
