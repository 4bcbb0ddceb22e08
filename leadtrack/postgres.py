"""The embedded PostgreSQL, seen from outside: where it lives, how to reach it, and how to keep it running while one needs it.

Whoever needs the cluster holds a shared lock on `users.lock` (see `in_use`). One keeper process (leadtrack.keeper) runs
PostgreSQL as its child, restarts it when it dies, and stops it once nobody holds that lock. The kernel drops the lock of a
process killed with `kill -9`, so no way to die leaves an orphan.

    python -m leadtrack.postgres start | stop | status
"""

import fcntl
import hashlib
import os
import secrets
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SHARED = Path("/var/lib/leadtrack")
PORT = 5432
OWNER, APPLICATION = "leadtrack", "leadtrack_web"
"""Roles: of the commands, who owns the tables, and of web and worker, see leadtrack.database.roles."""
MAKING = (
    (f"CREATE ROLE {OWNER} LOGIN CREATEDB", f"SELECT FROM pg_roles WHERE rolname = '{OWNER}'"),
    (f"CREATE ROLE {APPLICATION} LOGIN", f"SELECT FROM pg_roles WHERE rolname = '{APPLICATION}'"),
    (f"CREATE DATABASE leadtrack OWNER {OWNER}", "SELECT FROM pg_database WHERE datname = 'leadtrack'"),
)
"""Statements, each with what gives a row where it is not needed."""
START_SECONDS = 60
LOG_BYTES = 10_000_000
# The address of a Unix socket holds 104 bytes on macOS and 108 on Linux; PostgreSQL adds "/.s.PGSQL.5432".
SOCKET_FOLDER_BYTES = 80


class ClusterError(RuntimeError):
    """The embedded PostgreSQL cannot run, and the message tells a person what to do about it."""


def data_folder() -> Path:
    """LEADTRACK_DATA, or a git-ignored folder of the checkout, or for root a place the unprivileged PostgreSQL can enter."""
    if chosen := os.environ.get("LEADTRACK_DATA"):
        return Path(chosen).expanduser().absolute()
    if os.geteuid() == 0:
        return SHARED / _digest(BASE_DIR)
    return BASE_DIR / ".data"


def socket_folder() -> Path:
    """`run` in the data folder, or a short path of our own where an address would get too long (libpq splits at commas)."""
    folder = data_folder() / "run"
    if len(os.fsencode(folder)) <= SOCKET_FOLDER_BYTES and "," not in str(folder):
        return folder
    return (SHARED if os.geteuid() == 0 else Path.home() / ".leadtrack") / f"run-{_digest(folder)}"


