import pytest
from playwright.sync_api import expect

from leads.models import Contact, Lead, State

pytestmark = pytest.mark.browser


def test_taps_without_a_network_survive_a_reload_and_arrive_exactly_once(device):
    desk = device()
    desk.keep_for_offline()
    desk.offline()
    desk.tap("Leaflet")
    desk.tap("Leaflet")
    expect(desk.badge).to_have_text("Offline, 2 waiting to be sent")
    desk.reload()
    expect(desk.badge).to_have_text("Offline, 2 waiting to be sent")
    expect(desk.key("Leaflet").locator("[data-number]")).to_have_text("2")
    assert not Lead.objects.exists()
    desk.online()
    desk.arrived()
    assert Lead.objects.count() == 2
    desk.reload()
    expect(desk.key("Leaflet").locator("[data-number]")).to_have_text("2")
    assert Lead.objects.count() == 2


def test_strokes_that_were_not_sent_are_drawn_broken_on_the_key_and_in_the_list(device):
    desk = device()
    desk.tap("Leaflet")
    desk.skip()
    expect(desk.rows.first.locator("[data-row-saved]")).to_be_visible()
    desk.offline()
    desk.tap("Leaflet")
    desk.skip()
    expect(desk.key("Leaflet").locator("line.unsent")).to_have_count(1)
    expect(desk.key("Leaflet").locator("line:is(.on, .now)")).to_have_count(2)
    expect(desk.rows.first.locator("[data-row-unsent]")).to_be_visible()
    desk.online()
    expect(desk.key("Leaflet").locator("line.unsent")).to_have_count(0)


def test_a_card_and_an_undo_made_without_a_network_arrive_in_order(device):
    desk = device()
    desk.offline()
    desk.tap("Signboard")
    desk.slip.get_by_label("Name").fill("Maria Lindqvist")
    desk.slip.get_by_role("button", name="Save details").click()
    desk.tap("Leaflet")
    desk.slip.get_by_role("button", name="Undo").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("1 enquiry so far")
    desk.online()
    desk.arrived()
    assert Lead.objects.get(source__name="Signboard").contact.name == "Maria Lindqvist"
    assert Lead.objects.get(source__name="Leaflet").state == State.WITHDRAWN


def test_two_pages_of_one_browser_send_each_tap_once(device):
    desk = device()
    desk.offline()
    desk.tap("Leaflet")
    second = desk.context.new_page()
    desk.online()
    second.goto(f"{desk.address}/")
    desk.arrived()
    expect(second.locator("[data-badge]:visible")).to_have_count(0)
    assert Lead.objects.count() == 1
    assert not Contact.objects.exists()


def test_counts_after_a_reload_without_a_network_include_what_was_delivered(device):
    desk = device()
    desk.keep_for_offline()
    desk.page.keyboard.type("1")
    desk.skip()
    desk.expect_leads(1)
    desk.offline()
    desk.tap("Leaflet")
    desk.reload()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("2 enquiries so far")
    desk.online()
    desk.expect_leads(2)
