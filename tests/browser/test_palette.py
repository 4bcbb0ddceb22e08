"""The palette in the hand: opened anywhere, results as one types, by keyboard alone and with a thumb."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.roles import Role
from leads.tests.making import make_lead
from tests.browser.conftest import listen, sign_in
from tests.small_business import person

pytestmark = pytest.mark.browser
ABANDONED = re.compile("htmx:(afterRequest|sendAbort|sendError)")
"""What htmx says of a question that the next letter, or the next page, made needless."""
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def maria(live_server, business):
    person("Jo", Role.STAFF)
    make_lead("Omar Haddad")
    return make_lead("Maria Lindqvist", phones=["0113 496 0142"], interest="A green kitchen")


@pytest.fixture
def sit_down(browser, live_server, maria):
    """Jo at a screen of that size; what the browser complains about fails the test."""
    complaints: list[str] = []

    def sit(viewport: dict, *, touch: bool = False, scheme: str = "light") -> Page:
        context = browser.new_context(base_url=live_server.url, viewport=viewport, has_touch=touch, is_mobile=touch, color_scheme=scheme)
        page = context.new_page()
        listen(page, lambda _page, text: None if ABANDONED.search(text) else complaints.append(text))
        sign_in(page, "jo@example.com")
        page.goto("/leads/")
        return page

    yield sit
    assert complaints == []


def field(page: Page):
    return page.get_by_role("combobox", name="People, what they want, pages, actions")


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_half_a_name_and_enter_open_the_person(sit_down, maria, keys):
    page = sit_down(DESK)
    page.keyboard.press(keys)
    expect(field(page)).to_be_focused()
    page.keyboard.type("lindqv")
    expect(page.get_by_role("option", name="Maria Lindqvist")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(str(maria.pk)))


def test_enter_before_the_answer_opens_what_was_typed(sit_down, maria):
    page = sit_down(DESK)
    page.keyboard.press("/")
    page.keyboard.type("qvist maria")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(str(maria.pk)))


def test_arrows_choose_and_a_reader_hears_which(sit_down):
    page = sit_down(DESK)
    page.keyboard.press("/")
    page.keyboard.type("today")
    first = page.get_by_role("option", name="Today Page")
    expect(field(page)).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    expect(page.locator("#palette-count")).to_have_text("1 result")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="All leads with")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/")


def test_a_slash_in_a_field_is_a_slash(sit_down):
    page = sit_down(DESK)
    page.get_by_label("Name, phone, e-mail or company").click()
    page.keyboard.type("a/b")
    expect(page.get_by_label("Name, phone, e-mail or company")).to_have_value("a/b")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(page.get_by_label("Name, phone, e-mail or company")).to_be_focused()


def test_whoever_was_opened_comes_first_next_time(sit_down):
    page = sit_down(DESK)
    page.keyboard.press("/")
    page.keyboard.type("omar")
    expect(page.get_by_role("option", name="Omar Haddad")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/people/"))
    page.keyboard.press("/")
    people = page.get_by_role("group", name="Recent").get_by_role("option")
    expect(people.nth(0)).to_contain_text("Omar Haddad")
    expect(people.nth(1)).to_contain_text("Maria Lindqvist")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_thumb_finds_and_opens(sit_down, maria, scheme):
    page = sit_down(PHONE, touch=True, scheme=scheme)
    page.locator(".topbar [data-palette]").tap()
    expect(field(page)).to_be_focused()
    page.keyboard.type("green kit")
    option = page.get_by_role("option", name="Maria Lindqvist")
    expect(option).to_contain_text("A green kitchen")
    assert option.bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    option.tap()
    page.wait_for_url(re.compile(str(maria.pk)))


def test_without_script_the_button_leads_to_a_page(browser, live_server, maria):
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "jo@example.com")
    page.goto("/leads/")
    page.locator(".topbar [data-palette]").click()
    page.get_by_role("searchbox").fill("lindqvst")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Maria Lindqvist").click()
    assert str(maria.pk) in page.url
