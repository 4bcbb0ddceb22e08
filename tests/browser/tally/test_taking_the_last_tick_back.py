"""`u` and Ctrl-Z take the last tick back; a field with typing in it has Ctrl-Z for itself."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(device):
    return device()


@pytest.mark.parametrize("undo", ["u", "Control+z", "Meta+z"])
def test_it_takes_the_last_tick_back(desk, undo):
    for key in ("1", "Enter", "2", "Enter", undo):
        desk.page.keyboard.press(key)
    desk.expect_leads(1)
    expect(desk.rows.first).to_contain_text("Undone")
    expect(desk.page.locator("[data-announcer]")).to_contain_text("Taken back")
    desk.page.keyboard.press(undo)
    desk.expect_leads(0)


def test_u_is_a_letter_while_the_card_is_open(desk):
    desk.page.keyboard.type("1uwe u")
    expect(desk.field("Name")).to_have_value("uwe u")
    desk.expect_leads(1)


def test_control_z_takes_the_tick_of_an_empty_card_back(desk):
    for key in ("1", "Control+z"):
        desk.page.keyboard.press(key)
    expect(desk.slip).to_have_count(0)
    desk.expect_leads(0)
    desk.page.keyboard.press("1")
    desk.expect_leads(1)


def test_control_z_in_typing_undoes_the_typing(desk):
    desk.page.keyboard.type("1Maria")
    desk.page.keyboard.press("Control+z")
    expect(desk.field("Name")).not_to_have_value("Maria")
    expect(desk.slip).to_be_visible()
    desk.expect_leads(1)


def test_control_z_brings_back_what_was_deleted(desk):
    desk.page.keyboard.type("1Maria")
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.press("Delete")
    desk.page.keyboard.press("Control+z")
    expect(desk.field("Name")).to_have_value("Maria")
    desk.expect_leads(1)


def test_what_was_typed_comes_back_with_the_tick(desk):
    desk.page.keyboard.type("1Maria")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Control+z")
    desk.expect_leads(0)
    expect(desk.rows.first.get_by_role("button", name="Details not saved")).to_be_hidden()
    desk.rows.first.get_by_role("button", name="Put back").click()
    desk.rows.first.get_by_role("button", name="Details not saved").click()
    expect(desk.field("Name")).to_have_value("Maria")
    desk.expect_leads(1)


def test_without_a_tick_it_takes_nothing_back(desk):
    desk.page.keyboard.press("1")
    desk.page.keyboard.press("Escape")
    desk.arrived()
    desk.reload()
    for key in ("u", "Control+z"):
        desk.page.keyboard.press(key)
    desk.expect_leads(1)


def test_without_a_network_it_takes_the_last_tick_back(desk):
    desk.offline()
    for key in ("1", "Escape", "u"):
        desk.page.keyboard.press(key)
    expect(desk.rows.first).to_contain_text("Undone")
    desk.online()
    desk.expect_leads(0)


def test_the_sheet_of_shortcuts_says_so(desk):
    desk.page.keyboard.press("?")
    sheet = desk.page.get_by_role("dialog", name="Shortcuts")
    expect(sheet).to_contain_text("Take back the last tick")
    expect(sheet).to_contain_text("while no card is open")
