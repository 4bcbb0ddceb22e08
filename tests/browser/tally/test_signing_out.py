import pytest
from playwright.sync_api import expect

from accounts.models import User
from leads.models import Lead

pytestmark = pytest.mark.browser


def test_what_waits_when_the_session_ends_is_sent_after_signing_in_again(device, cast):
    desk = device()
    desk.context.clear_cookies()
    desk.tap("Leaflet")
    expect(desk.page.get_by_text("Sign in again, nothing is lost")).to_be_visible()
    assert not Lead.objects.exists()
    desk.sign_in(cast.staff)
    desk.open()
    desk.arrived()
    assert Lead.objects.get().logged_by == cast.staff


def test_somebody_else_on_the_same_device_sees_only_that_something_waits(device, cast):
    desk = device()
    desk.context.clear_cookies()
    desk.tap("Leaflet")
    desk.slip.get_by_label("Name").fill("Maria Lindqvist")
    desk.slip.get_by_role("button", name="Save details").click()
    desk.context.clear_cookies()
    desk.sign_in(cast.owner)
    desk.open()
    expect(desk.page.get_by_text("1 more waits on this device for somebody else")).to_be_visible()
    expect(desk.page.get_by_text("Maria Lindqvist")).to_have_count(0)
    desk.tap("Signboard")
    desk.skip()
    expect(desk.rows.first.locator("[data-row-saved]")).to_be_visible()
    assert [lead.logged_by for lead in Lead.objects.all()] == [cast.owner]


def test_a_tap_is_not_sent_in_the_name_of_whoever_signed_in_meanwhile(device, cast):
    desk = device()
    desk.sign_in(cast.owner)
    desk.tap("Leaflet")
    expect(desk.page.get_by_text("You are signed out.")).to_be_visible()
    assert not Lead.objects.exists()


def test_after_signing_out_no_page_opens_without_a_network(device):
    desk = device()
    desk.keep_for_offline()
    desk.page.locator(".who").click()
    desk.page.get_by_role("button", name="Sign out").click()
    expect(desk.page.get_by_label("Password")).to_be_visible()
    desk.offline()
    desk.page.goto(f"{desk.address}/")
    expect(desk.page.get_by_role("heading", name="No network")).to_be_visible()


def test_the_switch_is_remembered_by_person_and_device(device, cast):
    desk = device()
    desk.page.get_by_label("On the phone").check()
    desk.reload()
    expect(desk.page.get_by_label("On the phone")).to_be_checked()
    desk.tap("Leaflet")
    desk.arrived()
    assert Lead.objects.get().channel == "phone"
    assert User.objects.get(pk=cast.staff.pk).channel == "phone"
