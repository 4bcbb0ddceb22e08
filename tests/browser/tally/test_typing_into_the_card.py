"""While the card is open every key is text and lands in its fields; only then do source keys tick again."""

import pytest
from playwright.sync_api import expect

from leads.models import Lead, Source

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(device):
    """With more sources than digits, so that a to d are keys of sources."""
    for number in range(10):
        Source.add(f"Fair {number}")
    desk = device()
    assert desk.page.locator(".key[data-hint=d]").count() == 1
    return desk


def test_a_tick_by_key_gives_the_card_the_focus(desk):
    desk.page.keyboard.press("1")
    expect(desk.field("Name")).to_be_focused()


def test_a_tick_by_mouse_gives_the_card_the_focus(desk):
    desk.tap("Leaflet")
    expect(desk.field("Name")).to_be_focused()


def test_a_name_typed_at_once_is_one_lead(desk):
    desk.page.keyboard.type("1Abcd Dacab 1234")
    expect(desk.field("Name")).to_have_value("Abcd Dacab 1234")
    desk.expect_leads(1)


def test_typing_faster_than_the_page_loses_and_ticks_nothing(desk):
    session = desk.context.new_cdp_session(desk.page)
    desk.page.evaluate("setTimeout(() => { const end = Date.now() + 800; while (Date.now() < end); }, 0)")  # a slow computer
    for letter in "1abcd12ad":
        code = letter.upper() if letter.isalpha() else letter
        event = {"key": letter, "text": letter, "windowsVirtualKeyCode": ord(code)}
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", **event})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})
    expect(desk.field("Name")).to_have_value("abcd12ad")
    desk.expect_leads(1)


def test_a_number_typed_first_goes_to_phone(desk):
    desk.page.keyboard.type("1+44 113 496 0142")
    expect(desk.field("Phone")).to_have_value("+44 113 496 0142")
    expect(desk.field("Name")).to_have_value("")
    desk.expect_leads(1)


def test_a_number_inside_a_name_stays_there(desk):
    desk.page.keyboard.type("13M Services 24h")
    expect(desk.field("Name")).to_have_value("3M Services 24h")
    expect(desk.field("Phone")).to_have_value("")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type("24h line")
    expect(desk.field("Phone")).to_have_value("24h line")


def test_enter_saves_and_source_keys_tick_again(desk):
    desk.page.keyboard.type("1Abba")
    desk.page.keyboard.press("Enter")
    expect(desk.slip).to_have_count(0)
    desk.page.keyboard.press("a")
    expect(desk.slip).to_be_visible()
    desk.expect_leads(2)
    assert Lead.objects.filter(contact__name="Abba").count() == 1


def test_escape_closes_and_source_keys_tick_again(desk):
    desk.page.keyboard.type("1Abba")
    desk.page.keyboard.press("Escape")
    expect(desk.slip).to_have_count(0)
    desk.page.keyboard.press("b")
    desk.expect_leads(2)


def test_keys_beside_the_card_land_in_it(desk):
    desk.page.keyboard.type("1Ann")
    desk.page.get_by_role("heading", level=1).click()
    desk.page.keyboard.type(" c?/nu2")
    expect(desk.field("Name")).to_have_value("Ann c?/nu2")
    desk.page.get_by_role("heading", level=1).click()
    desk.page.keyboard.press("Enter")
    expect(desk.slip).to_have_count(0)
    desk.expect_leads(1)


def test_keys_on_a_button_or_an_open_menu_land_in_the_card(desk):
    desk.page.keyboard.type("1Ann")
    desk.arrived()
    desk.slip.get_by_role("button", name="Change source").click()
    desk.page.keyboard.type("abcd")
    expect(desk.field("Name")).to_have_value("Annabcd")
    expect(desk.page.locator("#change-source")).to_be_hidden()
    desk.expect_leads(1)


def test_keys_go_on_in_the_field_that_was_left(desk):
    desk.page.keyboard.press("1")
    desk.field("E-mail").fill("ann")
    desk.slip.get_by_role("button", name="Undo").focus()
    desk.page.keyboard.type("d")
    expect(desk.field("E-mail")).to_have_value("annd")


def test_a_key_held_down_ticks_once_and_types_nothing(desk):
    desk.page.keyboard.down("1")
    for _ in range(3):
        desk.page.keyboard.down("1")
    desk.page.keyboard.up("1")
    expect(desk.field("Name")).to_have_value("")
    expect(desk.field("Phone")).to_have_value("")
    desk.page.keyboard.down("Enter")
    for _ in range(3):
        desk.page.keyboard.down("Enter")
    desk.page.keyboard.up("Enter")
    expect(desk.slip).to_have_count(0)
    desk.expect_leads(1)


def test_moving_the_card_keeps_the_cursor(desk, sources):
    desk.page.keyboard.press("1")
    desk.arrived()
    desk.slip.get_by_role("button", name="Change source").click()
    desk.page.locator("#change-source").get_by_role("button", name="Signboard").click()
    desk.page.keyboard.type("Dad")
    expect(desk.slip).to_contain_text("Signboard, at the counter")
    expect(desk.field("Name")).to_have_value("Dad")
    desk.expect_leads(1)


def test_without_a_network_a_typed_name_is_one_lead(desk):
    desk.offline()
    desk.page.keyboard.type("1Adac 12")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("2")
    desk.online()
    desk.expect_leads(2)
    assert Lead.objects.filter(contact__name="Adac 12").count() == 1


def test_what_is_typed_elsewhere_stays_there(desk):
    desk.page.keyboard.press("1")
    desk.page.evaluate("document.querySelector('main').append(Object.assign(document.createElement('input'), {id: 'other'}))")
    desk.page.locator("#other").click()
    desk.page.keyboard.type("abc1")
    expect(desk.page.locator("#other")).to_have_value("abc1")
    desk.expect_leads(1)
