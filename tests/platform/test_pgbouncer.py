"""LeadTrack through the real PgBouncer, which lends connections of the server for a transaction at a time."""

import threading
import time
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import locks, scheduler
from accounts.models import SignOfLife
from accounts.testing import make_business, make_cast
from leads.export import reading
from leads.models import Lead, Source
from leadtrack import __version__, backup, health
from leadtrack.database import roles
from leadtrack.database.pooling import lends_connections
from tests import pooling

pytestmark = pytest.mark.skipif(
    not pooling.PROGRAM, reason="NOT RUN: pgbouncer is not installed, so nothing was seen through a pooler (apt install pgbouncer)"
)


@pytest.fixture(scope="module")
def port():
    with pooling.pgbouncer() as port:
        yield port


@pytest.fixture
def pooled(transactional_db, port, settings):
    before = connection.settings_dict.copy()
    pooling.go_through(port)
    make_business()
    yield connection.settings_dict
    connection.close()
    locks._held._drop()
    connection.settings_dict |= before


@pytest.fixture
def owner(pooled):
    client = Client()
    client.force_login(make_cast().owner)
    return client


def log(client: Client) -> None:
    source = Source.objects.first() or Source.add("Signboard")
    tap = {"key": str(uuid.uuid4()), "source": source.pk, "channel": "walk_in"}
    assert client.post(reverse("capture"), tap, content_type="application/json").status_code == 200


def test_leads_are_logged_and_saved(owner):
    for _number in range(3):
        log(owner)
    assert b"".join(owner.get(reverse("leads_csv"))).count(b"Signboard") == 3
    assert owner.get(reverse("leads")).status_code == 200


def test_a_list_is_saved_while_others_work(owner, monkeypatch):
    """The server's connection that gave out the first row is lent to somebody else before the next is asked for."""
    monkeypatch.setattr(reading, "BLOCK", 1)
    for _number in range(3):
        log(owner)
    parts = iter(owner.get(reverse("leads_csv")))
    file = next(parts) + next(parts) + next(parts)
    other = connection.copy()
    other.set_autocommit(False)
    other.cursor().execute("SELECT 1")
    assert (file + b"".join(parts)).count(b"Signboard") == 3
    other.close()


def test_many_log_at_once(owner):
    log(owner)
    threads = [threading.Thread(target=in_own_connection, args=[lambda: log(owner)]) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Lead.objects.count() == 9


def in_own_connection(work) -> None:
    try:
        work()
    finally:
        connection.close()
        locks._held._drop()


def test_two_are_never_at_one_thing(pooled):
    at_it, most = [], []

    def attempt() -> None:
        with locks.alone("letter", among=0x7E57) as is_alone:
            if is_alone:
                at_it.append(1)
                most.append(len(at_it))
                time.sleep(0.3)
                at_it.pop()

    threads = [threading.Thread(target=in_own_connection, args=[attempt]) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}


def test_chores_are_done_and_the_worker_is_seen(pooled, monkeypatch):
    done = []
    monkeypatch.setattr(scheduler, "jobs", {})
    scheduler.scheduled("count", every=scheduler.timedelta(minutes=5))(done.append)
    assert scheduler.run_due() == ["count"]
    SignOfLife.show(health.WORKER)
    assert Client().get("/healthz").json() == {"database": True, "writable": True, "worker": True, "version": __version__}


def test_the_start_refuses_a_pooler_nobody_named(pooled, settings):
    assert lends_connections()
    settings.DATABASE_POOLED = False
    with pytest.raises(CommandError, match="DATABASE_POOLED=True"):
        call_command("prepare")


@pytest.mark.skipif(pooling.WANTED, reason="all tests go through a pooler")
def test_a_server_itself_is_no_pooler(db):
    assert not lends_connections()


def test_the_role_of_the_web_comes_through(pooled):
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        assert cursor.fetchone() == (roles.application(),)


def test_a_backup_through_a_pooler_is_refused(pooled, tmp_path):
    with pytest.raises(backup.BackupError, match="the server itself"):
        backup.save(tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []
