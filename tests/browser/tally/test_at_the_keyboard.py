import pytest
from playwright.sync_api import expect

from leads.models import Lead

pytestmark = pytest.mark.browser


def test_a_number_logs_once_its_card_is_closed(device):
    desk = device()
    for key in ("1", "Enter", "1", "Escape", "1"):
        desk.page.keyboard.press(key)
    expect(desk.slip).to_have_count(1)
    desk.expect_leads(3)


def test_what_is_typed_into_a_field_logs_nothing(device):
    desk = device()
    desk.page.keyboard.press("1")
    desk.slip.get_by_label("Name").press_sequentially("a1b2")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("1 enquiry so far")


def test_escape_in_a_card_gives_the_focus_back_to_its_key_and_keeps_what_was_typed(device):
    desk = device()
    desk.tap("Leaflet")
    desk.slip.get_by_label("Name").fill("Maria")
    desk.page.keyboard.press("Escape")
    expect(desk.key("Leaflet")).to_be_focused()
    desk.rows.first.get_by_role("button", name="Details not saved").click()
    expect(desk.slip.get_by_label("Name")).to_have_value("Maria")


def test_enter_on_the_switch_logs_nothing(device):
    desk = device()
    desk.page.get_by_label("At the counter").focus()
    desk.page.keyboard.press("Enter")
    desk.tap("Leaflet")
    desk.arrived()
    assert Lead.objects.count() == 1


def test_a_key_held_with_control_is_the_browsers(device):
    desk = device()
    desk.page.keyboard.press("Control+1")
    desk.tap("Leaflet")
    desk.arrived()
    assert Lead.objects.count() == 1


def test_the_next_tap_saves_what_was_typed_into_the_card_before(device):
    desk = device()
    desk.tap("Leaflet")
    desk.slip.get_by_label("Name").fill("Maria")
    desk.tap("Signboard")
    desk.skip()
    expect(desk.rows.filter(has_text="Leaflet").get_by_role("link", name="Maria")).to_be_visible()
    desk.arrived()
    assert Lead.objects.get(source__name="Leaflet").contact.name == "Maria"


def test_what_was_typed_when_the_page_was_left_can_be_taken_up_again(device):
    desk = device()
    desk.tap("Leaflet")
    desk.slip.get_by_label("Name").fill("Maria")
    desk.arrived()
    desk.page.goto(f"{desk.address}/leads/")
    desk.open()
    desk.rows.first.get_by_role("button", name="Details not saved").click()
    expect(desk.slip.get_by_label("Name")).to_have_value("Maria")
    desk.slip.get_by_role("button", name="Save details").click()
    desk.arrived()
    assert Lead.objects.get().contact.name == "Maria"
