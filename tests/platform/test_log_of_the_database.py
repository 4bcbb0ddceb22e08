"""The log of the embedded PostgreSQL names nobody: an erasure does not reach it."""

import pytest
from psycopg2 import errors

from leadtrack import postgres

pytestmark = pytest.mark.slow


@pytest.fixture
def running(house):
    assert house.run("-m", "leadtrack.postgres", "start").returncode == 0
    yield house
    house.run("-m", "leadtrack.postgres", "stop")


def test_a_refused_row_is_logged_without_its_values(running):
    with running.database(role=postgres.OWNER) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE people (email text PRIMARY KEY)")
        cursor.execute("INSERT INTO people VALUES ('una@quillfeather.example')")
        with pytest.raises(errors.UniqueViolation):
            cursor.execute("INSERT INTO people VALUES ('una@quillfeather.example')")
    log = (running.data / "log" / "postgres.log").read_text()
    assert "people_pkey" in log
    assert "quillfeather" not in log
