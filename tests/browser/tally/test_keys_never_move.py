"""No key moves by a pixel, whatever a tap opens, closes or says; measured where each key stands, and by the browser itself."""

import pytest
from playwright.sync_api import expect

from leads.models import Lead, Source

pytestmark = pytest.mark.browser
BOXES = """() => [...document.querySelectorAll(".key")].map((key) => {
    const { x, y, width, height } = key.getBoundingClientRect();
    return [key.textContent.replace(/\\d+/g, ""), x, y, width, height].join(" ");
})"""
WATCH = """() => {
    window.shifted = [];
    const described = ({ node, previousRect: from, currentRect: to }) =>
        `${node?.className || node?.nodeName} ${from.x},${from.y} to ${to.x},${to.y}`;
    const note = (list) => window.shifted.push(...list.getEntries().map(({ value, sources }) => `${value} ${sources.map(described)}`));
    new PerformanceObserver(note).observe({ type: "layout-shift" });
}"""
SETTLED = """() => {
    const short = document.getAnimations().filter(({ effect }) => effect.getTiming().duration < 1000); // not the time to undo
    return Promise.allSettled([...short.map(({ finished }) => finished), new Promise((done) => setTimeout(done, 300))]);
}"""
WIDTHS = {"phone": {"touch": True}, "desk": {"touch": False}}


@pytest.fixture(params=WIDTHS)
def here(device, request):
    """At 390 px with a finger, and at 1440 px with a mouse; with more keys than the open card leaves room for."""
    for number in range(10):
        Source.add(f"Fair {number}")
    here = device(**WIDTHS[request.param])
    here.press = here.page.locator(".key").first.tap if WIDTHS[request.param]["touch"] else here.page.locator(".key").first.click
    here.page.evaluate(WATCH)
    here.before = here.page.evaluate(BOXES)
    return here


def assert_still(here) -> None:
    here.page.evaluate(SETTLED)
    assert here.page.evaluate(BOXES) == here.before
    assert here.page.evaluate("window.shifted") == []


def test_a_tap_moves_nothing(here):
    here.press()
    expect(here.slip).to_be_visible()
    here.arrived()
    assert_still(here)


def test_another_tap_saves_and_moves_nothing(here):
    here.press()
    here.field("Name").fill("Maria")
    here.page.locator(".key").nth(1).click()
    expect(here.field("Name")).to_have_value("")
    here.expect_leads(2)
    assert Lead.objects.filter(contact__name="Maria").count() == 1
    here.page.evaluate(SETTLED)
    assert here.page.evaluate(BOXES) == here.before


@pytest.mark.parametrize("button", ["Skip", "Undo"])
def test_closing_the_card_moves_no_key(here, button):
    here.press()
    here.arrived()
    here.slip.get_by_role("button", name=button).dispatch_event("click")  # a click would scroll to it
    expect(here.slip).to_have_count(0)
    here.page.evaluate(SETTLED)
    assert here.page.evaluate(BOXES) == here.before


def test_a_tap_at_the_end_of_the_page_moves_nothing(here):
    here.press()
    here.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    here.page.evaluate(SETTLED)
    before = here.page.evaluate(BOXES)
    here.slip.get_by_role("button", name="Skip").dispatch_event("click")
    assert here.page.evaluate(BOXES) == before


def test_nothing_moves_without_a_network_or_signed_out(here):
    here.context.clear_cookies()
    here.press()
    expect(here.page.get_by_text("You are signed out.")).to_be_visible()
    here.page.evaluate(SETTLED)
    assert here.page.evaluate(BOXES) == here.before


def test_the_upper_keys_stay_in_reach(here):
    here.press()
    here.page.evaluate(SETTLED)
    reach = """() => [...document.querySelectorAll(".key")].slice(0, 4).filter((key) => {
        const { left, top, width, height } = key.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2)?.closest(".key") === key;
    }).length"""
    assert here.page.evaluate(reach) == 4
