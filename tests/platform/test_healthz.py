import pytest
from django.db import OperationalError, connection
from django.db.models.functions import Now
from django.test import RequestFactory

from accounts.models import SignOfLife
from leadtrack import __version__, health


@pytest.fixture
def worker(db):
    """One that has just shown itself."""
    SignOfLife.show(health.WORKER)


@pytest.mark.django_db
def test_healthz_is_200_while_database_and_worker_answer(client, worker):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "writable": True, "worker": True, "version": __version__})


@pytest.mark.django_db
def test_healthz_is_503_without_a_worker(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "writable": True, "worker": False, "version": __version__})


def test_healthz_is_503_once_the_worker_is_silent(client, worker):
    SignOfLife.objects.update(at=Now() - SignOfLife.FRESH)
    assert client.get("/healthz").json()["worker"] is False
    SignOfLife.show(health.WORKER)
    assert client.get("/healthz").json()["worker"] is True


@pytest.mark.django_db
def test_healthz_is_503_without_a_database(client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", lambda: (_ for _ in ()).throw(OperationalError("gone")))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": False, "writable": False, "worker": False, "version": __version__})


@pytest.mark.django_db
def test_healthz_asks_one_question_and_needs_no_known_host(client, worker, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/healthz", headers={"host": "10.0.0.7"}).status_code == 200


@pytest.mark.parametrize(("fault", "status", "words"), [(OperationalError, 503, "Back in a moment"), (KeyError, 500, "Something broke")])
def test_a_lost_database_is_a_moment_and_any_other_fault_is_ours(fault, status, words):
    try:
        raise fault("detail")
    except fault:
        answer = health.server_error(RequestFactory().get("/leads/?q=x"))
    assert (answer.status_code, words in answer.content.decode(), "detail" in answer.content.decode()) == (status, True, False)
