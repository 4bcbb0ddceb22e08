"""A file of leads that is brought in by command and killed with `kill -9` three times, against the same file left in peace.

`BENCH_ROWS` rows (100,000) without ids, so that nothing but its checkpoint tells a run which rows are in. Each kill comes wherever the
run happens to be, behind a quarter, a half and three quarters of the rows. Then every table has as many rows as after the run in
peace, and what the import says of itself is the same; else the bench stops. What the last run, and the one in peace, took of memory is
said.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing

import psutil

from bench.import_file import COLUMNS, SOURCES, file
from bench.importing import Tables, superuser
from bench.measuring import watched

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
KILLS = (0.25, 0.5, 0.75)
SECONDS = 0.2


def command(path: str) -> subprocess.Popen:
    from django.db import connection

    return subprocess.Popen([sys.executable, "-m", "bench.killed", connection.settings_dict["NAME"], path])


def in_peace(path: str) -> None:
    process = command(path)
    with watched(psutil.Process(process.pid), postmaster=_postmaster()) as sizes:
        assert process.wait() == 0
    print(f"  at most {max(sizes, default=0):.0f} MB more than PostgreSQL had before", flush=True)


def _postmaster() -> psutil.Process:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return psutil.Process(cursor.fetchone()[0]).parent()


def killed(path: str) -> None:
    from leads.models import Import

    for share in KILLS:
        process = command(path)
        while (Import.objects.values_list("rows_done", flat=True).first() or 0) < share * ROWS:
            assert process.poll() is None, "It was done before it could be killed: take more rows."
            time.sleep(SECONDS)
        process.kill()
        assert process.wait() == -signal.SIGKILL
        print(f"  killed with {Import.objects.get().rows_done} of {ROWS} rows in", flush=True)
    in_peace(path)


def result(tables: Tables) -> tuple[dict[str, int], dict]:
    """Rows of each table, and what the import says of itself. A row of its history, and of that of its runs, comes with each kill."""
    from leads.models import Import

    counts = {name: rows for name, rows in tables.filled().items() if name != "leads_importevent"}
    return counts, Import.objects.get().summary


def _timed(work, path: str) -> float:
    started = time.perf_counter()
    work(path)
    return time.perf_counter() - started


def cases() -> list[dict]:
    from leads.models import Source
    from sales.builtins import ensure_stages

    ensure_stages()
    for name in SOURCES:
        Source.add(name)
    with closing(superuser()) as connection, tempfile.TemporaryDirectory() as folder:
        tables, path = Tables(connection), os.path.join(folder, "leads.csv")
        with open(path, "w", newline="") as out:
            out.writelines(file(ROWS, outcomes=False))
        peace = _timed(in_peace, path)
        expected = result(tables)
        tables.clear()
        took = _timed(killed, path)
        assert result(tables) == expected, (result(tables), expected)
        print("  rows after either: " + ", ".join(f"{name} {count}" for name, count in expected[0].items()))
        tables.clear()
    said = f"Import of {ROWS} leads killed three times, against one left in peace: every count is the same"
    return [{"case": said, "ms": round(took * 1000), "floor_ms": round(peace * 1000), "ratio": round(took / peace, 2)}]


def main(name: str, path: str) -> None:
    """The command, in a process of its own, on the database of the bench."""
    import django
    from django.conf import settings

    from leadtrack import database

    database.act_as_owner()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadtrack.settings")
    settings.DATABASES["default"]["NAME"] = name
    django.setup()
    from django.core.management import call_command

    columns = [f"{header}={field}" for header, field in COLUMNS.items() if field != "external_id"]
    call_command("import_leads", path, "--map", *columns, "--json", "--verbosity", "0", stdout=open(os.devnull, "w"))  # noqa: SIM115


if __name__ == "__main__":
    main(*sys.argv[1:])
