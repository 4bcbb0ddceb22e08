"""A known number with another name: nothing is saved under anybody's name until whoever typed it said who it is."""

import uuid

import pytest
from playwright.sync_api import expect

from leads.capture.card import describe
from leads.capture.intake import capture
from leads.models import Contact, Lead
from leads.phones import parse_phone

pytestmark = pytest.mark.browser
PHONE = "0113 496 0142"


@pytest.fixture(params={"phone": True, "desk": False}.items(), ids=lambda pair: pair[0])
def counter(device, sources, cast, request):
    lead = capture(key=uuid.uuid4(), source=sources["Leaflet"], channel="phone", by=cast.staff).lead
    describe(lead, by=cast.staff, name="Maria Lindqvist", phones=[parse_phone(PHONE, country="GB")])
    counter = device(touch=request.param[1])
    counter.tap("Signboard")
    return counter


def test_saving_asks_first(counter):
    counter.field("Name").fill("Bob Marsh")
    counter.field("Phone").fill(PHONE)
    expect(counter.slip).to_contain_text("The name you typed is another one.")
    counter.slip.get_by_role("button", name="Save details").click()
    expect(counter.slip.locator('[data-error="decision"]')).to_have_text("Who is this?")
    assert Contact.objects.count() == 1
    counter.slip.get_by_text("Someone else").click()
    counter.slip.get_by_role("button", name="Save details").click()
    counter.arrived()
    assert set(Contact.objects.values_list("name", flat=True)) == {"Maria Lindqvist", "Bob Marsh"}


def test_saved_before_the_answer_comes_it_asks_too(counter):
    counter.page.route("**/contacts/known/**", lambda route: route.abort())
    counter.field("Name").fill("Bob Marsh")
    counter.field("Phone").fill(PHONE)
    counter.slip.get_by_role("button", name="Save details").click()
    expect(counter.slip.locator('[data-error="decision"]')).to_contain_text("Maria Lindqvist")
    expect(counter.field("Name")).to_have_value("Bob Marsh")
    assert not Lead.objects.get(source__name="Signboard").contact


def test_the_next_tap_leaves_the_question_in_the_list(counter):
    counter.field("Name").fill("Bob Marsh")
    counter.field("Phone").fill(PHONE)
    counter.tap("Leaflet")
    expect(counter.badge).to_be_visible()
    counter.skip()
    counter.page.get_by_role("button", name="Who is it? Not saved yet").click()
    counter.slip.get_by_text("New enquiry").click()
    counter.slip.get_by_role("button", name="Save details").click()
    counter.arrived()
    assert Lead.objects.get(source__name="Signboard").contact.name == "Maria Lindqvist"


@pytest.mark.parametrize("name", ["", "Maria", "Lindqvist, Maria"])
def test_their_own_name_asks_nothing(counter, name):
    counter.field("Name").fill(name)
    counter.field("Phone").fill(PHONE)
    expect(counter.slip.get_by_label("Same enquiry")).to_be_checked()
    counter.slip.get_by_role("button", name="Save details").click()
    counter.expect_leads(1)
