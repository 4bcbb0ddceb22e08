"""A double tap on a button of the card does it once: the second tap reaches nothing that lies below."""

import pytest
from playwright.sync_api import expect

from leads.models import Lead, Source
from tests.browser.tally.test_keys_never_move import SETTLED

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("touch", [True, False], ids=["phone", "desk"])
@pytest.mark.parametrize("button", ["Save details", "Skip", "Undo"])
def test_it_reaches_nothing_below(device, touch, button):
    for number in range(12):
        Source.add(f"Fair {number}")
    counter = device(touch=touch)
    counter.tap("Leaflet")
    counter.field("Name").fill("Maria")
    counter.arrived()
    counter.page.evaluate(SETTLED)
    box = counter.slip.get_by_role("button", name=button).bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    press = counter.page.touchscreen.tap if touch else counter.page.mouse.click
    press(*middle)
    press(*middle)
    expect(counter.slip).to_have_count(0)
    counter.arrived()
    assert Lead.objects.count() == 1
    assert counter.page.url == f"{counter.address}/"
