"""The switch remembers what was chosen, says so where it is not the usual, and asks on a new day."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_on_the_phone_is_kept_over_a_reload_and_said(device):
    desk = device(viewport={"width": 390, "height": 700})
    expect(desk.page.locator("[data-how-told]")).to_be_hidden()
    desk.page.get_by_label("On the phone").check()
    desk.reload()
    expect(desk.page.get_by_label("On the phone")).to_be_checked()
    expect(desk.page.get_by_text("Each tap is a phone call now, until you switch back")).to_be_visible()


def test_on_a_new_day_it_asks_whether_that_is_still_right_until_something_is_logged(device):
    desk = device()
    desk.page.get_by_label("On the phone").check()
    desk.page.evaluate("localStorage.setItem(Object.keys(localStorage).find((name) => name.startsWith('channel-day:')), '2020-01-01')")
    desk.reload()
    asked = desk.page.get_by_text("Still on the phone, as you left it. Is that right today?")
    expect(asked).to_be_visible()
    desk.tap("Leaflet")
    expect(asked).to_have_count(0)
    desk.arrived()
