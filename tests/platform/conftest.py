import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from leadtrack import postgres

from .house import House, all_gone, eventually


@pytest.fixture(scope="session", autouse=True)
def _embedded():
    if not postgres.is_embedded():
        pytest.skip("NOT RUN: these tests are about the embedded PostgreSQL, and DATABASE_URL is set")


@pytest.fixture(scope="session")
def migrated_data():
    """A data folder that has been served once; tests get copies, which saves each of them the migrations."""
    place = open_folder()
    house = House(place / "data")
    house.serve()
    processes = house.processes()
    house.stop()
    assert eventually(lambda: all_gone(processes))
    yield house.data
    shutil.rmtree(place)


@pytest.fixture
def house(migrated_data):
    place = open_folder()
    subprocess.run(["cp", "-a", str(migrated_data), str(place / "data")], check=True)
    house = House(place / "data")
    yield house
    if house.serving and house.serving.poll() is None:
        house.stop()
    eventually(lambda: not postgres_runs_in(house))
    shutil.rmtree(place)


def postgres_runs_in(house) -> bool:
    return (house.data / "cluster" / "postmaster.pid").exists()


def open_folder() -> Path:
    """A new folder that PostgreSQL can pass through when root runs the tests; pytest's own are closed to others."""
    place = Path(tempfile.mkdtemp(prefix="leadtrack-"))
    place.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return place


@pytest.fixture
def folder():
    place = open_folder()
    yield place
    shutil.rmtree(place)


@pytest.fixture
def ordinary_user() -> int:
    if os.geteuid() != 0:
        return os.geteuid()
    return pwd.getpwnam("nobody").pw_uid
