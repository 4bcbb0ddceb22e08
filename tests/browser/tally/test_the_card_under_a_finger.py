"""On touch the card takes no focus: the keyboard of the screen would cover the keys."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(device):
    return device(touch=True)


def has_focus(phone) -> bool:
    return phone.page.evaluate("Boolean(document.activeElement.closest('input, select, textarea'))")


def test_a_tap_takes_no_focus(phone):
    phone.key("Leaflet").tap()
    expect(phone.slip).to_be_visible()
    assert not has_focus(phone)


def test_the_next_tap_takes_no_focus_either(phone):
    phone.key("Leaflet").tap()
    phone.field("Name").tap()
    phone.page.keyboard.type("Maria")
    phone.key("Signboard").tap()
    expect(phone.slip).to_contain_text("Signboard")
    assert not has_focus(phone)
    phone.expect_leads(2)


def test_a_refused_card_opens_again_without_focus(phone):
    phone.key("Leaflet").tap()
    phone.slip.get_by_text("More", exact=True).tap()
    phone.field("E-mail").tap()
    phone.page.keyboard.type("nonsense")
    phone.slip.get_by_role("button", name="Save details").tap()
    expect(phone.field("E-mail")).to_have_attribute("aria-invalid", "true")
    assert not has_focus(phone)


def test_keys_of_a_real_keyboard_land_in_the_card(phone):
    phone.key("Leaflet").tap()
    phone.page.keyboard.type("Ann 1a2b")
    expect(phone.field("Name")).to_have_value("Ann 1a2b")
    phone.page.keyboard.press("Enter")
    expect(phone.slip).to_have_count(0)
    phone.expect_leads(1)


def test_enter_on_the_key_of_the_open_card_closes_it(phone):
    phone.key("Leaflet").tap()
    phone.key("Leaflet").focus()
    phone.page.keyboard.press("Space")
    expect(phone.slip).to_have_count(0)
    phone.expect_leads(1)
