"""What every test needs: the embedded cluster for as long as the tests run, and settings that make them quick."""

import hashlib
import os
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.conf import settings
from django.core.management import call_command

from accounts.testing import make_business, make_cast
from leads.builtins import ensure_sources
from leads.models import Source
from leadtrack import postgres
from leadtrack.database import roles
from sales.builtins import ensure_stages
from sales.models import Stage
from tests import pooling
from tests.chromium import launch_arguments
from tests.roles import as_owner, become, let_owner_empty, place_and_role

settings.ERASURE_REGISTER = Path(mkdtemp()) / "erased.jsonl"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright's loop runs in the thread of the tests

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.WHITENOISE_AUTOREFRESH = True  # else each client of a test reads the folder of static files, some 60 ms
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if not os.environ.get("DATABASE_URL"):
    for database in (settings.APPLICATION_DATABASE, settings.OWNER_DATABASE):
        database["OPTIONS"] = {"options": "-c synchronous_commit=off"}  # a test database need not survive a power cut
settings.DATABASES["default"] |= place_and_role(settings.OWNER_DATABASE)  # who makes it; tests are the application, see tests.roles

cluster = ExitStack()


def schema() -> str:
    """What all migrations say, as a short name: a database made by the same ones is taken again, which saves most of a short run."""
    migrations = sorted(Path(__file__).parent.glob("*/migrations/*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in migrations)).hexdigest()[:12]


def pytest_configure(config):
    config.addinivalue_line("filterwarnings", "ignore:No directory at:UserWarning")  # nothing is collected for tests
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_leadtrack_{schema()}"
    config.option.reuse_db = True
    let_owner_empty()
    if not os.environ.get("DATABASE_URL"):
        cluster.enter_context(postgres.in_use())


def pytest_report_header(config):
    return "through PgBouncer in transaction mode" if pooling.WANTED else None


def pytest_unconfigure(config):
    cluster.close()


def pytest_collection_modifyitems(items):
    """Nobody has to remember the mark: what asks for a browser drives one. The role comes before the connection."""
    for item in items:
        names = getattr(item, "fixturenames", [])
        if "browser" in names:
            item.add_marker("browser")
        if "database_owner" in names:
            names.insert(0, "database_owner")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Without rows that a killed run left behind, and from here on as the application."""
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)
        roles.grant()
    become(settings.APPLICATION_DATABASE)
    if pooling.WANTED:
        pooling.go_through(cluster.enter_context(pooling.pgbouncer(size=20)))


@pytest.fixture
def database_owner(django_db_setup):
    """The test is the role that owns the tables, which can do what the web cannot. Ask for it with `usefixtures`."""
    with as_owner():
        yield


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
