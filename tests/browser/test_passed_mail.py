"""Mail that was passed over is looked through, and a customer's brought back, by mouse and with a finger."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from leads.models import IncomingMail, PassedMail
from tests.browser import steps
from tests.browser.hands import Finger, Keyboard
from tests.small_business import person

pytestmark = pytest.mark.browser
REASON = "A newsletter, or another mail to many."


@pytest.fixture
def owner(live_server, business):
    values = {"sender": "nora@example.org", "subject": "A table for six", "outcome": "ignored", "reason": REASON}
    row = IncomingMail.objects.create(uid_validity=1, uid=1, fingerprint="1", **values)
    PassedMail.objects.create(incoming=row, name="Nora Quill", text="Do you make them?", message_id="<1@example.org>")
    return person("Olga", Role.OWNER)


@pytest.mark.parametrize("hand", [Keyboard, Finger])
def test_mail_passed_over_is_brought_back(browser, live_server, owner, hand):
    page = steps.sits_down(browser, hand(), person=owner, at=live_server.url).page
    page.goto("/settings/mailbox/")
    page.get_by_role("link", name="Mail passed over").click()
    expect(page.get_by_text(REASON)).to_be_visible()
    page.get_by_text("What it says").click()
    expect(page.get_by_text("Do you make them?")).to_be_visible()
    page.get_by_role("button", name="Make it a lead").click()
    expect(page.get_by_role("heading", name="Nora Quill")).to_be_visible()
    expect(page.get_by_text("Do you make them?")).to_be_visible()
