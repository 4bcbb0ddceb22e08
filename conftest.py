"""What every test needs: the embedded cluster for as long as the tests run, and settings that make them quick."""

import os
import shutil
from contextlib import ExitStack

import pytest
from django.conf import settings

from accounts.testing import make_business, make_cast
from leads.builtins import ensure_sources
from leads.models import Source
from leadtrack import postgres
from sales.builtins import ensure_stages
from sales.models import Stage

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright's loop runs in the thread of the tests

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if not os.environ.get("DATABASE_URL"):
    # A test database need not survive a power cut.
    settings.DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
cluster = ExitStack()


def pytest_configure(config):
    if not os.environ.get("DATABASE_URL"):
        cluster.enter_context(postgres.in_use())


def pytest_unconfigure(config):
    cluster.close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium where there is one, else the one playwright installed."""
    installed = shutil.which("chromium") or shutil.which("chromium-browser")
    return browser_type_launch_args | {"args": CHROMIUM_FLAGS} | ({"executable_path": installed} if installed else {})


@pytest.fixture
def business(db):
    return make_business()


@pytest.fixture
def cast(business):
    """One person a role, see accounts.testing.Cast."""
    return make_cast()


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
