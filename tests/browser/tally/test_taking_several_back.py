"""The last few ticks are taken back at once, and put back at once."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(params={"phone": True, "desk": False}.items(), ids=lambda pair: pair[0])
def counter(device, request):
    counter = device(touch=request.param[1])
    counter.page.get_by_label("Just count").check()
    return counter


def take_back(counter, label: str) -> None:
    counter.page.get_by_role("button", name="Take back", exact=True).click()
    counter.page.locator("#take-back").get_by_role("button", name=label).click()


def test_the_last_five_are_taken_back_and_put_back(counter):
    for source in ("Leaflet", "Signboard", "Leaflet", "Signboard", "Leaflet", "Signboard"):
        counter.tap(source)
    take_back(counter, "The last 5")
    counter.expect_leads(1)
    expect(counter.page.locator(".toast")).to_contain_text("5 ticks taken back.")
    counter.page.locator(".toast").get_by_role("button", name="Put back").click()
    counter.expect_leads(6)


def test_each_line_says_which_tick_it_is(counter):
    counter.tap("Leaflet"), counter.tap("Signboard")
    counter.page.get_by_role("button", name="Take back", exact=True).click()
    lines = counter.page.locator("#take-back").get_by_role("button")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("Signboard")
    expect(lines.nth(1)).to_contain_text("Leaflet")
    counter.arrived()


def test_it_is_offered_once_there_is_a_tick(counter):
    button = counter.page.locator("[data-take-back]")
    expect(button).to_be_hidden()
    counter.tap("Leaflet")
    expect(button).to_be_visible()
    take_back(counter, "The last one")
    expect(button).to_be_hidden()
    counter.expect_leads(0)


def test_an_open_card_goes_with_its_tick(device):
    desk = device()
    desk.page.keyboard.press("1")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("2")
    take_back(desk, "The last 2")
    expect(desk.slip).to_have_count(0)
    desk.expect_leads(0)


def test_without_a_network_they_are_taken_back_too(counter):
    counter.offline()
    for _ in range(3):
        counter.tap("Leaflet")
    take_back(counter, "The last 2")
    counter.online()
    counter.expect_leads(1)