def database(role: str = OWNER) -> dict:
    """Django's settings for the embedded cluster."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "leadtrack",
        "USER": role,
        "HOST": str(socket_folder()),
        "PORT": str(PORT),
    }


def stored_secret_key() -> str:
    """The key of this installation, made on its first use; nobody but its owner can read it."""
    path = prepared_data_folder() / "secret_key"
    if not path.exists():
        draft = path.with_name(f"secret_key.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64) + "\n")
        try:
            os.link(draft, path)  # unlike a rename it leaves the key of whoever came first
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def prepared_data_folder() -> Path:
    folder = data_folder()
    if not folder.is_dir():
        # Root's folder is passed through by the unprivileged PostgreSQL; what is in it is closed to others by itself.
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return folder


@contextmanager
def locked(name: str, how: int):
    """Holds a lock of the data folder; BlockingIOError when `how` says not to wait and someone has it."""
    with (prepared_data_folder() / name).open("a+") as file:
        fcntl.flock(file, how)
        yield file


def is_held(name: str) -> bool:
    """Whether one process holds the lock for itself alone."""
    return not _can_lock(name, fcntl.LOCK_SH)


def is_shared(name: str) -> bool:
    """Whether somebody holds the lock together with whoever else wants it."""
    return not _can_lock(name, fcntl.LOCK_EX) and not is_held(name)


def _can_lock(name: str, how: int) -> bool:
    try:
        with locked(name, how | fcntl.LOCK_NB):
            return True
    except BlockingIOError:
        return False


def is_embedded() -> bool:
    return not os.environ.get("DATABASE_URL")


@contextmanager
def in_use():
    """Keeps the cluster running at least as long as the block; with DATABASE_URL there is nothing to keep."""
    if not is_embedded():
        yield
        return
    with locked("users.lock", fcntl.LOCK_SH):
        await_ready()
        yield


def await_ready() -> None:
    """Starts a keeper when there is none and returns once PostgreSQL answers. Raises ClusterError."""
    deadline = time.monotonic() + START_SECONDS
    keeper = None
    while not answers():
        if keeper is not None and keeper.poll():
            raise ClusterError(f"The embedded PostgreSQL did not start. The end of {log_path()}:\n{log_tail()}")
        if time.monotonic() > deadline:
            raise ClusterError(f"The embedded PostgreSQL did not answer in {START_SECONDS} s. The end of {log_path()}:\n{log_tail()}")
        if keeper is None or keeper.poll() is not None:
            keeper = started_keeper()
        if keeper is None:
            make_roles_beside_a_keeper()
        time.sleep(0.05)
    if keeper is None:
        started_keeper()  # PostgreSQL may have outlived a killed keeper for a moment


def started_keeper() -> subprocess.Popen | None:
    """A new keeper, or None when there is one."""
    return None if is_held("keeper.lock") else _spawn_keeper()


def answers() -> bool:
    """Whether the application could connect."""
    import psycopg2

    try:
        psycopg2.connect(host=str(socket_folder()), port=PORT, user=APPLICATION, dbname="leadtrack", connect_timeout=3).close()
    except psycopg2.OperationalError:
        return False
    return True


def make_roles_beside_a_keeper() -> None:
    """One of an earlier LeadTrack, that still runs, knows one role."""
    import psycopg2

    with suppress(psycopg2.OperationalError):
        make_database()


def make_database() -> None:
    """Roles and database of LeadTrack, where they are missing. The owner may make databases, which tests do; none is a superuser.
    Raises OperationalError while PostgreSQL does not answer.
    """
    import psycopg2

    connection = psycopg2.connect(host=str(socket_folder()), port=PORT, user="postgres", dbname="postgres", connect_timeout=3)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement, present in MAKING:
            cursor.execute(present)
            if not cursor.rowcount:
                with suppress(psycopg2.ProgrammingError, psycopg2.IntegrityError):  # somebody else made it in this moment
                    cursor.execute(statement)
    connection.close()


def log_path() -> Path:
    return data_folder() / "log" / "postgres.log"


def log_tail(lines: int = 15) -> str:
    try:
        return "\n".join(log_path().read_text(errors="replace").splitlines()[-lines:])
    except OSError as error:
        return f"({error})"


def start() -> None:
    """Starts the cluster and leaves it running until `stop`, whoever uses it in the meantime."""
    with locked("users.lock", fcntl.LOCK_SH):
        (data_folder() / "stay").touch()
        await_ready()


def stop() -> None:
    """Stops a cluster left running by `start`; one that others still use goes on until they are done."""
    (data_folder() / "stay").unlink(missing_ok=True)
    await_rest()


def await_rest() -> None:
    """Returns once PostgreSQL has stopped, or at once when somebody else keeps it running. Raises ClusterError."""
    deadline = time.monotonic() + START_SECONDS
    while is_held("keeper.lock") and not is_shared("users.lock") and not (data_folder() / "stay").exists():
        if time.monotonic() > deadline:
            raise ClusterError(f"The embedded PostgreSQL did not stop in {START_SECONDS} s.")
        time.sleep(0.05)


def _spawn_keeper() -> subprocess.Popen:
    log_path().parent.mkdir(mode=0o700, exist_ok=True)
    if log_path().exists() and log_path().stat().st_size > LOG_BYTES:
        log_path().replace(log_path().with_suffix(".log.old"))
    with log_path().open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "leadtrack.keeper"],
            cwd=BASE_DIR,
            env=os.environ | {"LEADTRACK_DATA": str(data_folder())},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C reaches the server, which lets the cluster go in its own time
        )


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def main() -> None:
    deed = sys.argv[1] if len(sys.argv) == 2 else ""
    try:
        if deed == "start":
            start()
            print(f"PostgreSQL runs; its data is in {data_folder()}")
        elif deed == "stop":
            stop()
            print("PostgreSQL goes on for those who use it" if is_held("keeper.lock") else "PostgreSQL is stopped")
        elif deed == "status":
            if not is_held("keeper.lock"):
                raise SystemExit(f"PostgreSQL is not running in {data_folder()}")
            print("PostgreSQL runs")
        else:
            raise SystemExit("usage: python -m leadtrack.postgres start | stop | status")
    except ClusterError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
