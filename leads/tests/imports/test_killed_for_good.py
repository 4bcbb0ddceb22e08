"""A command that is killed with SIGKILL and called again brings in what a command left in peace would have."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from leads.models import Contact, Import, Lead, Touch
from tests.roles import empty_database

pytestmark = pytest.mark.django_db(transaction=True)
DYING = Path(__file__).with_name("dying.py")
MIDDLE_OF_A_BATCH = "leads.imports.rows.batches.Writer._add"
BEFORE_THE_CHECKPOINT = "leads.models.Import.keep_checkpoint"
BETWEEN_BATCHES = "leads.imports.runs.batch_loop._Run._store"
ROWS = 900


@pytest.fixture
def path(tmp_path):
    """Every 50th row has no date that can be read, every 7th the number of an earlier row, every 40th is like the one before."""
    lines = ["Created,Name,Phone,Origin"]
    for n in range(ROWS):
        is_bad, again = n % 50 == 49, n - n % 3 if n % 7 == 0 else n
        line = f"{'soon' if is_bad else f'2026-03-{n % 28 + 1:02}'},Person {again},0113 496 {again:04},Leaflet"
        lines.append(lines[-1] if n % 40 == 39 else line)
    path = tmp_path / "leads.csv"
    path.write_text("\n".join(lines))
    return path


def result(path) -> tuple:
    """What a run leaves behind."""
    bad = path.with_name("leads.csv.bad.csv").read_text()
    leads = Lead.objects.order_by("contact__name", "received_at", "key").values_list("contact__name", "received_at", "key", "state")
    return Import.objects.get().summary, bad, list(leads), Contact.objects.count(), Touch.objects.count()


def in_peace(path) -> tuple:
    call_command("import_leads", str(path), verbosity=0)
    left = result(path)
    empty_database()
    return left


def process(path, *death: str) -> subprocess.CompletedProcess:
    command = [sys.executable, DYING, connection.settings_dict["NAME"], *death, "import_leads", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_file_killed_three_times_goes_in_once(path):
    expected = in_peace(path)
    for death in ((MIDDLE_OF_A_BATCH, "2"), (BEFORE_THE_CHECKPOINT, "2"), (BETWEEN_BATCHES, "2")):
        assert process(path, *death).returncode == -signal.SIGKILL
    assert 0 < Import.objects.get().rows_done < ROWS
    assert Lead.objects.count() < len(expected[2])
    last = process(path, MIDDLE_OF_A_BATCH, "0")
    assert "Going on with this file" in last.stderr
    assert result(path) == expected
