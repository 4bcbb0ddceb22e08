"""Tests connect as the web does. Only the owner of the tables makes and empties them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from leadtrack.database import roles


def place_and_role(database: dict) -> dict:
    """Of the settings of a database: where it is and who connects, and nothing of how Django uses it."""
    return {name: database.get(name, "") for name in roles.WHERE} | {"OPTIONS": database.get("OPTIONS", {})}


def become(database: dict) -> None:
    """Every connection that is made from here on is that of `database`, the settings of a role."""
    connection.close()
    connection.settings_dict |= place_and_role(database)


@contextmanager
def as_owner() -> Iterator[None]:
    before = connection.settings_dict.copy()
    become(settings.OWNER_DATABASE)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= before


def empty_database() -> None:
    """After what committed rows: history, too, which the web cannot empty."""
    with as_owner():
        call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)


def let_owner_empty() -> None:
    """After a test that commits Django empties the tables it used."""
    empty = TransactionTestCase._fixture_teardown

    def as_who_may(self) -> None:
        with as_owner():
            empty(self)

    TransactionTestCase._fixture_teardown = as_who_may
