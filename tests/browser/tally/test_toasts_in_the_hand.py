"""What just happened is said without standing in the way of the next tap."""

import pytest
from playwright.sync_api import expect

from leads.models import Source

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 700}
COVERED = """() => [...document.querySelectorAll("main :is(button, a[href], input, select)")].filter((thing) => {
    const { left, top, width, height } = thing.getBoundingClientRect();
    const fold = document.querySelector(".tabs").getBoundingClientRect().top;
    if (!width || !thing.checkVisibility() || top < 0 || top + height > fold) return false;
    const at = ([x, y]) => document.elementFromPoint(left + width * x, top + height * y);
    return [[.5, .5], [.1, .9], [.9, .9]].some((place) => at(place)?.closest(".toast"));
}).map((thing) => thing.textContent.trim())"""


def save(desk) -> None:
    desk.tap("Leaflet")
    desk.slip.get_by_label("Name").fill("Maria")
    desk.slip.get_by_role("button", name="Save details").click()
    expect(desk.page.locator(".toast")).to_contain_text("Saved: Maria")
    desk.arrived()


def test_on_a_phone_nothing_pressable_is_behind_a_toast(device):
    for number in range(8):
        Source.add(f"Fair {number}")
    desk = device(viewport=PHONE)
    save(desk)
    assert desk.page.evaluate(COVERED) == []


def test_it_leaves_after_the_time_to_read_it_unless_somebody_points_at_it(device):
    desk = device()
    desk.page.clock.install()
    desk.open()
    save(desk)
    desk.page.locator(".toast").hover()
    desk.page.clock.run_for(9_000)
    expect(desk.page.locator(".toast")).to_be_visible()
    desk.page.mouse.move(5, 5)
    desk.page.clock.run_for(4_000)
    expect(desk.page.locator(".toast")).to_have_count(0)


def test_the_next_one_takes_the_place_of_what_only_told(device):
    desk = device()
    save(desk)
    save(desk)
    expect(desk.page.locator(".toast")).to_have_count(1)
