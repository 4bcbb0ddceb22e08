import psycopg2
import pyrage
import pytest
from psycopg2 import errors, sql

from leadtrack import postgres

pytestmark = pytest.mark.slow


def save(house, name="backup"):
    return house.run("-m", "leadtrack.backup", "save", str(house.data.parent / name))


def restore(house, name="backup"):
    return house.run("-m", "leadtrack.backup", "restore", str(house.data.parent / name))


@pytest.fixture
def running(house):
    """The cluster alone, as bin/backup and bin/restore find it while nothing serves."""
    assert house.run("-m", "leadtrack.postgres", "start").returncode == 0
    yield house
    house.run("-m", "leadtrack.postgres", "stop")


def row_counts(house) -> dict:
    with house.database() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        counts = {}
        for table in tables:
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            counts[table] = cursor.fetchone()[0]
    return counts


def wipe(house) -> None:
    with house.database() as connection, connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    assert row_counts(house) == {}


def test_a_wiped_database_comes_back_row_for_row(running):
    running.remember("before")
    before = row_counts(running)
    assert save(running).returncode == 0
    wipe(running)
    restored = restore(running)
    assert restored.returncode == 0, restored.stdout
    assert row_counts(running) == before
    assert before["django_migrations"] > 0


def test_a_restore_takes_away_what_came_after_the_backup(running):
    before = row_counts(running)
    save(running)
    running.remember("later")
    assert restore(running).returncode == 0
    assert row_counts(running) == before


def test_a_restored_database_gives_the_web_its_rights(running):
    save(running)
    wipe(running)
    assert restore(running).returncode == 0
    with running.database(role=postgres.APPLICATION) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM leads_lead")
        with pytest.raises(errors.InsufficientPrivilege):
            cursor.execute("DELETE FROM leads_leadevent")


def test_a_restored_database_knows_its_sizes(running):
    save(running)
    restore(running)
    with running.database() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT reltuples > 0 FROM pg_class WHERE relname = 'django_migrations'")
        assert cursor.fetchone() == (True,)


def test_what_is_no_backup_is_refused_and_changes_nothing(running):
    running.remember("before")
    (running.data.parent / "letter").write_text("Dear LeadTrack")
    refused = restore(running, "letter")
    assert refused.returncode != 0
    assert "is not a backup of LeadTrack" in refused.stdout
    assert running.remembers() == ["before"]


def test_a_dump_of_another_program_is_refused(running):
    with running.database() as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'leads'")
    save(running)
    assert "is not a backup of LeadTrack" in restore(running).stdout


def test_a_backup_that_cannot_be_written_says_so(running):
    refused = save(running, "no such folder/backup")
    assert refused.returncode != 0
    assert "cannot be written" in refused.stdout


def test_a_backup_of_a_newer_leadtrack_is_refused(running):
    with running.database() as connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('leads', '9999_from_tomorrow', now())")
    save(running)
    assert "does not know leads 9999_from_tomorrow" in restore(running).stdout


def test_a_damaged_backup_leaves_the_old_data(running):
    running.remember("kept")
    save(running)
    backup = running.data.parent / "backup"
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    refused = restore(running)
    assert (refused.returncode != 0, "its checksum is not the one" in refused.stdout) == (True, True)
    backup.with_name("backup.sha256").unlink()
    assert restore(running).returncode != 0
    assert running.remembers() == ["kept"]


def test_an_encrypted_backup_comes_back_with_its_key_alone(running):
    key = pyrage.x25519.Identity.generate()
    (running.data.parent / "key").write_text(f"# made today\n{key}\n")
    running.environment["BACKUP_RECIPIENTS"] = str(key.to_public())
    running.remember("kept")
    assert save(running).returncode == 0
    assert "--identity" in restore(running).stdout
    wipe(running)
    backup, identity = running.data.parent / "backup", running.data.parent / "key"
    restored = running.run("-m", "leadtrack.backup", "restore", "--identity", str(identity), str(backup))
    assert restored.returncode == 0, restored.stdout
    assert running.remembers() == ["kept"]
    assert sorted(path.name for path in running.data.parent.iterdir() if "backup" in path.name) == ["backup", "backup.sha256"]


def test_a_restore_waits_for_the_server_to_be_stopped(house):
    house.serve()
    save(house)
    assert "stop bin/serve first" in restore(house).stdout


def test_only_its_owner_reads_a_backup(running):
    save(running)
    assert (running.data.parent / "backup").stat().st_mode & 0o077 == 0


def test_the_database_listens_on_no_network(running):
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(host="127.0.0.1", port=5432, user="leadtrack", dbname="leadtrack", connect_timeout=2).close()
    with running.database() as connection, connection.cursor() as cursor:
        cursor.execute("SHOW listen_addresses")
        assert cursor.fetchone() == ("",)


MAKE_A_PERSON = """
import django; django.setup()
from accounts.models import Business
from leads.models import Contact
Business.current()
Contact.make(name="Una Quillfeather", emails=["una@quillfeather.example"])
"""
ERASE_EVERYBODY = """
import django; django.setup()
from leads.models import Contact
from leads.privacy.erasure import erase
for contact in Contact.objects.all():
    erase(contact, by=None)
"""


def test_a_restored_backup_is_erased_again(running):
    inside = {"DJANGO_SETTINGS_MODULE": "leadtrack.settings"}
    assert running.run("-c", MAKE_A_PERSON, **inside).returncode == 0
    assert save(running).returncode == 0
    erased = running.run("-c", ERASE_EVERYBODY, **inside)
    assert erased.returncode == 0, erased.stdout
    restored = restore(running)
    assert "now erased from it again: 1" in restored.stdout, restored.stdout
    with running.database() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT name, erased_at IS NULL FROM leads_contact")
        assert cursor.fetchall() == [("", False)]
        cursor.execute("SELECT count(*) FROM leads_contactemailevent")
        assert cursor.fetchone() == (0,)
