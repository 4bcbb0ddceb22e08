"""Today in the hand: done, put off, how a call went and what comes next, taken back; by keyboard, by mouse and with a finger."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.roles import Role
from leads.models import Activity, Contact, Lead
from leads.phones import parse_phone
from tests.browser import steps
from tests.browser.conftest import listen
from tests.browser.hands import Finger, Keyboard
from tests.small_business import person

pytestmark = pytest.mark.browser


@pytest.fixture
def jo(live_server, business) -> User:
    return person("Jo", Role.STAFF)


@pytest.fixture
def plan(jo):
    def make(name: str, *, days: int = 0, **fields) -> Activity:
        contact = Contact.make(name=name, phones=[parse_phone("0161 496 0123", country="GB")])
        lead = Lead.objects.create(contact=contact, received_at=timezone.now() - timedelta(days=5), logged_by=jo)
        return Activity.plan(lead, by=jo, for_user=jo, on=timezone.localdate() + timedelta(days=days), **fields)

    return make


@pytest.fixture
def today(browser, live_server, jo):
    """Today as Jo sees it, at the width of that hand."""
    complaints: list[str] = []

    def open_it(hand) -> Page:
        page = steps.sits_down(browser, hand, person=jo, at=live_server.url).page
        listen(page, lambda _page, said: complaints.append(said))
        page.goto("/today/")
        return page

    yield open_it
    assert complaints == []


def row(page: Page, name: str):
    return page.locator(".due li", has_text=name)


def test_a_list_is_worked_through_with_the_keyboard_alone(plan, today):
    late, due = plan("Late Lee", days=-1, text="Ring about the oak"), plan("Due Dee")
    page = today(Keyboard())
    page.keyboard.press("j")
    expect(row(page, "Late Lee")).to_be_focused()
    page.keyboard.press("d")
    expect(row(page, "Late Lee")).to_contain_text("What comes next?")
    expect(row(page, "Late Lee").get_by_role("button", name="Call ").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Call planned for")).to_be_visible()
    planned = Activity.objects.planned().get(follows=late)
    assert planned.due_on > timezone.localdate()

    page.keyboard.press("j")
    expect(row(page, "Due Dee")).to_be_focused()
    page.keyboard.press("s")
    page.get_by_role("button", name="Next week").press("Enter")
    expect(row(page, "Due Dee")).to_have_count(0)
    due.refresh_from_db()
    assert due.due_on > timezone.localdate() + timedelta(days=6)

    page.keyboard.press("u")  # what the last toast says
    expect(row(page, "Due Dee")).to_have_count(1)


def test_a_call_nobody_answered_proposes_the_next_one_and_is_taken_back(plan, today):
    call = plan("Quiet Quinn", text="Ring about the oak")
    page = today(Finger())
    row(page, "Quiet Quinn").get_by_role("button", name="How it went").tap()
    page.get_by_role("textbox", name="What was said").filter(visible=True).fill("Rang out")
    page.get_by_role("button", name="No answer").filter(visible=True).tap()
    asked = row(page, "Quiet Quinn")
    expect(asked).to_contain_text("Not reached, 1 attempt.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody is waiting for you")
    asked.get_by_role("button", name=re.compile("^Call ")).first.tap()
    expect(page.get_by_text("Call planned for")).to_be_visible()
    call.refresh_from_db()
    assert (call.outcome, call.text) == ("no_answer", "Ring about the oak\nRang out")
    assert Activity.objects.planned().get().text == "Ring about the oak"

    page.get_by_role("button", name="Undo").last.tap()
    expect(row(page, "Quiet Quinn")).to_contain_text("Not reached")
    assert not Activity.objects.planned().exists()


def test_the_question_waits_below_when_it_was_not_answered(plan, today):
    plan("Early Eve")
    plan("Other Ode", text="Ask")
    page = today(Finger())
    row(page, "Early Eve").get_by_role("button", name="Done").tap()
    expect(row(page, "Early Eve")).to_contain_text("What comes next?")
    page.reload()
    section = page.get_by_role("region", name="Done, and nothing planned after it")
    expect(section).to_contain_text("Early Eve")
    section.get_by_role("button", name="Nothing for now").tap()
    expect(page.locator(".ask")).to_have_count(0)
    expect(row(page, "Other Ode")).to_have_count(1)


def test_it_is_given_to_somebody_else_in_the_sheet(plan, today):
    tom = person("Tom", Role.SALES)
    activity = plan("Due Dee")
    page = today(Finger())
    row(page, "Due Dee").get_by_role("button", name="Later").tap()
    page.get_by_role("link", name="Change or give to somebody…").tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("For").select_option(label="Tom")
    dialog.get_by_role("button", name="Save").tap()
    expect(row(page, "Due Dee")).to_have_count(0)
    activity.refresh_from_db()
    assert activity.for_user == tom


def test_nothing_sticks_out_on_a_phone_and_everything_is_large_enough_for_a_thumb(plan, today):
    plan("A very long name of a person who has many names and a hyphen-in-between", text="word " * 40)
    page = today(Finger())
    row(page, "A very long").get_by_role("button", name="Done").tap()
    expect(page.locator(".next-steps")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    heights = (
        page.locator(".next-steps .btn").filter(visible=True).evaluate_all("all => all.map((each) => each.getBoundingClientRect().height)")
    )
    assert min(heights) >= 44


def test_what_begins_soon_is_said_on_any_page(plan, today, jo):
    soon = timezone.localtime() + timedelta(minutes=5)
    plan("Timed Tess", days=(soon.date() - timezone.localdate()).days, at=soon.time().replace(microsecond=0), text="Bring the samples")
    page = today(Finger())
    page.goto("/leads/")
    toast = page.locator("#toasts [data-toast]", has_text="Timed Tess")
    expect(toast).to_contain_text("Bring the samples")
    toast.get_by_role("link", name="Open").tap()
    expect(page.get_by_role("heading", level=1, name="Timed Tess")).to_be_visible()
