"""Single keys can be switched off by whoever does not want them (WCAG 2.1.4); keys with Ctrl go on, and so does typing."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(device):
    desk = device()
    desk.page.keyboard.press("?")
    sheet = desk.page.get_by_role("dialog", name="Shortcuts")
    sheet.get_by_role("switch").uncheck()
    box = sheet.bounding_box()
    assert 0 <= box["y"] <= 900 - box["height"]
    desk.page.keyboard.press("Escape")
    return desk


def test_keys_of_sources_tick_nothing(desk):
    desk.page.keyboard.type("12u?")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    desk.expect_leads(0)


def test_typing_still_lands_in_the_open_card(desk):
    desk.tap("Leaflet")
    desk.page.get_by_role("heading", level=1).click()
    desk.page.keyboard.type("Ann")
    expect(desk.field("Name")).to_have_value("Ann")
    desk.expect_leads(1)


def test_control_z_still_takes_the_last_tick_back(desk):
    desk.tap("Leaflet")
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Control+z")
    desk.expect_leads(0)


def test_it_is_remembered_and_can_be_switched_on_again(desk):
    desk.reload()
    desk.page.keyboard.type("1")
    desk.expect_leads(0)
    desk.page.locator(".who").click()
    desk.page.get_by_role("button", name="Shortcuts").click()
    desk.page.get_by_role("switch", name="Single keys").check()
    for _ in range(2):  # the list, and the menu it was opened from
        desk.page.keyboard.press("Escape")
    desk.page.keyboard.type("1")
    desk.expect_leads(1)
