import pytest
from django.db import connection, transaction
from django.test import Client

from tests.access.world import make_world

ROLES = ("staff", "sales", "owner", "admin", "everything")


@pytest.fixture(autouse=True)
def _draw_quickly(drawn_as_people_get_it):
    """In each test of this folder."""


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """Made once for all rows; each request is rolled back after it.

    Tests that use it carry the mark `django_db` all the same: without one, pytest-django makes no test database at all.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        assert connection.settings_dict["NAME"].startswith("test_"), "mark the tests with django_db"
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def browsers(world) -> dict[str, Client]:
    """One signed-in browser a person; `anonymous` never signed in, `deactivated` did so before they were shut out."""
    found = {"anonymous": Client(), "deactivated": Client()}
    found["deactivated"].force_login(world.cast.stranger)
    for role in ROLES:
        found[role] = Client()
        found[role].force_login(getattr(world.cast, role))
    return found
