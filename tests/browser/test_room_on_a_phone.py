"""What has room where: lists on a phone begin high up, actions have words, and a long heading pushes no cards."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from leads.models import Lead
from sales.models import Stage
from tests.browser.conftest import sign_in
from tests.small_business import SmallBusiness, build

pytestmark = pytest.mark.browser
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def small(business) -> SmallBusiness:
    return build()


@pytest.fixture
def look(browser, live_server, small):
    def open_it(address: str, size: dict) -> Page:
        page = browser.new_context(base_url=live_server.url, viewport=size, reduced_motion="reduce").new_page()
        sign_in(page, "max@example.com")
        page.wait_for_load_state()
        page.goto(address)
        return page

    return open_it


def test_first_lead_stands_in_the_upper_third_of_a_phone(look):
    page = look(reverse("leads"), PHONE)
    assert page.locator("#rows tbody tr").first.bounding_box()["y"] <= PHONE["height"] / 3
    page.get_by_text("Filters", exact=True).click()
    expect(page.get_by_label("Source", exact=True)).to_be_visible()


def test_actions_of_today_have_words_on_a_phone(look):
    page = look(reverse("today"), PHONE)
    buttons = page.locator(".due .acts > :is(a, button):visible, .due .acts > form > button:visible")
    assert buttons.count() > 3
    widths = "(all) => all.filter((each) => !each.innerText.trim()).map((each) => each.outerHTML.slice(0, 90))"
    assert buttons.evaluate_all(widths) == []


def test_two_line_heading_leaves_cards_in_line(look):
    Stage.objects.filter(pk=Stage.objects.first_open().pk).update(name="Waiting for what the customer promised to send us")
    page = look(f"{reverse('board')}?whose=all", DESK)
    tops = page.locator(".board > .lane > ul").evaluate_all("(all) => all.map((each) => Math.round(each.getBoundingClientRect().top))")
    assert len(tops) > 3
    assert len(set(tops)) == 1


def test_begun_letter_has_the_focus(look, small):
    lead = Lead.objects.filter(contact__emails__isnull=False).first()
    page = look(reverse("write_mail", args=[lead.pk]), DESK)
    page.get_by_role("button", name="Begin with it").click()
    expect(page.locator("#id_text")).to_be_focused()
