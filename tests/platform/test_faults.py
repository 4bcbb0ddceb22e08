"""However LeadTrack dies, what was saved is there again, and nothing goes on running by itself."""

import signal

import pytest

from .house import all_gone, eventually

pytestmark = pytest.mark.slow


def test_a_killed_server_leaves_no_orphan_and_loses_nothing(house):
    house.serve()
    house.remember("before")
    processes = house.processes()
    house.serving.kill()
    house.serving.wait()
    assert eventually(lambda: all_gone(processes))
    house.serve()
    assert house.remembers() == ["before"]


def test_a_killed_postgresql_comes_back_by_itself_with_all_data(house):
    house.serve()
    house.remember("before")
    killed = house.postgres()
    killed.kill()
    assert eventually(lambda: house.is_well() and house.postgres() != killed)
    assert house.remembers() == ["before"]


def test_server_keeper_and_postgresql_killed_together_lose_nothing(house):
    house.serve()
    house.remember("before")
    processes = house.processes()
    for process in (house.postgres(), house.keeper(), house.serving):
        process.kill()
    house.serving.wait()
    assert eventually(lambda: all_gone(processes))
    house.serve()
    assert house.remembers() == ["before"]


def test_a_killed_keeper_is_replaced(house):
    house.serve()
    killed = house.keeper()
    killed.kill()
    assert eventually(lambda: house.is_well() and house.keeper() != killed and house.keeper().is_running())


def test_a_killed_worker_is_started_again(house):
    house.serve()
    [worker] = [process for process in house.processes() if "worker" in process.cmdline()]
    worker.suspend()
    assert eventually(lambda: house.health() == (503, {"database": True, "writable": True, "worker": False}))
    worker.kill()
    assert eventually(house.is_well)


def test_without_a_database_people_read_that_it_comes_back(house):
    house.serve()
    keeper = house.keeper()
    keeper.suspend()
    house.postgres().kill()
    assert eventually(lambda: house.health() == (503, {"database": False, "writable": False, "worker": False}))
    status, page = house.get("/accounts/login/")
    keeper.resume()
    assert (status, "Back in a moment" in page, "Traceback" in page) == (503, True, False)
    assert eventually(house.is_well)


def test_a_pid_file_that_names_another_program_stops_nothing(house):
    (house.data / "cluster" / "postmaster.pid").write_text(f"1\n{house.data}/cluster\n")
    house.serve()
    assert house.is_well()


def test_being_asked_to_stop_stops_everything(house):
    house.serve()
    processes = house.processes()
    house.serving.send_signal(signal.SIGINT)
    assert house.serving.wait(timeout=60) == 0
    assert eventually(lambda: all_gone(processes))
    assert "LeadTrack is stopped." in house.output()
