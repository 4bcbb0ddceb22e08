"""The real PgBouncer in transaction mode, which lends a connection of the server for a transaction at a time.

TESTS_THROUGH_PGBOUNCER=True bin/test leads/tests/mail      runs these tests through it, as the role of the web
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg2
from django.conf import settings
from django.db import connection

from leadtrack import keeper, postgres
from tests.platform.conftest import open_folder
from tests.platform.house import eventually, free_port

PROGRAM = shutil.which("pgbouncer") or shutil.which("/usr/sbin/pgbouncer")
SETTINGS = """
[databases]
* = host={socket} port={port} user={role}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listens}
auth_type = any
pool_mode = transaction
default_pool_size = {size}
"""
WANTED = os.environ.get("TESTS_THROUGH_PGBOUNCER", "False") == "True"


@contextmanager
def pgbouncer(*, size: int = 4) -> Iterator[int]:
    """Its port. Of each database it holds `size` connections of the server, all as the application."""
    listens = free_port()
    with open_folder() as place:
        file = place / "pgbouncer.ini"
        names = {"socket": postgres.socket_folder(), "port": postgres.PORT, "role": postgres.APPLICATION, "listens": listens, "size": size}
        file.write_text(SETTINGS.format(**names))
        file.chmod(0o644)
        with subprocess.Popen([PROGRAM, "--quiet", str(file)], stderr=subprocess.DEVNULL, **keeper.as_owner()) as process:
            assert eventually(lambda: answers(listens), seconds=20)
            yield listens
            process.kill()


def answers(port: int) -> bool:
    with suppress(psycopg2.OperationalError):
        psycopg2.connect(host="127.0.0.1", port=port, user=postgres.APPLICATION, dbname="postgres", connect_timeout=2).close()
        return True
    return False


def go_through(port: int) -> None:
    """Every connection made from here on, as with DATABASE_POOLED=True."""
    connection.close()
    connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": port, "OPTIONS": {}, "DISABLE_SERVER_SIDE_CURSORS": True}
    settings.DATABASE_POOLED = True
