"""A lead walks from the tally to the report: by mouse, by keyboard alone, and with a finger on a phone."""

import re

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from leads.builtins import ensure_sources
from leads.models import Source
from sales.builtins import ensure_stages
from sales.models import Sale
from tests.browser import steps
from tests.browser.hands import Finger, Keyboard, Mouse
from tests.small_business import person

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(live_server, business):
    """A business that is set up and has not logged anything."""
    ensure_sources()
    ensure_stages()
    Source.add("Signboard")
    return live_server.url


@pytest.mark.parametrize("hand", [Mouse(), Keyboard(), Finger()], ids=["mouse", "keyboard", "touch"])
def test_a_walk_in_becomes_a_client_of_its_source(shop, browser, hand):
    jo, tom, ruth = person("Jo", Role.STAFF), person("Tom", Role.SALES), person("Ruth", Role.OWNER)

    desk = steps.sits_down(browser, hand, person=jo, at=shop)
    steps.ticks(desk, "Signboard")
    steps.names(desk, "Maya Lind", "0161 496 0123")
    steps.opens_what_was_logged(desk, "Maya Lind")
    steps.hands_over(desk)
    expect(desk.page.get_by_text("Waiting for sales since")).to_be_visible()

    seller = steps.sits_down(browser, hand, person=tom, at=shop)
    steps.goes_to(seller, "Today")
    steps.accepts(seller, "Maya Lind")
    steps.goes_to(seller, "Pipeline")
    steps.moves(seller, "Maya Lind", to="Quoted")
    steps.wins(seller, "Maya Lind", amount="1,250.50")
    expect(seller.page.get_by_role("region", name="Won in")).to_contain_text("£1,250.50")

    owner = steps.sits_down(browser, hand, person=ruth, at=shop)
    steps.goes_to(owner, "Marketing")
    expect(steps.row_of(owner.page, "Signboard")).to_contain_text("1 of 1")
    assert str(Sale.objects.get().amount) == "1250.50"


def test_whoever_also_sells_accepts_in_the_same_click(shop, browser):
    max_ = person("Max", *Role)
    device = steps.sits_down(browser, Mouse(), person=max_, at=shop)
    steps.ticks(device, "Signboard")
    steps.names(device, "Maya Lind", "0161 496 0123")
    steps.opens_what_was_logged(device, "Maya Lind")
    steps.hands_over(device)
    expect(device.page).to_have_url(re.compile("/people/.*opportunity="))
    steps.goes_to(device, "Pipeline")
    expect(steps.lane(device.page, "New")).to_contain_text("Maya Lind")
