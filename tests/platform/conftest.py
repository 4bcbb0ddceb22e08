import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from leadtrack import postgres

from .house import House


@pytest.fixture(scope="session", autouse=True)
def _embedded():
    if not postgres.is_embedded():
        pytest.skip("NOT RUN: these tests are about the embedded PostgreSQL, and DATABASE_URL is set")


@pytest.fixture(scope="session")
def migrated_data():
    """A data folder that has been served once; tests get copies, which saves each of them the migrations."""
    with open_folder() as place, left(House(place / "data")) as house:
        house.serve()
        house.leave()
        yield house.data


@pytest.fixture
def house(migrated_data):
    with open_folder() as place:
        subprocess.run(["cp", "-a", str(migrated_data), str(place / "data")], check=True)
        with left(House(place / "data")) as house:
            yield house


@pytest.fixture
def folder():
    with open_folder() as place:
        yield place


@contextmanager
def left(house):
    try:
        yield house
    finally:
        house.leave()


@contextmanager
def open_folder():
    """A new folder that PostgreSQL can pass through when root runs the tests; pytest's own are closed to others."""
    place = Path(tempfile.mkdtemp(prefix="leadtrack-"))
    place.chmod(0o711 if os.geteuid() == 0 else 0o700)
    try:
        yield place
    finally:
        shutil.rmtree(place)


@pytest.fixture
def ordinary_user() -> int:
    if os.geteuid() != 0:
        return os.geteuid()
    return pwd.getpwnam("nobody").pw_uid
