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
from tests.browser.conftest import listen, sign_in
from tests.small_business import SmallBusiness, build, person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RUN = """async ([opened, rules]) => (await axe.run(opened ? document.querySelectorAll(opened) : document,
  {resultTypes: ["violations"], preload: false, ...rules})).violations.flatMap(
  ({id, nodes}) => nodes.map(({target, failureSummary}) => `${id} at ${target.join(" ")}: ${failureSummary}`))"""
# What is not about colour is the same in the dark.
RULES = {"light": {}, "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}}
OPENED = "dialog[open], :popover-open, [data-slip], details[open]"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """() => [...document.querySelectorAll("main *")].filter((each) => !each.closest(".scroll, svg, [popover]")
  && each.getBoundingClientRect().right > document.documentElement.clientWidth).map((each) => each.outerHTML.slice(0, 90)).slice(0, 3)"""
# What moves fades in or out at the moment of looking, and colours of half a fade are nobody's colours: here nothing moves. A sheet
# made by script is no inline style, so the policy lets it in. Another size or colour scheme is drawn with the next frame.
STILL = """async () => {
  if (!document.adoptedStyleSheets.some((sheet) => sheet.isStill)) {
    const sheet = Object.assign(new CSSStyleSheet(), { isStill: true });
    sheet.replaceSync("*, ::before, ::after, ::backdrop { transition: none !important; animation: none !important; }");
    document.adoptedStyleSheets.push(sheet);
  }
  await new Promise(requestAnimationFrame);
}"""
EMPTY = (
    "tally",
    "leads",
    "today",
    "board",
    "opportunities",
    "clients",
    "report_sources",
    "overview",
    "campaigns",
    "spend",
    "sheet",
    "sequences",
    "message_templates",
)
DESK, PHONE, NARROWEST = {"width": 1440, "height": 900}, {"width": 390, "height": 844}, {"width": 360, "height": 740}


class Inspector:
    """Looks at pages in both colour schemes, with one browser context a person, and collects what it finds."""

    def __init__(self, browser: Browser, base_url: str, small: SmallBusiness | None = None):
        self.browser, self.base_url, self.small = browser, base_url, small
        self.found, self.pages, self.is_looking = [], {}, False

    def page_of(self, who: str) -> Page:
        """The page of that person, signed in through the form the first time."""
        if who not in self.pages:
            context = self.browser.new_context(base_url=self.base_url, viewport=DESK, reduced_motion="reduce")
            page = self.pages[who] = context.new_page()
            listen(page, self.hear)
            if who:
                self._let_in(page, who)
        return self.pages[who]

    def hear(self, page: Page, said: str) -> None:
        """axe tries styles of its own, which the policy refuses; that is no fault of the page."""
        if not self.is_looking:
            self.found.append(f"{page.url}: {said}")

    def _let_in(self, page: Page, who: str) -> None:
        sign_in(page, getattr(self.small, who).email)
        if who == "careful":
            expect(page).to_have_url(re.compile("/2fa/authenticate/"))
            self.look(page)
            page.set_viewport_size(DESK)
            page.get_by_role("textbox", name="Code").fill(self.small.codes[0])
            page.keyboard.press("Enter")
        expect(page).not_to_have_url(re.compile("/accounts/"))

    def visit(self, who: str, address: str, opens: tuple[str, ...] = ()) -> None:
        page = self.page_of(who)
        self._go(page, address)
        self.look(page)
        page.set_viewport_size(NARROWEST)
        if (out := page.evaluate(SIDEWAYS)) > 0:
            self.found.append(f"{address}: {out} px stick out sideways at {NARROWEST['width']}: {page.evaluate(WIDEST)}")
        for selectors in opens:
            self._open(page, address, selectors)

    def look(self, page: Page, *, opened: str = "") -> None:
        """With axe, on a desk and on a phone, in the light and in the dark; of a page looked at before, only what was `opened`."""
        self.is_looking = True
        # Through the debugger: as a script of the page the policy would refuse it, which is the point of the policy.
        if page.evaluate("() => !window.axe"):
            page.evaluate(AXE)
        for viewport in (DESK, PHONE):
            page.set_viewport_size(viewport)
            for scheme, rules in RULES.items():
                page.emulate_media(color_scheme=scheme)
                page.evaluate(STILL)
                said = page.evaluate(RUN, [OPENED if opened else "", rules])
                self.found += [f"{page.url} {opened} at {viewport['width']}, {scheme}: {each}" for each in said]
        page.emulate_media(color_scheme="light")
        self.is_looking = False

    def _go(self, page: Page, address: str) -> None:
        page.set_viewport_size(DESK)
        response = page.goto(address, wait_until="load")
        if response.status >= 500 or response.status in (403, 404):
            self.found.append(f"{address}: {response.status}")

    def _open(self, page: Page, address: str, selectors: str) -> None:
        self._go(page, address)
        for selector in selectors.split(" then "):
            page.locator(selector).filter(visible=True).first.click()
        expect(page.locator(OPENED).first).to_be_visible()
        self.look(page, opened=f"with {selectors} open")


WRONG = """addEventListener("DOMContentLoaded", () => {
  document.querySelector("main").insertAdjacentHTML("beforeend", "<button></button><p id=pale>pale</p><p id=wide>wide</p>");
  Object.assign(document.getElementById("pale").style, { color: "#777", background: "#888" });
  document.getElementById("wide").style.width = "2000px";
  console.error("oh dear");
})"""


@pytest.mark.parametrize("where", pages.PAGES)
def test_axe_and_the_console_find_nothing_on_any_page(live_server, transactional_db, browser, where):
    small = build()
    inspector = Inspector(browser, live_server.url, small)
    for page in pages.PAGES[where]:
        inspector.visit(page.who, page.address(small), page.opens)
    assert not inspector.found, "\n".join(inspector.found)


def test_they_find_nothing_before_there_is_anything_to_show(live_server, transactional_db, browser):
    """The steps of a first start, and what is empty right after them."""
    inspector = Inspector(browser, live_server.url)
    for address in pages.set_up_addresses():
        inspector.visit(pages.NOBODY, address)
    Business.objects.update(set_up_at="2026-01-02T00:00Z")
    inspector.small = SimpleNamespace(everything=person("Max", *Role))
    for name in EMPTY:
        inspector.visit("everything", reverse(name))
    assert not inspector.found, "\n".join(inspector.found)


def test_what_is_wrong_is_found(live_server, transactional_db, browser):
    """The inspector itself: a button without words, grey on grey, a row too wide, and an error in the console."""
    inspector = Inspector(browser, live_server.url)
    inspector.page_of(pages.NOBODY).add_init_script(WRONG)
    inspector.visit(pages.NOBODY, reverse("account_login"))
    told = " ".join(inspector.found)
    for wrong in ("button-name", "sideways", "oh dear", "light: color-contrast", "dark: color-contrast"):
        assert wrong in told
