"""Files that were never written by this project lie beside the checkout; a test that needs one says so when it is not there."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import Business
from leads.imports.columns.recognition import propose
from leads.imports.plan import Plan
from leads.imports.reading import read
from leads.imports.runs.bad_rows import BadRows
from leads.imports.runs.batch_loop import run
from leads.imports.runs.summary import Summary
from leads.models import Import

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"


@pytest.fixture(scope="session")
def given():
    """The path of a shared data file, or a loud skip."""

    def find(*parts: str) -> Path:
        path = DATA.joinpath(*parts)
        if not path.exists():
            pytest.skip(f"NOT RUN: {path} is not there")
        return path

    return find


@pytest.fixture
def answers(given):
    """The answers worked out elsewhere for one folder of shared data."""
    return lambda folder: json.loads(given(folder, "expected.json").read_text())


def table_of(text: str):
    return read(text.encode())


def bring_in(text: str, *, by=None, dry_run: bool = False, **columns) -> Summary:
    """Import CSV text; `columns` names a field for each header of one word, `id="external_id"`. `kind`: leads unless it says so."""
    names = ("values", "defaults", "orders", "zone_name", "country", "kind", "system")
    rest = {name: columns.pop(name) for name in names if name in columns}
    plan = Plan.for_business(Business.current(), columns=columns, **rest)
    return run(table_of(text), plan, by=by, dry_run=dry_run)


def bring_in_file(text: str, *, by=None, **columns) -> Import:
    """Import CSV text as a file that stands under Settings and can be taken back. `columns` and the rest as for `bring_in`."""
    rest = {name: columns.pop(name) for name in ("values", "kind", "system") if name in columns}
    plan, table = Plan.for_business(Business.current(), columns=columns, **rest), table_of(text)
    file = Import.objects.create(name="leads.csv", size=len(text), rows=len(table.rows), plan=plan.as_json(), by=by)
    summary = run(table, plan, by=by, file=file)
    file.finish(summary.as_json())
    return Import.objects.get(pk=file.pk)


def bad_rows_of(text: str, **columns) -> str:
    """The file of bad rows of such an import."""
    table, pieces = table_of(text), []
    run(table, Plan.for_business(Business.current(), columns=columns), by=None, bad_rows=BadRows(table.headers, pieces.append))
    return b"".join(pieces).decode()


def bring_in_as_proposed(text: str, **rest) -> Summary:
    """Import CSV text with the columns that are recognised. `rest`: what else the plan says."""
    table = table_of(text)
    return run(table, Plan.for_business(Business.current(), columns=propose(table), **rest), by=None)


def counts(summary: Summary) -> tuple[int, int, int, int]:
    """created, updated, skipped, failed"""
    return summary.created, summary.updated, summary.skipped, summary.failed


class Killed(BaseException):
    """No `except Exception` catches a kill."""


@pytest.fixture
def dying_after(monkeypatch):
    """A process that dies with the batch after so many, before its checkpoint."""

    @contextmanager
    def killed(batches: int):
        keep, left = Import.keep_checkpoint, [batches]

        def dying(file: Import, rows: int, **progress) -> None:
            if not left[0]:
                raise Killed
            left[0] -= 1
            keep(file, rows, **progress)

        with monkeypatch.context() as patch:
            patch.setattr(Import, "keep_checkpoint", dying)
            yield

    return killed
