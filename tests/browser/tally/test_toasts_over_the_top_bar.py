"""On a phone what just happened, with its Undo, covers no button of the page: it lies over the top bar."""

import pytest
from playwright.sync_api import expect

from tests.browser.tally.test_toasts_in_the_hand import COVERED

pytestmark = pytest.mark.browser


def test_an_undo_covers_nothing_of_the_page(device):
    counter = device(touch=True)
    counter.page.get_by_label("Just count").check()
    counter.tap("Leaflet")
    counter.page.get_by_role("button", name="Take back", exact=True).click()
    counter.page.locator("#take-back").get_by_role("button").first.click()
    toast = counter.page.locator(".toast")
    expect(toast.get_by_role("button", name="Put back")).to_be_visible()
    assert toast.bounding_box()["y"] < 60
    assert counter.page.evaluate(COVERED) == []
    counter.arrived()
