"""For busy hours: keys and taps tick, and no card opens."""

import pytest
from playwright.sync_api import expect

from leads.models import Lead
from tests.browser.tally.test_keys_never_move import BOXES

pytestmark = pytest.mark.browser
WIDTHS = {"phone": True, "desk": False}


@pytest.fixture(params=WIDTHS)
def counter(device, request):
    counter = device(touch=WIDTHS[request.param])
    counter.page.get_by_label("Just count").check()
    return counter


def test_taps_tick_and_no_card_opens(counter):
    before = counter.page.evaluate(BOXES)
    for source in ("Leaflet", "Leaflet", "Signboard"):
        counter.tap(source)
    counter.expect_leads(3)
    expect(counter.slip).to_have_count(0)
    assert counter.page.evaluate(BOXES) == before


def test_source_keys_tick_one_after_the_other(counter):
    counter.page.keyboard.type("12121")
    counter.expect_leads(5)
    expect(counter.slip).to_have_count(0)


def test_it_is_remembered_for_the_person_on_the_device(counter, cast):
    counter.reload()
    expect(counter.page.get_by_label("Just count")).to_be_checked()
    counter.sign_in(cast.owner)
    counter.open()
    expect(counter.page.get_by_label("Just count")).not_to_be_checked()


def test_switching_it_on_saves_the_open_card(device):
    desk = device()
    desk.page.keyboard.type("1Maria")
    desk.page.get_by_label("Just count").check()
    expect(desk.slip).to_have_count(0)
    desk.arrived()
    assert Lead.objects.get().contact.name == "Maria"


def test_switched_off_the_card_opens_again(counter):
    counter.page.get_by_label("Just count").uncheck()
    counter.tap("Leaflet")
    expect(counter.slip).to_be_visible()
    counter.arrived()
