import os
import shutil
import socket
import subprocess
import sys

import pytest

from .conftest import left
from .house import PROJECT, House

pytestmark = pytest.mark.slow


def test_a_second_start_on_the_same_data_says_so_and_leaves_the_first_alone(house):
    house.serve()
    second = house.run("-m", "leadtrack.serve", "--port", "0")
    assert second.returncode != 0
    assert f"already runs on this data: http://127.0.0.1:{house.port}" in second.stdout
    assert house.is_well()


def test_a_port_in_use_is_named(house):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = house.run("-m", "leadtrack.serve", "--port", str(port))
    assert refused.returncode != 0
    assert f"port {port}" in refused.stdout


def test_other_machines_are_let_in_only_where_the_address_is_known(house):
    refused = house.run("-m", "leadtrack.serve", "--host", "192.0.2.1")
    assert refused.returncode == 2
    assert "LEADTRACK_URL" in refused.stdout


def test_the_first_start_prints_a_way_to_set_up_the_business(house):
    house.serve()
    assert f"http://127.0.0.1:{house.port}/setup/" in house.output()


def test_a_command_alone_starts_the_database_and_stops_it_again(house):
    done = house.run("manage.py", "migrate", "--check")
    assert done.returncode == 0, done.stdout
    assert house.run("-m", "leadtrack.postgres", "stop").returncode == 0
    assert "not running" in house.run("-m", "leadtrack.postgres", "status").stdout


@pytest.fixture
def copy(folder, ordinary_user):
    """The checkout, copied where an ordinary user owns it, in a path with spaces."""
    if not can_run_python(ordinary_user):
        pytest.skip(f"NOT RUN: an ordinary user cannot run {sys.executable}, so nothing was tried as one")
    place = folder / "a path with spaces"
    shutil.copytree(PROJECT, place, ignore=shutil.ignore_patterns(".git", ".venv", ".data", "__pycache__", "staticfiles", "shots"))
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", f"{ordinary_user}", str(folder)], check=True)
    return place


def can_run_python(user: int) -> bool:
    who = {"user": user, "group": user, "extra_groups": []} if os.geteuid() == 0 else {}
    try:
        return subprocess.run([sys.executable, "-c", "import django"], cwd="/", check=False, **who).returncode == 0
    except PermissionError:
        return False


def test_an_ordinary_user_serves_from_a_path_with_spaces(copy, ordinary_user):
    house = House(copy / ".data", project=copy, user=ordinary_user if os.geteuid() == 0 else None)
    with left(house):
        house.serve()
        assert house.is_well()


def test_a_data_folder_with_spaces_commas_and_a_long_name_serves(house):
    house.data = house.data.rename(house.data.with_name("with space, comma " + "long" * 25))
    house.environment["LEADTRACK_DATA"] = str(house.data)
    house.serve()
    assert house.is_well()
