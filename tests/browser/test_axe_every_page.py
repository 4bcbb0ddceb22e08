"""axe, the console and a ruler on every page of tests/pages.py, light and dark, on a desk and on a phone, closed and open."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import Business
from accounts.roles import Role
from tests import pages
from tests.browser.conftest import complaints, sign_in
from tests.small_business import PASSWORD, SmallBusiness, build, person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap(
  ({id, nodes}) => nodes.map(({target, failureSummary}) => `${id} at ${target.join(" ")}: ${failureSummary}`))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What moves fades in or out at the moment of looking, and colours of half a fade are nobody's colours.
STILL = "() => document.getAnimations().forEach((each) => { try { each.finish(); } catch { each.cancel(); } })"
DESK, PHONE, NARROWEST = {"width": 1440, "height": 900}, {"width": 390, "height": 844}, {"width": 360, "height": 740}


class Inspector:
    """Looks at pages in one colour scheme, with one browser context a person, and collects what it finds."""

    def __init__(self, browser: Browser, base_url: str, scheme: str, small: SmallBusiness | None = None):
        self.browser, self.base_url, self.scheme, self.small = browser, base_url, scheme, small
        self.found, self.at, self.heard = [], {}, {}

    def page_of(self, who: str) -> Page:
        """The page of that person, signed in through the form the first time."""
        if who not in self.at:
            context = self.browser.new_context(base_url=self.base_url, viewport=DESK, color_scheme=self.scheme, reduced_motion="reduce")
            page = self.at[who] = context.new_page()
            self.heard[who] = complaints(page)
            if who:
                self._let_in(page, who)
        return self.at[who]

    def _let_in(self, page: Page, who: str) -> None:
        sign_in(page, getattr(self.small, who).email)
        if who == "careful":
            expect(page).to_have_url(re.compile("/2fa/authenticate/"))
            self.look(page, "second step")
            page.get_by_role("textbox", name="Code").fill(self.small.codes[0])
            page.keyboard.press("Enter")
        expect(page).not_to_have_url(re.compile("/accounts/"))

    def visit(self, who: str, address: str, opens: tuple[str, ...] = ()) -> None:
        page = self.page_of(who)
        page.set_viewport_size(DESK)
        response = page.goto(address, wait_until="load")
        if response.status >= 500 or response.status in (403, 404):
            self.found.append(f"{address}: {response.status}")
        refused = f"the server responded with a status of {response.status}" if response.status >= 400 else ""
        self.look(page, address)
        for selector in opens:
            self._open(page, address, selector)
        self.hear(who, address, expected=refused)

    def look(self, page: Page, what: str) -> None:
        """With axe at two widths, and whether anything sticks out sideways at the narrowest."""
        for viewport in (DESK, PHONE):
            page.set_viewport_size(viewport)
            self._axe(page, f"{what} at {viewport['width']}")
        page.set_viewport_size(NARROWEST)
        if (out := page.evaluate(SIDEWAYS)) > 0:
            self.found.append(f"{what}: {out} px stick out sideways at {NARROWEST['width']}")

    def _axe(self, page: Page, what: str) -> None:
        # Through the debugger: as a script of the page the policy would refuse it, which is the point of the policy.
        if page.evaluate("() => !window.axe"):
            page.evaluate(AXE)
        page.evaluate(STILL)
        self.found += [f"{what}: {each}" for each in page.evaluate(RUN)]

    def _open(self, page: Page, address: str, selector: str) -> None:
        page.set_viewport_size(DESK)
        page.goto(address, wait_until="load")
        page.locator(selector).first.click()
        opened = page.locator("dialog[open], :popover-open, [data-slip], details[open]")
        expect(opened.first).to_be_visible()
        self._axe(page, f"{address} with {selector} open")
        page.set_viewport_size(PHONE)
        self._axe(page, f"{address} with {selector} open at {PHONE['width']}")

    def hear(self, who: str, address: str, *, expected: str = "") -> None:
        """What the console said since the last time; that a refused address was refused is `expected`."""
        self.found += [f"{address}: {each}" for each in self.heard[who] if not (expected and expected in each)]
        self.heard[who].clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_and_the_console_find_nothing_on_any_page(live_server, transactional_db, browser, scheme):
    small = build()
    inspector = Inspector(browser, live_server.url, scheme, small)
    for page in pages.PAGES:
        inspector.visit(page.who, page.address(small), page.opens)
    assert inspector.found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_find_nothing_before_there_is_anything_to_show(live_server, transactional_db, browser, scheme):
    """The steps of a first start, and what is empty right after them."""
    inspector = Inspector(browser, live_server.url, scheme)
    for address in pages.set_up_addresses():
        inspector.visit(pages.NOBODY, address)
    Business.objects.update(set_up_at="2026-01-02T00:00Z")
    inspector.small = SimpleNamespace(everything=person("Max", *Role))
    for name in ("tally", "leads", "today", "board", "opportunities", "clients", "report_sources", "overview", "campaigns", "spend", "sheet"):
        inspector.visit("everything", reverse(name))
    assert inspector.found == []


def test_what_is_wrong_is_found(live_server, transactional_db, browser):
    """The inspector itself: a picture without words, a row too wide, and an error in the console."""
    inspector = Inspector(browser, live_server.url, "light")
    page = inspector.page_of(pages.NOBODY)
    page.goto(reverse("account_login"))
    page.evaluate(
        """() => { document.querySelector("main").innerHTML += '<button></button><p class="wide">x</p>';
        document.querySelector(".wide").style.width = "2000px"; console.error("oh dear"); }"""
    )
    inspector.look(page, "here")
    inspector.hear(pages.NOBODY, "here")
    told = " ".join(inspector.found)
    assert "button-name" in told
    assert "sideways" in told
    assert "oh dear" in told
    assert PASSWORD not in told
