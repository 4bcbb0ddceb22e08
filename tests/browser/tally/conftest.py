"""A device at the desk: a browser of its own with the Log open."""

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from leads.models import Lead
from tests.browser.conftest import PATIENCE

PAUSE = 50
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
NOTHING_WAITS = """() => new Promise((done) => {
    const opening = indexedDB.open("leadtrack");
    opening.onsuccess = () => {
        const counting = opening.result.transaction("taps").objectStore("taps").count();
        counting.onsuccess = () => { opening.result.close(); done(counting.result === 0); };
    };
})"""


@dataclass
class Device:
    context: BrowserContext
    page: Page
    address: str

    def open(self) -> None:
        self.page.goto(f"{self.address}/")
        expect(self.page.locator("#tally[data-ready]")).to_be_attached()

    def reload(self) -> None:
        self.page.reload()
        expect(self.page.locator("#tally[data-ready]")).to_be_attached()

    def key(self, source: str) -> Locator:
        return self.page.locator(".key", has_text=source)

    def tap(self, source: str) -> None:
        self.key(source).click()

    def skip(self) -> None:
        """Close the card: on a desk it lies over the list."""
        self.slip.get_by_role("button", name="Skip").click()

    @property
    def slip(self) -> Locator:
        return self.page.get_by_role("region", name="Details of the enquiry just logged")

    def field(self, label: str) -> Locator:
        """A field of the open card."""
        return self.slip.get_by_label(label, exact=True)

    def expect_leads(self, count: int) -> None:
        """The heading says so many, and so many arrive."""
        words = {0: "No enquiries yet", 1: "1 enquiry so far"}.get(count, f"{count} enquiries so far")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)
        self.arrived()
        assert Lead.objects.valid().count() == count

    @property
    def badge(self) -> Locator:
        return self.page.locator("[data-badge]:visible")

    @property
    def rows(self) -> Locator:
        return self.page.locator("[data-log] > li")

    def offline(self) -> None:
        self.context.set_offline(True)

    def online(self) -> None:
        self.context.set_offline(False)

    def sign_in(self, user) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])

    def arrived(self) -> None:
        """Wait until nothing of this browser waits to be sent."""
        self._until(NOTHING_WAITS)

    def _until(self, question: str) -> None:
        """Ask the page until a promise of it comes true; `wait_for_function` takes the promise itself for a yes."""
        for _ in range(PATIENCE // PAUSE):
            if self.page.evaluate(question):
                return
            self.page.wait_for_timeout(PAUSE)
        raise AssertionError(question)

    def keep_for_offline(self) -> None:
        """Wait until the page opens without a network."""
        self._until("() => caches.match('/', {cacheName: 'leadtrack-page'}).then(Boolean)")
        self._until("() => navigator.serviceWorker.controller !== null")


@pytest.fixture
def device(live_server, cast, sources, browser):
    """`device(user)` opens the Log as that person; without one, as the front desk. `touch`: on a phone."""

    def made(user=None, *, viewport=None, script=True, touch=False) -> Device:
        size = viewport or (PHONE if touch else DESK)
        context = browser.new_context(viewport=size, java_script_enabled=script, has_touch=touch, is_mobile=touch)
        one = Device(context, context.new_page(), live_server.url)
        one.sign_in(user or cast.staff)
        if script:
            one.open()
        else:
            one.page.goto(f"{live_server.url}/")
        return one

    return made
