"""The wrong key was pressed: the source is put right in two taps, from the card and from the list, by keyboard too."""

import pytest
from playwright.sync_api import expect

from leads.models import Lead

pytestmark = pytest.mark.browser
HEADING = "1 enquiry so far"


def test_the_card_goes_on_as_that_of_the_right_key(device):
    desk = device()
    desk.tap("Leaflet")
    desk.slip.get_by_role("button", name="Change source").click()
    desk.page.locator("#change-source").get_by_role("button", name="Signboard").click()
    expect(desk.slip).to_contain_text("Signboard, at the counter")
    expect(desk.key("Signboard").locator("[data-number]")).to_have_text("1")
    expect(desk.key("Leaflet").locator("[data-number]")).to_have_text("0")
    desk.arrived()
    assert Lead.objects.get().source.name == "Signboard"


def test_a_row_of_the_list_has_it_too_by_keyboard_and_after_a_reload(device):
    desk = device()
    desk.tap("Leaflet")
    desk.arrived()
    desk.reload()
    button = desk.rows.first.get_by_role("button", name="Change source")
    button.focus()
    desk.page.keyboard.press("Enter")
    desk.page.locator("#change-source").get_by_role("button", name="Google search").focus()
    desk.page.keyboard.press("Enter")
    expect(desk.rows.first).to_contain_text("Google search")
    expect(desk.rows).to_have_count(1)
    desk.arrived()
    assert Lead.objects.get().source.name == "Google search"


def test_it_is_not_offered_for_what_has_not_been_sent(device):
    desk = device()
    desk.offline()
    desk.tap("Leaflet")
    expect(desk.slip.get_by_role("button", name="Change source")).to_be_hidden()
    desk.page.keyboard.press("Escape")
    expect(desk.rows.first.get_by_role("button", name="Change source")).to_be_hidden()
    desk.online()
    desk.arrived()
    expect(desk.rows.first.get_by_role("button", name="Change source")).to_be_visible()


def test_a_source_that_has_gone_meanwhile_is_refused_and_the_row_says_what_it_was(device, sources):
    desk = device()
    desk.tap("Leaflet")
    desk.arrived()
    sources["Signboard"].retire()
    desk.slip.get_by_role("button", name="Change source").click()
    desk.page.locator("#change-source").get_by_role("button", name="Signboard").click()
    expect(desk.page.locator(".toast-bad")).to_contain_text("not there any more")
    expect(desk.slip).to_contain_text("Leaflet, at the counter")
    desk.arrived()
    assert Lead.objects.get().source.name == "Leaflet"


def test_what_a_colleague_taps_is_counted_here_within_seconds(device, cast):
    here, there = device(), device(cast.sales)
    there.tap("Leaflet")
    there.arrived()
    expect(here.key("Leaflet").locator("[data-number]")).to_have_text("1", timeout=15_000)
    expect(here.page.get_by_role("heading", level=1)).to_have_text(HEADING)


def test_nobody_asks_while_the_device_is_offline(device):
    desk = device()
    desk.page.clock.install()
    desk.open()
    desk.page.clock.run_for(200)
    asked = []
    desk.page.on("request", lambda request: request.url.endswith("/counts/") and asked.append(request.url))
    desk.offline()
    desk.page.clock.run_for(20_000)
    assert asked == []
