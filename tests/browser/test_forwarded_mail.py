"""A colleague's forward is answered on Today, by mouse and with a finger."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from leads.mail.inbound.intake import take_in
from leads.mail.parsing.incoming import read
from leads.models import IncomingMail, Lead, Mailbox
from tests.browser import steps
from tests.browser.hands import Finger, Keyboard
from tests.small_business import person

pytestmark = pytest.mark.browser
BLOCK = "From: Petra Novak <petra@cafe.example>\r\nSent: Thursday\r\nTo: us\r\nSubject: Chairs\r\n"


@pytest.fixture
def jo(live_server, business):
    jo = person("Jo", Role.STAFF)
    raw = f"From: Jo <{jo.email}>\r\nTo: desk@alder.example\r\nSubject: FW: Chairs\r\n\r\nYours?\r\n\r\n{BLOCK}\r\nFor 40, please."
    mailbox = Mailbox.objects.create(host="x", user="desk@alder.example")
    outcome, message, _why = take_in(read(raw.encode()), mailbox, at=timezone.now())
    IncomingMail.objects.create(uid_validity=1, uid=1, fingerprint="1", outcome=outcome, message=message)
    return jo


@pytest.mark.parametrize("hand", [Keyboard, Finger])
def test_one_tap_makes_the_lead_of_the_likely_person(browser, live_server, jo, hand):
    page = steps.sits_down(browser, hand(), person=jo, at=live_server.url).page
    page.goto("/today/")
    expect(page.get_by_label("E-mail")).to_have_value("petra@cafe.example")
    page.get_by_role("button", name="Make the lead").click()
    expect(page.get_by_text("Saved: Petra Novak.")).to_be_visible()
    expect(page.get_by_text("Who is this from?")).to_have_count(0)
    page.goto(Lead.objects.get().get_absolute_url())
    expect(page.get_by_text("For 40, please.")).to_be_visible()
    expect(page.get_by_text("Yours?")).to_be_visible()


def test_no_enquiry_can_be_asked_again(browser, live_server, jo):
    page = steps.sits_down(browser, Keyboard(), person=jo, at=live_server.url).page
    page.goto("/today/")
    page.get_by_role("button", name="No enquiry").click()
    expect(page.get_by_text("Who is this from?")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Who is this from?")).to_be_visible()
