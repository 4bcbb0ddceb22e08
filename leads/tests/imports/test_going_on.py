"""A file that was cut off is gone on with: by the worker, by one process at a time, and not for ever."""

import io
import zlib
from dataclasses import replace

import psycopg2
import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Business
from leads.imports.kinds import LEADS, kinds
from leads.imports.plan import Plan
from leads.imports.runs.file_run import bring_in
from leads.models import Import, ImportChunk, Lead
from leads.models.importing import LOCK_CLASS
from leads.tasks import go_on_with_imports, run_import
from leads.tests.imports.conftest import Killed

pytestmark = pytest.mark.django_db
DATA = b"id,name\nA1,Ann\nA2,Bob\nA3,Cem\n"


@pytest.fixture(autouse=True)
def _at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def file(business, cast, monkeypatch) -> Import:
    """In line, and one row makes a batch."""
    monkeypatch.setitem(kinds, LEADS, replace(kinds[LEADS], batch=1))
    plan = Plan.for_business(Business.current(), columns={"id": "external_id", "name": "name"})
    file = Import.objects.store(io.BytesIO(DATA), name="leads.csv", rows=3, plan=plan.as_json(), by=cast.owner)
    file.queue()
    return file


@pytest.fixture
def cut_off(file, dying_after) -> Import:
    """Killed behind its first row."""
    with dying_after(1), pytest.raises(Killed):
        bring_in(file)
    return Import.objects.get()


@pytest.fixture
def other_process():
    """A connection of somebody else."""
    other = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    yield other.cursor()
    other.close()


def held_by(other, file: Import) -> None:
    other.execute("SELECT pg_advisory_lock(%s, %s)", (LOCK_CLASS, zlib.crc32(str(file.pk).encode()) - 2**31))


def test_worker_goes_on_behind_the_last_batch(cut_off, business):
    assert (cut_off.state, cut_off.rows_done, Lead.objects.count()) == (Import.State.RUNNING, 1, 1)
    go_on_with_imports(business)
    file = Import.objects.get()
    assert (file.state, file.rows_done) == (Import.State.DONE, 3)
    assert (file.summary["created"], file.summary["skipped"]) == (3, 0)


def test_file_that_another_process_is_at_is_left_to_it(file, business, other_process):
    Import.objects.update(state=Import.State.RUNNING, told_at=timezone.now())
    held_by(other_process, file)
    go_on_with_imports(business)
    run_import.call(str(file.pk))
    assert (Import.objects.get().state, Lead.objects.count()) == (Import.State.RUNNING, 0)


def test_file_that_dies_again_and_again_is_stopped(cut_off, business, dying_after):
    for _time in range(Import.MOST_ATTEMPTS):
        with dying_after(0):  # whoever runs tasks at once keeps what they raise
            go_on_with_imports(business)
    go_on_with_imports(business)
    file = Import.objects.get()
    assert (file.state, Lead.objects.count()) == (Import.State.FAILED, 1)
    assert "several times at the same rows" in file.trouble


def test_stopped_file_started_again_goes_on(cut_off):
    cut_off.fail("Something")
    assert Import.objects.get().queue()
    run_import.call(str(cut_off.pk))
    assert Import.objects.get().summary["created"] == 3


def test_file_taken_back_meanwhile_begins_anew(cut_off):
    Import.objects.update(undo_contexts=[cut_off.contexts[0]], state=Import.State.FAILED)
    cut_off.queue()
    run_import.call(str(cut_off.pk))
    assert (Import.objects.get().summary["created"], Import.objects.get().summary["skipped"]) == (2, 1)


def test_nothing_but_bad_rows_is_kept_of_a_file_that_is_in(cut_off, business):
    cut_off.keep_notes({"1": {}})
    go_on_with_imports(business)
    assert not ImportChunk.objects.exists()
    assert Import.objects.get().checkpoint == {}
