"""Installed, and without a network: what was opened before is shown as it was and says since when; never the browser's own error."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(device):
    desk = device()
    desk.keep_for_offline()
    return desk


def test_today_is_shown_as_it_was(desk):
    desk.page.goto(f"{desk.address}/today/")
    desk.page.wait_for_load_state("load")
    desk.offline()
    desk.page.goto(f"{desk.address}/today/")
    expect(desk.page.get_by_role("status").filter(has_text="as it was on")).to_have_text(re.compile(r"\d\d:\d\d"))
    expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
    assert desk.page.evaluate("getComputedStyle(document.querySelector('.app')).display") == "grid"


def test_a_lead_opened_before_is_shown_as_it_was(desk):
    desk.page.keyboard.type("1Maria")
    desk.page.keyboard.press("Enter")
    desk.arrived()
    desk.rows.first.get_by_role("link", name="Maria").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Maria")
    address = desk.page.url
    desk.offline()
    desk.page.goto(address)
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Maria")
    expect(desk.page.get_by_text("as it was on")).to_be_visible()


def test_any_other_page_says_that_there_is_no_network(desk):
    desk.offline()
    desk.page.goto(f"{desk.address}/leads/")
    expect(desk.page.get_by_role("heading", name="No network")).to_be_visible()
    desk.page.get_by_role("link", name="To the Log").click()
    expect(desk.page.locator("#tally[data-ready]")).to_be_attached()
    desk.tap("Leaflet")
    expect(desk.badge).to_have_text("Offline, 1 waiting to be sent")
    desk.online()
    desk.arrived()


def test_a_form_that_is_sent_says_that_it_did_not_arrive(desk):
    desk.page.goto(f"{desk.address}/leads/new/")
    desk.page.get_by_label("Name", exact=True).fill("Maria")
    desk.offline()
    desk.page.get_by_role("button", name="Log it").click()
    expect(desk.page.get_by_text("it did not arrive")).to_be_visible()
    desk.page.go_back()
    expect(desk.page.get_by_label("Name", exact=True)).to_have_value("Maria")


def test_a_browser_can_install_it(desk):
    session = desk.context.new_cdp_session(desk.page)
    assert session.send("Page.getAppManifest")["errors"] == []
    faults = {fault["errorId"] for fault in session.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert faults <= {"in-incognito"}, faults  # a context of a test is one


@pytest.mark.parametrize(("how", "label"), [("walk_in", "At the counter"), ("phone", "On the phone")])
def test_a_shortcut_of_the_icon_sets_the_switch(desk, how, label):
    other = {"At the counter": "On the phone", "On the phone": "At the counter"}[label]
    desk.page.get_by_label(other).check()
    desk.page.goto(f"{desk.address}/?how={how}")
    expect(desk.page.locator("#tally[data-ready]")).to_be_attached()
    expect(desk.page.get_by_label(label)).to_be_checked()
    assert desk.page.url == f"{desk.address}/"
