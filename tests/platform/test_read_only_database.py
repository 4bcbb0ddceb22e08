"""A database that takes no writes for a moment (a switch-over, a full disk) is a matter of moments."""

import pytest
from django.db import InternalError, connection, transaction
from django.test import RequestFactory

from accounts.models import Business
from leadtrack import __version__, health


@pytest.fixture
def read_only(transactional_db):
    """As behind a pooler in a switch-over: the session answers, and refuses what writes."""
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    yield
    connection.close()


@pytest.fixture
def written(read_only):
    """The error of a write."""
    with pytest.raises(InternalError) as caught:
        Business.objects.create(name="Alder")
    return caught.value


def answer_to(error: Exception):
    try:
        raise error
    except Exception:
        return health.server_error(RequestFactory().post("/leads/new/"))


def test_a_refused_write_is_503_with_retry_after(written):
    answer = answer_to(written)
    assert (answer.status_code, answer["Retry-After"], "Back in a moment" in answer.text) == (503, "5", True)


def test_a_refused_write_closes_its_connection(written):
    answer_to(written)
    assert connection.connection is None
    Business.objects.create(name="Alder")


def test_an_error_of_a_trigger_stays_our_fault(db):
    with pytest.raises(InternalError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'no'; END $$")
    assert answer_to(caught.value).status_code == 500


def test_an_error_within_another_is_seen(written):
    outer = ValueError("no page")
    outer.__cause__ = written
    assert answer_to(outer).status_code == 503


def test_healthz_says_that_nothing_can_be_written(client, read_only):
    assert client.get("/healthz").json() == {"database": True, "writable": False, "worker": False, "version": __version__}


def test_a_connection_without_writes_is_not_used_again(read_only):
    assert not connection.is_usable()
    connection.close()
    connection.ensure_connection()
    assert connection.is_usable()
