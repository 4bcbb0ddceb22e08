"""Three ways to use a page: with a mouse, with the keyboard alone, with a finger. The steps of a journey know none of them."""

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

FARTHEST = 150
"""Tab stops between any two things of a page; beyond that nobody gets there."""


class Hand(Protocol):
    viewport: dict
    has_touch: bool

    def press(self, what: Locator) -> None: ...

    def write(self, where: Locator, text: str) -> None: ...

    def log(self, page: Page, source: str) -> None: ...


class Mouse:
    viewport = {"width": 1440, "height": 900}
    has_touch = False

    def press(self, what: Locator) -> None:
        what.click()

    def write(self, where: Locator, text: str) -> None:
        where.click()
        where.press_sequentially(text)

    def log(self, page: Page, source: str) -> None:
        """Tick an enquiry on the tally."""
        self.press(key_of(page, source))


class Finger(Mouse):
    viewport = {"width": 390, "height": 844}
    has_touch = True

    def press(self, what: Locator) -> None:
        what.tap()

    def write(self, where: Locator, text: str) -> None:
        where.tap()
        where.page.keyboard.insert_text(text)


class Keyboard:
    """Nothing but keys: Tab to get somewhere, Enter to press, and the shortcuts of the page."""

    viewport = {"width": 1440, "height": 900}
    has_touch = False

    def press(self, what: Locator) -> None:
        self._reach(what)
        what.page.keyboard.press("Enter")

    def write(self, where: Locator, text: str) -> None:
        self._reach(where)
        where.page.keyboard.type(text)

    def log(self, page: Page, source: str) -> None:
        """With the key that stands on the button."""
        hint = key_of(page, source).get_attribute("data-hint")
        page.keyboard.press(hint)

    def _reach(self, what: Locator) -> None:
        """Tab until it has the focus. Fails where it cannot be reached, or where nobody could see that it was."""
        expect(what).to_be_visible()
        for _ in range(FARTHEST):
            if what.evaluate("element => element === document.activeElement"):
                assert what.evaluate("element => element.matches(':focus-visible')"), f"the focus on {what} cannot be seen"
                return
            what.page.keyboard.press("Tab")
        raise AssertionError(f"{what} cannot be reached by Tab")


def key_of(page: Page, source: str) -> Locator:
    return page.locator(".key", has_text=source)
