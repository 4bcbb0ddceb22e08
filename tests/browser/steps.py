"""What people do on a walk from the tally to the report, whatever they do it with."""

import re
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from accounts.models import User
from tests.browser.conftest import PATIENCE
from tests.browser.hands import Hand, key_of
from tests.small_business import PASSWORD


@dataclass(frozen=True)
class At:
    """One person at one device."""

    page: Page
    hand: Hand

    def press(self, role: str, name: str | re.Pattern, within: Locator | None = None) -> None:
        self.hand.press((within or self.page).get_by_role(role, name=name, exact=True).filter(visible=True))

    def write(self, label: str, text: str) -> None:
        """The star of a field that must be filled in is part of its name."""
        self.hand.write(self.page.get_by_role("textbox", name=re.compile(rf"^{label}\s*\*?$")).filter(visible=True), text)


def sits_down(browser: Browser, hand: Hand, *, person: User, at: str) -> At:
    """Open LeadTrack on a device of their own and sign in through the form."""
    context = browser.new_context(base_url=at, viewport=hand.viewport, has_touch=hand.has_touch, is_mobile=hand.has_touch)
    context.set_default_timeout(PATIENCE)
    device = At(context.new_page(), hand)
    device.page.goto("/")
    device.write("E-mail", person.email)
    device.write("Password", PASSWORD)
    device.press("button", "Sign in")
    expect(device.page).not_to_have_url(re.compile("/accounts/login/"))
    return device


def goes_to(device: At, place: str) -> None:
    """By the navigation, wherever this width has it. Until the page has its scripts, its links lead to pages and not to sheets."""
    inside = device.page.get_by_role("navigation").get_by_role("link", name=re.compile(rf"^{place}\b")).filter(visible=True)
    with device.page.expect_event("load"):
        device.hand.press(inside)
    expect(device.page.get_by_role("heading", level=1)).to_be_visible()


def ticks(device: At, source: str) -> None:
    expect(device.page.locator("#tally[data-ready]")).to_be_attached()
    device.hand.log(device.page, source)
    expect(key_of(device.page, source)).to_have_accessible_name(f"{source} 1 today")
    expect(device.page.get_by_label("Details of the enquiry just logged")).to_be_visible()


def names(device: At, name: str, phone: str) -> None:
    """Fill in the card under the key."""
    device.write("Name", name)
    device.write("Phone", phone)
    device.press("button", "Save details")
    expect(device.page.get_by_text(f"Saved: {name}.")).to_be_visible()


def opens_what_was_logged(device: At, name: str) -> None:
    device.press("link", name, within=device.page.locator("[data-log]"))
    expect(device.page.get_by_role("heading", level=1, name=name)).to_be_visible()


def hands_over(device: At) -> None:
    device.press("button", "Hand over to sales")


def accepts(device: At, name: str) -> None:
    """On Today, without leaving it."""
    accept = re.compile(rf"^Accept\b.*{name}")
    device.press("button", accept)
    expect(device.page.get_by_role("button", name=accept)).to_have_count(0)


def moves(device: At, name: str, *, to: str) -> None:
    device.press("link", re.compile(rf"^Move\b.*{name}"))
    device.hand.press(device.page.get_by_role("dialog").get_by_role("button", name=re.compile(f"^{to}")))
    expect(lane(device.page, to)).to_contain_text(name)


def wins(device: At, name: str, *, amount: str) -> None:
    device.press("link", re.compile(rf"^Move\b.*{name}"))
    device.press("link", "Won…", within=device.page.get_by_role("dialog"))
    device.write("Amount", amount)
    device.press("button", "Won", within=device.page.get_by_role("dialog"))
    expect(device.page.get_by_role("dialog")).to_have_count(0)


def carries(card: Locator, where: Locator) -> None:
    """Take hold beside the name, which is a link, and let go in the middle."""
    card.drag_to(where, source_position={"x": 20, "y": 60}, target_position={"x": 60, "y": 30})


def lane(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def row_of(page: Page, source: str) -> Locator:
    """The line of a source in the first table of the Sources report; the one of how well sources are known has a line of it too."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=source)).first
