"""A browser on a running LeadTrack, and people who sign in to it."""

import threading
import time
from collections.abc import Callable

import pytest
from django.core.servers.basehttp import WSGIServer
from playwright.sync_api import Page, expect

from tests.small_business import PASSWORD

PATIENCE = 15_000
"""Milliseconds: the server and the browser share a machine with whatever else runs there."""

WSGIServer.request_queue_size = 128
"""A busy machine takes connections late, and a page asks for its scripts at once: a browser saw one of them reset with Django's 10."""


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


def _is_answering() -> bool:
    """Whether the live server has a connection open: it keeps a thread for each, and the thread a connection to the database."""
    return any("process_request_thread" in thread.name for thread in threading.enumerate())


@pytest.fixture(autouse=True)
def _calm(request, transactional_db):
    """Whoever sat down leaves: a page left open goes on asking for what begins soon.

    What it asked for last may still be under way then. It ends before the tables are emptied, or the two would wait for each
    other's locks."""
    browser = request.getfixturevalue("browser") if "browser" in request.fixturenames else None
    yield
    for context in browser.contexts if browser else []:
        context.close()
    for _ in range(100):
        if not _is_answering():
            return
        time.sleep(0.05)
