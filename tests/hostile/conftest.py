import copy
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.hostile.forms import remember_lists
from tests.roles import empty_database
from tests.small_business import SmallBusiness, build

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _draw_quickly(drawn_as_people_get_it):
    """In each test of this folder."""


@pytest.fixture(scope="package")
def built(django_db_setup, django_db_blocker) -> Iterator[SmallBusiness]:
    """One small business for all tests of this folder, which each leave it as it was; building it takes longer than most."""
    with django_db_blocker.unblock():
        built = build()
        remember_lists()
    yield built
    with django_db_blocker.unblock():
        empty_database()


@pytest.fixture
def small(built, db) -> SmallBusiness:
    """A copy, so that what one test does to its rows is not remembered by those of another."""
    return copy.deepcopy(built)


@pytest.fixture
def signed_in(small):
    """A client of the person of that name in the small business, one each."""
    clients = {}

    def client_of(who: str = "everything") -> Client:
        if who not in clients:
            # A server error must be seen as the status people would get, not as an exception of the test.
            clients[who] = Client(raise_request_exception=False)
            clients[who].force_login(getattr(small, who), backend=BACKEND)
        return clients[who]

    return client_of
