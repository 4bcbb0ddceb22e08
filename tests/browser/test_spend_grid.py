import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import sign_in
from tests.small_business import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_months_are_equally_wide_and_the_names_stay_when_it_is_scrolled(browser: Browser, live_server):
    owner = build().owner
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 700})
    page = context.new_page()
    sign_in(page, owner.email)
    page.wait_for_load_state()
    page.goto("/settings/spend/")
    widths = page.evaluate("[...document.querySelectorAll('.spend thead th')].slice(1, -1).map((th) => th.getBoundingClientRect().width)")
    assert max(widths) - min(widths) < 1.5
    first = page.locator(".spend tbody th").first
    before = first.bounding_box()["x"]
    page.evaluate("document.querySelector('.spend').closest('.scroll').scrollLeft = 300")
    assert first.bounding_box()["x"] == before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
