"""The web processes ask for no more connections than the database has for them."""

import pytest
from django.db import connection

from leadtrack import serve


@pytest.mark.parametrize("workers", [1, 5, 12, 20, 21, 40, 80])
def test_threads_stay_within_the_connections_of_the_database(workers):
    assert 1 <= serve.threads(workers) <= serve.THREADS
    assert workers * serve.threads(workers) <= serve.DATABASE_CONNECTIONS


@pytest.mark.parametrize("said", ["0", "-1", "many", "2.5"])
def test_a_number_of_processes_that_is_none_stops_the_start(monkeypatch, said):
    monkeypatch.setenv("WEB_CONCURRENCY", said)
    with pytest.raises(SystemExit, match="WEB_CONCURRENCY"):
        serve.web_processes()


@pytest.mark.django_db
def test_the_database_has_connections_left_for_others():
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        assert int(cursor.fetchone()[0]) >= serve.DATABASE_CONNECTIONS + 20
