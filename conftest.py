"""What every test needs: the embedded cluster for as long as the tests run, and settings that make them quick."""

import hashlib
import os
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from accounts.testing import make_business, make_cast
from leads.builtins import ensure_sources
from leads.models import Source
from leadtrack import postgres
from sales.builtins import ensure_stages
from sales.models import Stage
from tests.chromium import launch_arguments

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright's loop runs in the thread of the tests

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.WHITENOISE_AUTOREFRESH = True  # else each client of a test reads the folder of static files, some 60 ms
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if not os.environ.get("DATABASE_URL"):
    # A test database need not survive a power cut.
    settings.DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"

cluster = ExitStack()


def schema() -> str:
    """What all migrations say, as a short name: a database made by the same ones is taken again, which saves most of a short run."""
    migrations = sorted(Path(__file__).parent.glob("*/migrations/*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in migrations)).hexdigest()[:12]


def pytest_configure(config):
    config.addinivalue_line("filterwarnings", "ignore:No directory at:UserWarning")  # nothing is collected for tests
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_leadtrack_{schema()}"
    config.option.reuse_db = True
    if not os.environ.get("DATABASE_URL"):
        cluster.enter_context(postgres.in_use())


def pytest_unconfigure(config):
    cluster.close()


def pytest_collection_modifyitems(items):
    """Nobody has to remember the mark: what asks for a browser drives one."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Without rows that a killed run left behind."""
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | launch_arguments()


@pytest.fixture
def business(db):
    return make_business()


@pytest.fixture
def cast(business):
    """One person a role, see accounts.testing.Cast."""
    return make_cast()


@pytest.fixture
def everyone_saves(business):
    """Whoever is signed in may save lists of people as files."""
    type(business).objects.update(everyone_saves_people=True)


@pytest.fixture
def sources(business):
    """Three sources of an ordinary business beside the built-in ones, by name."""
    ensure_sources()
    return {name: Source.add(name) for name in ("Google search", "Leaflet", "Signboard")}


@pytest.fixture
def stages(business):
    """The stages a business begins with, by name."""
    ensure_stages()
    return {stage.name: stage for stage in Stage.objects.in_use()}
