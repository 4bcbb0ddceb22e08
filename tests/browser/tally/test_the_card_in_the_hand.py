from itertools import pairwise

import pytest
from playwright.sync_api import expect

from leads.models import Lead, Source, State

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def test_on_a_phone_the_open_card_leaves_the_next_key_in_reach(device):
    for name in ("Instagram", "Home show"):
        Source.add(name)
    desk = device(viewport=PHONE)
    desk.tap(Source.objects.in_use().first().name)
    expect(desk.slip).to_be_visible()
    desk.slip.get_by_label("Name").fill("Maria")
    shown = desk.page.evaluate("""() => {
        const keys = [...document.querySelectorAll(".key")].slice(2);
        return keys.filter((key) => {
            const { left, top, width, height } = key.getBoundingClientRect();
            return document.elementFromPoint(left + width / 2, top + height / 3)?.closest(".key") === key;
        }).length;
    }""")
    assert shown >= 2


def test_a_phone_shows_more_fields_only_when_asked(device):
    desk = device(viewport=PHONE)
    desk.tap("Leaflet")
    expect(desk.slip.get_by_label("What they want")).to_be_hidden()
    desk.slip.get_by_text("More", exact=True).click()
    expect(desk.slip.get_by_label("What they want")).to_be_visible()


def test_undo_takes_the_tap_back_and_can_be_taken_back(device):
    desk = device()
    desk.tap("Leaflet")
    desk.slip.get_by_role("button", name="Undo").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("No enquiries yet")
    desk.arrived()
    assert Lead.objects.get().state == State.WITHDRAWN
    desk.rows.first.get_by_role("button", name="Put back").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("1 enquiry so far")
    desk.arrived()
    assert Lead.objects.get().state == State.OPEN


def test_undo_ends_after_ten_seconds(device):
    desk = device()
    desk.page.clock.install()
    desk.open()
    desk.tap("Leaflet")
    desk.page.clock.run_for(9_000)
    expect(desk.slip.get_by_role("button", name="Undo")).to_be_visible()
    desk.page.clock.run_for(2_000)
    expect(desk.slip.get_by_role("button", name="Undo")).to_be_hidden()


def test_a_known_number_says_who_it_is_before_saving_and_the_joined_one_can_be_kept_apart(device):
    desk = device()
    for name in ("Maria Lindqvist", ""):
        desk.tap("Leaflet")
        desk.slip.get_by_label("Name").fill(name)
        desk.slip.get_by_label("Phone").fill("0113 496 0142")
        if not name:
            expect(desk.slip.get_by_text("This looks like Maria Lindqvist.")).to_be_visible()
            expect(desk.slip.get_by_label("Same enquiry")).to_be_checked()
        desk.slip.get_by_role("button", name="Save details").click()
        expect(desk.rows.first.get_by_role("link", name="Maria Lindqvist")).to_be_visible()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("1 enquiry so far")
    desk.rows.first.get_by_role("button", name="Keep apart").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("2 enquiries so far")


def test_without_script_a_tap_a_card_and_an_undo_work(device):
    desk = device(script=False)
    desk.tap("Leaflet")
    desk.page.get_by_label("Name").fill("Maria")
    desk.page.get_by_role("button", name="Save details").click()
    expect(desk.page.get_by_role("link", name="Maria")).to_be_visible()
    desk.tap("Signboard")
    desk.slip.get_by_role("button", name="Undo").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("1 enquiry so far")
    assert set(Lead.objects.values_list("source__name", "state")) == {("Leaflet", State.OPEN), ("Signboard", State.WITHDRAWN)}


def test_the_fields_of_the_card_stand_evenly_below_one_another(device):
    desk = device()
    desk.tap("Leaflet")
    tops = desk.slip.evaluate("""async (slip) => {
        await Promise.allSettled(document.getAnimations().map((one) => one.finished)); // it slides in
        return ["phone", "interest", "email"].map((name) => slip.querySelector(`#slip-${name}`).getBoundingClientRect().top);
    }""")
    gaps = [below - above for above, below in pairwise(tops)]
    assert abs(gaps[0] - gaps[1]) < 4, gaps
