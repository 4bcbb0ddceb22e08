"""A data folder from before the web had a role of its own goes on, and gets one."""

import psycopg2
import pytest

from leadtrack import postgres

OLDER = f"""
DROP FUNCTION erase_history_of_people(bigint[], bigint, text);
DROP FUNCTION keep_history_context() CASCADE;
DROP OWNED BY {postgres.APPLICATION};
DROP ROLE {postgres.APPLICATION};
"""


@pytest.fixture
def older(house):
    assert house.run("-m", "leadtrack.postgres", "start").returncode == 0
    house.remember("before")
    with house.database(role="postgres") as connection, connection.cursor() as cursor:
        cursor.execute(OLDER)
    connection.close()
    return house


def test_an_older_data_folder_gets_the_role_of_the_web(older):
    older.run("-m", "leadtrack.postgres", "stop")
    older.serve()
    assert older.remembers() == ["before"]
    with older.database(role=postgres.APPLICATION) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM leads_lead")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("DELETE FROM leads_leadevent")
    connection.close()


def test_a_database_that_was_left_running_gets_it_as_well(older):
    older.serve()
    assert older.remembers() == ["before"]
    older.run("-m", "leadtrack.postgres", "stop")
