"""One lead all the way: handed over, sent back, handed over again, sold by the playbook, and sold to once more."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from leads.builtins import ensure_sources
from leads.models import HandOff, Source
from sales.builtins import ensure_stages
from sales.models import Opportunity, Product, Sale, Stage, StageRule
from tests.browser import steps
from tests.browser.conftest import listen
from tests.browser.hands import Mouse
from tests.small_business import person

pytestmark = pytest.mark.browser
MAYA = "Maya Lind"


@pytest.fixture
def shop(live_server, business):
    """A business that asks for a value and a step of its playbook before anything is decided."""
    ensure_sources()
    ensure_stages()
    Source.add("Signboard")
    step = Stage.objects.get(name="Quoted").steps.order_by("pk").first()
    StageRule.put(Stage.objects.get(name="Deciding"), {(StageRule.Want.STEP, step.pk): True})
    return live_server.url


@pytest.fixture
def sits_down(browser, shop):
    """At a desk of their own; whatever that browser complains about fails the test."""
    heard = []

    def sit(who):
        device = steps.sits_down(browser, Mouse(), person=who, at=shop)
        listen(device.page, lambda _page, said: heard.append(said))
        return device

    yield sit
    assert heard == []


def test_a_lead_that_came_back_is_sold_and_sold_to_again(sits_down):
    desk, seller = sits_down(person("Jo", Role.STAFF)), sits_down(person("Tom", Role.SALES))
    comes_back_and_is_accepted(desk, seller)
    goes_over_the_board(seller)
    is_won_through_the_gate(seller)
    buys_again(seller)
    assert [str(sale.amount) for sale in Sale.objects.order_by("made_at")] == ["1250.00", "90.00"]
    assert [one.was_returned for one in HandOff.objects.order_by("at")] == [True, False]


def comes_back_and_is_accepted(desk: steps.At, seller: steps.At) -> None:
    """Marketing hands over, sees on their own page why it came back, and hands over again; sales accepts inside the promise."""
    steps.ticks(desk, "Signboard")
    steps.names(desk, MAYA, "0161 496 0123")
    steps.opens_what_was_logged(desk, MAYA)
    steps.hands_over(desk)
    steps.goes_to(seller, "Today")
    seller.press("link", re.compile(rf"^Return\b.*{MAYA}"))
    dialog = seller.page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Not ready to buy yet").check()
    seller.write("What they should know", "After the holidays")
    seller.press("button", "Return it", within=dialog)
    expect(seller.page.get_by_text(f"{MAYA} went back to Jo")).to_be_visible()

    steps.goes_to(desk, "Today")
    came_back = desk.page.get_by_role("region", name=re.compile("^Came back from sales"))
    expect(came_back).to_contain_text("Not ready to buy yet: After the holidays")
    desk.press("link", MAYA, within=came_back)
    steps.hands_over(desk)
    steps.goes_to(seller, "Today")
    expect(seller.page.get_by_text(re.compile("^Answer by"))).to_be_visible()
    steps.accepts(seller, MAYA)
    assert not HandOff.objects.latest("at").is_late


def goes_over_the_board(seller: steps.At) -> None:
    """By drag, by menu, and by keys."""
    steps.goes_to(seller, "Pipeline")
    page = seller.page
    card = page.locator("#lanes .deal", has_text=MAYA)
    # The card is shown there at once; it can be moved again when the server has answered.
    with page.expect_response(lambda response: response.request.method == "POST"):
        steps.carries(card, steps.lane(page, "Talking").locator("ul"))
    expect(steps.lane(page, "Talking")).to_contain_text(MAYA)
    steps.moves(seller, MAYA, to="New")
    name = page.get_by_role("link", name=MAYA, exact=True)
    name.focus()
    for stage in ("Talking", "Quoted"):
        page.keyboard.press("Shift+ArrowRight")
        expect(steps.lane(page, stage)).to_contain_text(MAYA)
        expect(name).to_be_focused()


def is_won_through_the_gate(seller: steps.At) -> None:
    """The gate stays shut until the step is ticked where it is asked for."""
    page = seller.page
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_text(re.compile("“Deciding” wants first"))).to_be_visible()
    expect(steps.lane(page, "Quoted")).to_contain_text(MAYA)
    seller.press("link", MAYA)
    step = page.locator("#steps [role=checkbox]").first
    step.click()
    expect(page.locator("#steps [role=checkbox]").first).to_be_checked()
    steps.goes_to(seller, "Pipeline")
    steps.moves(seller, MAYA, to="Deciding")
    steps.wins(seller, MAYA, amount="1,250")
    expect(page.get_by_role("region", name="Won in")).to_contain_text("£1,250")


def buys_again(seller: steps.At) -> None:
    """What they bought is to be renewed after a year: they come up, are taken on and won once more."""
    Sale.objects.update(sold_at=timezone.now() - timedelta(days=400), product=Product.add("Bench", renewal_months=12))
    page = seller.page
    steps.goes_to(seller, "Clients")
    seller.press("link", MAYA)
    expect(page.get_by_role("region", name="Sales")).to_contain_text("£1,250")
    steps.goes_to(seller, "Clients")
    seller.press("link", "Who to sell to again")
    seller.press("link", re.compile("^Renewals"))
    seller.press("button", re.compile(rf"^Start\b.*{MAYA}"))
    expect(page.get_by_text(f"{MAYA} is on the board, and yours")).to_be_visible()
    again = Opportunity.objects.open().get()
    page.goto(again.get_absolute_url())
    seller.press("link", "Won…")
    seller.write("Amount", "90")
    seller.press("button", "Won", within=page.get_by_role("dialog"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("region", name="Sales")).to_contain_text("£1,340 in 2 sales")
