"""A sample of the strings typed by hand into a real browser: nothing opens, nothing runs, and what was typed is there."""

import re

import pytest
from playwright.sync_api import expect

from leads.models import Lead
from tests.browser.conftest import listen, sign_in
from tests.hostile.strings import strings
from tests.small_business import build

pytestmark = pytest.mark.browser

STRINGS = strings()
ABANDONED = re.compile("htmx:(afterRequest|sendAbort)")
"""What htmx says of a search that the next letter made needless."""
WORST = (
    "<script>alert(123)</script>",
    "<img src=x onerror=alert(123) />",
    '"><script>alert(123)</script>',
    "</script><script>alert(123)</script>",
    '" autofocus onkeyup="javascript:alert(123)',
    "<svg><script>123<1>alert(123)</script>",
    "JavaSCript:alert(123)",
    "<plaintext>",
    "</textarea><script>alert(123)</script>",
    "<u oncopy=alert()> Copy me</u>",
    "Ω≈ç√∫˜µ≤≥÷",
    "和製漢語",
)


@pytest.fixture
def desk(live_server, transactional_db, browser):
    small = build()
    page = browser.new_context(base_url=live_server.url).new_page()
    page.heard = []
    listen(page, lambda _page, said: None if ABANDONED.search(said) else page.heard.append(said))
    page.on("dialog", lambda dialog: (page.heard.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
    sign_in(page, small.everything.email)
    return page


def test_the_sample_is_from_the_list():
    assert set(WORST) <= set(STRINGS)


def test_on_the_card_of_the_tally(desk):
    for text in WORST:
        desk.goto("/")
        expect(desk.locator("#tally[data-ready]")).to_be_attached()
        desk.locator(".key").first.click()
        desk.get_by_role("textbox", name="Name", exact=True).fill(text)
        desk.get_by_role("textbox", name="Phone", exact=True).fill(text[:60])
        desk.get_by_role("button", name="Save details").click()
        expect(desk.locator("[data-log] [data-row-name]").first).to_have_text(text)
        expect(desk.locator("[data-log] [data-row-saved]").first).to_be_visible()
    assert {lead.contact.name for lead in Lead.objects.filter(contact__name__in=WORST).select_related("contact")} == set(WORST)
    assert desk.heard == []


def test_in_the_search_of_the_leads(desk):
    for text in WORST:
        desk.goto("/leads/")
        desk.get_by_role("searchbox").first.fill(text)
        desk.keyboard.press("Enter")
        expect(desk.locator(".chip b").first).to_contain_text(text[:20])
        expect(desk.get_by_role("searchbox").first).to_have_value(text)
    assert desk.heard == []
