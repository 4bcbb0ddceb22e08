"""The board in the hand: by drag, by menu, by keys, with a finger; and two people at the same card."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from sales.hand_off.transfer import open_opportunity
from sales.models import Opportunity, Stage
from sales.pipeline import board as board_module
from tests.browser.conftest import PATIENCE, listen, sign_in
from tests.browser.steps import carries
from tests.small_business import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def small(transactional_db):
    return build()


@pytest.fixture
def open_board(small, live_server, new_context):
    """The board in a browser of its own; whatever that browser complains about fails the test."""
    heard = []

    def open_one(who: User = small.everything, *, listens: bool = True, **device) -> Page:
        context = new_context(base_url=live_server.url, reduced_motion="reduce", **DESK | device)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if listens:
            listen(page, lambda _page, said: heard.append(said))
        sign_in(page, who.email)
        expect(page).not_to_have_url(re.compile("/accounts/login/"))
        page.goto("/pipeline/?whose=all")
        return page

    yield open_one
    assert heard == []


def lane(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=re.compile(f"^{name}"))


def card(page: Page, name: str = "Noor Hale") -> Locator:
    return page.locator("#lanes .deal", has_text=name)


def stage_of(small) -> str:
    return Opportunity.objects.get(pk=small.opportunity.pk).stage.name


def test_a_card_is_dragged_and_the_counts_follow(open_board, small):
    page = open_board()
    carries(card(page), lane(page, "Quoted").locator("ul"))
    expect(lane(page, "Quoted")).to_contain_text("Noor Hale")
    expect(lane(page, "Quoted").get_by_role("heading")).to_have_text(re.compile(r"Quoted\s*1"))
    expect(page.get_by_text("Noor Hale is in Quoted")).to_be_visible()
    assert stage_of(small) == "Quoted"
    page.get_by_role("button", name="Undo").click()
    expect(lane(page, "New")).to_contain_text("Noor Hale")


@pytest.mark.parametrize(("where", "question"), [("Won in", "Noor Hale is won"), ("lost", "Noor Hale is lost")])
def test_dropped_where_it_is_closed_it_asks_first(open_board, small, where, question):
    page = open_board()
    if where == "lost":
        handle = card(page).bounding_box()
        page.mouse.move(handle["x"] + 20, handle["y"] + 60)
        page.mouse.down()
        page.mouse.move(handle["x"] + 200, handle["y"] + 90, steps=4)
        target = page.locator("#drops section", has_text="Lost").bounding_box()
        page.mouse.move(target["x"] + 90, target["y"] + 30, steps=6)
        page.mouse.up()
    else:
        carries(card(page), lane(page, where).locator("ul"))
    expect(page.get_by_role("dialog", name=question)).to_be_visible()
    expect(lane(page, "New")).to_contain_text("Noor Hale")
    assert stage_of(small) == "New"


def test_by_the_menu(open_board, small):
    page = open_board()
    page.get_by_role("link", name="Move Noor Hale to another stage").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Deciding")).click()
    expect(lane(page, "Deciding")).to_contain_text("Noor Hale")


def test_by_keys_the_focus_goes_with_the_card(open_board, small):
    page = open_board()
    page.locator("#lanes").focus()
    page.keyboard.press("ArrowRight")
    name = page.get_by_role("link", name="Noor Hale", exact=True)
    expect(name).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    expect(lane(page, "Talking")).to_contain_text("Noor Hale")
    expect(name).to_be_focused()
    page.keyboard.press("m")
    expect(page.get_by_role("dialog", name="Move Noor Hale to…")).to_be_visible()
    page.keyboard.press("Escape")
    expect(name).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#lanes a[data-name]:focus")).not_to_have_text("Noor Hale")
    page.keyboard.press("ArrowLeft")
    expect(name).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Shortcuts")).to_contain_text("From card to card")


def test_on_a_phone_by_the_touch_menu(open_board, small):
    page = open_board(**PHONE)
    page.get_by_role("link", name="Move Noor Hale to another stage").tap()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Quoted")).tap()
    expect(page.get_by_text("Noor Hale is in Quoted")).to_be_visible()
    assert stage_of(small) == "Quoted"


def test_a_finger_that_scrolls_carries_no_card(open_board, small):
    page = open_board(**PHONE)
    box = card(page).bounding_box()
    touch = page.context.new_cdp_session(page)
    for n in range(12):
        point = {"x": box["x"] + 280 - 20 * n, "y": box["y"] + 80}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove" if n else "touchStart", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(lane(page, "Talking").get_by_role("heading")).to_be_in_viewport(ratio=0.9)
    assert stage_of(small) == "New"
    expect(page.locator("#drops")).to_be_hidden()


def test_the_later_of_two_people_is_told_and_sees_how_it_stands(open_board, small):
    first, second = open_board(small.everything), open_board(small.sales)
    carries(card(first), lane(first, "Quoted").locator("ul"))
    expect(lane(first, "Quoted")).to_contain_text("Noor Hale")
    carries(card(second), lane(second, "Deciding").locator("ul"))
    expect(second.get_by_text(re.compile("Nothing was changed: Max moved Noor Hale to “Quoted”"))).to_be_visible()
    expect(lane(second, "Quoted")).to_contain_text("Noor Hale")
    expect(lane(second, "Deciding")).not_to_contain_text("Noor Hale")


def test_what_was_typed_stays_when_somebody_was_first(open_board, small):
    page = open_board(small.sales)
    page.get_by_role("link", name="Move Noor Hale to another stage").click()
    page.get_by_role("dialog").get_by_role("link", name="Lost…").click()
    page.get_by_label("In their words").fill("Too dear")
    page.get_by_role("radio").first.check()
    Opportunity.objects.get(pk=small.opportunity.pk).move_to(Stage.objects.get(name="Quoted"), by=small.everything)
    page.get_by_role("dialog").get_by_role("button", name="Lost").click()
    expect(page.get_by_role("alert")).to_contain_text("Max moved Noor Hale to “Quoted”")
    expect(page.get_by_label("In their words")).to_have_value("Too dear")
    expect(lane(page, "Quoted")).to_contain_text("Noor Hale")
    page.get_by_role("dialog").get_by_role("button", name="Lost").click()
    expect(card(page)).to_have_count(0)
    assert stage_of(small) == "Lost"


def test_a_server_that_does_not_answer_puts_the_card_back(open_board, small):
    page = open_board(listens=False)
    page.route("**/stage/", lambda route: route.abort())
    carries(card(page), lane(page, "Quoted").locator("ul"))
    expect(page.get_by_text("The server did not answer")).to_be_visible()
    expect(lane(page, "New")).to_contain_text("Noor Hale")


def test_cards_are_picked_and_moved_together_by_keys_and_put_back(open_board, small):
    page = open_board()
    page.locator("#lanes").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("x")
    expect(page.get_by_role("status").filter(has_text="1 selected")).to_be_visible()
    page.keyboard.press("m")
    question = page.get_by_role("dialog", name="Move 1 card to…")
    expect(question).to_contain_text("Noor Hale")
    question.get_by_role("radio", name="Deciding").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(lane(page, "Deciding")).to_contain_text("Noor Hale")
    expect(page.get_by_text("1 selected")).to_be_hidden()
    page.get_by_role("button", name="Undo").press("Enter")
    expect(lane(page, "New")).to_contain_text("Noor Hale")
    assert stage_of(small) == "New"


def test_a_whole_column_is_picked_and_what_somebody_moved_meanwhile_is_told(open_board, small):
    page = open_board()
    page.get_by_role("button", name="Select", exact=True).click()
    lane(page, "New").get_by_role("checkbox", name=re.compile("^Select (it|all)")).check()
    expect(card(page).get_by_role("checkbox")).to_be_checked()
    page.get_by_role("button", name="Assign…").click()
    question = page.get_by_role("dialog")
    question.get_by_role("combobox").select_option(str(small.sales.pk))
    Opportunity.objects.get(pk=small.opportunity.pk).move_to(Stage.objects.get(name="Quoted"), by=small.owner)
    question.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_contain_text("Ruth moved Noor Hale to “Quoted”")
    expect(lane(page, "Quoted")).to_contain_text("Noor Hale")
    assert Opportunity.objects.get(pk=small.opportunity.pk).owner == small.everything


def test_a_lane_loads_further_cards_as_it_is_scrolled(open_board, small, monkeypatch):
    monkeypatch.setattr(board_module, "CARDS", 3)
    lead = small.opportunity.lead
    for _card in range(10):
        open_opportunity(lead, by=small.everything, owner=small.everything)
    page = open_board(viewport={"width": 1440, "height": 600})
    cards = lane(page, "New").locator(".deal")
    expect(lane(page, "New").get_by_role("heading")).to_have_text(re.compile("New 11|New11"))
    for _screen in range(6):
        cards.last.scroll_into_view_if_needed()
        page.mouse.move(400, 400)
        page.mouse.wheel(0, 900)
        page.wait_for_load_state("networkidle")
    expect(cards).to_have_count(11)
