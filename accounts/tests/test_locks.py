"""Who is at something is alone at it, until they are done or gone."""

import threading

import pytest
from django.db import connection

from accounts import locks
from accounts.locks import alone

KIND = 0x7E57


@pytest.fixture
def other(db):
    """Whether somebody else, with a connection of their own, could be at it."""

    def is_alone(name: str) -> bool:
        answers = []

        def attempt() -> None:
            with alone(name, among=KIND) as is_alone:
                answers.append(is_alone)
            locks._held._drop()

        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
        return answers[0]

    return is_alone


def test_one_is_alone_and_the_next_is_not(other):
    with alone("letter", among=KIND) as is_alone:
        assert is_alone
        assert not other("letter")
        assert other("digest")
    assert other("letter")


def test_a_lock_within_another_is_let_go_first(other):
    with alone("letter", among=KIND):
        with alone("digest", among=KIND):
            assert not other("digest")
        assert other("digest")
        assert not other("letter")
    assert other("letter")


def test_a_failure_lets_it_go(other):
    with pytest.raises(ZeroDivisionError), alone("letter", among=KIND):
        1 / 0  # noqa: B018
    assert other("letter")


def test_a_lost_connection_lets_it_go_and_loses_no_work(other):
    with alone("letter", among=KIND), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [locks._held.wrapper.connection.get_backend_pid()])
        assert other("letter")
    with alone("letter", among=KIND) as is_alone:
        assert is_alone


def test_work_has_transactions_of_its_own(other):
    with alone("letter", among=KIND), connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != locks._held.wrapper.connection.get_backend_pid()
