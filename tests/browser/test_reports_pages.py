"""The report pages in the hand: definitions on tap, the period by keyboard, print. axe looks at them with all other pages."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in
from tests.small_business import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reading(browser: Browser, live_server) -> Page:
    """The owner's browser on the sources report."""
    owner = build().owner
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    sign_in(page, owner.email)
    page.wait_for_load_state()
    page.goto("/reports/sources/")
    return page


def test_a_figure_says_on_tap_what_it_means(reading):
    mark = reading.get_by_role("button", name=re.compile("What “Cost per lead” means"))
    told = reading.get_by_text("Spend of the period divided by leads of the period")
    expect(told).to_be_hidden()
    mark.click()
    expect(told).to_be_visible()
    reading.keyboard.press("Escape")
    expect(told).to_be_hidden()


def test_a_period_is_chosen_with_the_keyboard_alone(reading):
    reading.get_by_role("button", name="Everything").focus()
    reading.keyboard.press("Enter")
    last_year = reading.get_by_role("link", name="Last year")
    expect(last_year).to_be_visible()
    last_year.focus()
    reading.keyboard.press("Enter")
    expect(reading).to_have_url(re.compile("period=last_year"))


def test_print_asks_the_browser_to_print(reading):
    reading.evaluate("window.print = () => { document.title = 'printed'; }")
    reading.get_by_role("button", name="Save or print").click()
    reading.get_by_role("button", name="Print on A4").click()
    expect(reading).to_have_title("printed")


def test_on_paper_the_way_around_is_gone_and_the_address_is_there(reading):
    reading.emulate_media(media="print")
    expect(reading.get_by_text("/reports/sources/", exact=False).last).to_be_visible()
    expect(reading.get_by_role("navigation").first).to_be_hidden()


def test_on_paper_a_picture_is_as_wide_as_the_paper_and_afterwards_as_the_page(reading):
    reading.goto("/reports/flow/?period=everything")
    picture = reading.locator("flow-chart svg")
    expect(picture).to_be_visible()
    reading.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(picture).to_have_attribute("width", "680")
    reading.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(picture).not_to_have_attribute("width", "680")
