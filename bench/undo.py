"""A file taken back against bringing it in: what it made, what it changed of what was here, and both brought back again.

`BENCH_ROWS` rows (20,000) with outcomes, of which a second file changes a tenth. The floor of each case is the import that is undone
by it, in the same run.
"""

import os
import time

from bench.import_file import COLUMNS, OUTCOMES, SOURCES, file

ROWS = int(os.environ.get("BENCH_ROWS", "20000"))
CHANGED = ROWS // 10
"""Rows of the second file: bringing them in goes through the verbs, one lead after the other."""


def cases(compare) -> list[dict]:
    """`compare` is not used: a file is taken back once. What a second file changes are leads of a first one."""
    from leads.models import Source
    from sales.builtins import ensure_stages

    ensure_stages()
    for name in SOURCES:
        Source.add(name)
    columns = COLUMNS | OUTCOMES
    lines = list(file(ROWS, outcomes=True))
    first = _case("A file of new leads", lines, columns)
    changed = [line.replace("A kitchen of", "A bathroom of").replace("Somebody else", "Nobody") for line in lines[: CHANGED + 1]]
    return [first, _case("A file that changed leads", changed, columns)]


def _bring_in(lines: list[str], columns: dict[str, str]):
    """As the worker does it. Returns the file and the seconds."""
    import pghistory

    from accounts.models import Business, User
    from leads.imports.plan import Plan
    from leads.imports.reading import read
    from leads.imports.runs.batch_loop import run
    from leads.models import Import

    by, rows = User.objects.get(email="bench@example.com"), len(lines) - 1
    table = read("".join(lines).encode())
    plan = Plan.for_business(Business.current(), columns=columns)
    brought = Import.objects.create(name="bench.csv", size=0, rows=rows, by=by, plan=plan.as_json())
    started = time.perf_counter()
    with pghistory.context(user=by.pk, url="import bench.csv"):
        summary = run(table, plan, by=by, file=brought)
    seconds = time.perf_counter() - started
    assert summary.created + summary.updated == rows, (summary.created, summary.updated, summary.errors[:3])
    brought.finish(summary.as_json())
    brought.refresh_from_db()
    return brought, seconds


def _case(name: str, lines: list[str], columns: dict[str, str]) -> dict:
    """Taken back; brought back afterwards, so that the next case has the same rows to begin with."""
    from accounts.models import User
    from leads.imports.undo.taking_back import bring_back, survey, take_back

    by, rows = User.objects.get(email="bench@example.com"), len(lines) - 1
    brought, seconds = _bring_in(lines, columns)
    asked, _survey = _timed(lambda: survey(brought, most=50))
    took, count = _timed(lambda: take_back(brought, by=by))
    brought.refresh_from_db()
    came, _count = _timed(lambda: bring_back(brought, by=by))
    print(f"  {name}: {rows} rows in {seconds:.1f} s, asked {asked:.1f} s, {count} taken back {took:.1f} s, brought back {came:.1f} s")
    case = f"{name}, {rows} rows, taken back, against bringing it in"
    return {"case": case, "ms": round(took * 1000), "floor_ms": round(seconds * 1000), "ratio": round(took / seconds, 2)}


def _timed(work):
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result
