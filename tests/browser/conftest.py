"""A browser on a running LeadTrack, and people who sign in to it."""

import time
from collections.abc import Callable

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from tests.small_business import PASSWORD

PATIENCE = 15_000
"""Milliseconds: the server and the browser share a machine with whatever else runs there."""


@pytest.fixture(scope="session", autouse=True)
def _patience():
    expect.set_options(timeout=PATIENCE)


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def listen(page: Page, hear: Callable[[Page, str], None]) -> None:
    """Tell `hear` what the browser complains about on this page: errors of scripts, and what the policy refused.

    That a refused address was refused is no complaint.
    """

    def console(message) -> None:
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            hear(page, f"console: {message.text}")

    page.on("console", console)
    page.on("pageerror", lambda error: hear(page, f"script: {error}"))


BUSY = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IN ('active', 'idle in transaction')
"""


@pytest.fixture(autouse=True)
def _calm(request, transactional_db):
    """Whoever sat down leaves: a page left open goes on asking for what begins soon, over a connection of its own.

    What it asked for last may still be under way then: it ends before the tables are emptied, or the two would wait for
    each other's locks."""
    browser = request.getfixturevalue("browser") if "browser" in request.fixturenames else None
    yield
    for context in browser.contexts if browser else []:
        context.close()
    with connection.cursor() as cursor:
        for _ in range(100):
            cursor.execute(BUSY)
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.05)
