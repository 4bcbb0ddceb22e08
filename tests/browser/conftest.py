"""A browser on a running LeadTrack, and people who sign in to it."""

import pytest
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


def complaints(page: Page) -> list[str]:
    """What the browser complains about on this page from now on: errors of scripts, refused by the policy, not found."""
    heard = []
    page.on("console", lambda message: heard.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(f"script: {error}"))
    return heard
