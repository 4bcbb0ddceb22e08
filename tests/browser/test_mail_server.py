"""A mail server set up on screen, in the browser: the provider fills in the way, a wrong password first, then the mail arrives."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts import mailing
from accounts.models import MailServer
from accounts.roles import Role
from leads.tests.mail.servers import PASSWORD, USER, smtp_sink
from tests.browser.conftest import listen, sign_in
from tests.browser.test_axe_every_page import DESK, PHONE, SIDEWAYS, Inspector
from tests.small_business import person

pytestmark = pytest.mark.browser


@pytest.fixture
def complaints():
    said: list[str] = []
    yield said
    assert said == []


@pytest.fixture
def opened(browser, live_server, business, settings, complaints):
    """Settings → E-mail as an admin sees it, before anything is set up."""
    settings.MAILERS = {"default": {"BACKEND": mailing.ON_SCREEN}}

    def open_it(viewport: dict) -> Page:
        page = browser.new_context(base_url=live_server.url, viewport=viewport, reduced_motion="reduce").new_page()
        listen(page, lambda _page, text: complaints.append(text))
        sign_in(page, person("Ada", Role.ADMIN).email)
        expect(page).not_to_have_url(re.compile("/accounts/"))
        page.goto("/settings/e-mail/")
        return page

    return open_it


@pytest.fixture
def inspect(browser, live_server, complaints):
    """axe, light and dark, on a desk and on a phone, and nothing that sticks out."""

    def look(page: Page) -> None:
        was, inspector = page.viewport_size, Inspector(browser, live_server.url)
        inspector.look(page)
        page.set_viewport_size(PHONE)
        assert page.evaluate(SIDEWAYS) <= 0
        complaints[:] = [text for text in complaints if "style" not in text]  # axe tries styles, which the policy refuses
        page.set_viewport_size(was)
        assert inspector.found == []

    return look


def fill(page: Page, port: int, password: str) -> None:
    page.get_by_label("Server", exact=True).fill("127.0.0.1")
    page.get_by_label("Port", exact=True).fill(str(port))
    page.get_by_label("Security").select_option("none")
    page.get_by_label("User name").fill(USER)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Send a mail to try it").click()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_wrong_password_is_said_and_the_right_one_works(opened, inspect, viewport):
    page = opened(viewport)
    page.get_by_role("link", name="Set up a mail server").click()
    inspect(page)
    with smtp_sink(signs_in=True) as (box, port):
        fill(page, port, "wrong")
        expect(page.get_by_text("127.0.0.1 does not accept this user name and password.")).to_be_visible()
        expect(page.get_by_label("User name")).to_have_value(USER)
        expect(page.get_by_label("Password")).to_have_value("")
        inspect(page)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Send a mail to try it").click()
        expect(page.get_by_text("It works: the mail to")).to_be_visible()
        assert [b"Subject: LeadTrack can send e-mail" in raw for raw in box.taken] == [True]
    expect(page.get_by_text("Mail goes out by 127.0.0.1")).to_be_visible()
    inspect(page)
    assert MailServer.objects.get().user == USER


def test_a_provider_fills_in_the_way_and_says_what_it_wants(opened):
    page = opened(DESK)
    page.goto("/settings/e-mail/server/")
    page.get_by_label("Provider").select_option("Gmail, Google Workspace")
    expect(page.get_by_label("Server", exact=True)).to_have_value("smtp.gmail.com")
    expect(page.get_by_label("Port", exact=True)).to_have_value("465")
    expect(page.get_by_text("It wants an app password")).to_be_visible()
    page.get_by_label("Port", exact=True).fill("587")
    expect(page.get_by_label("Provider")).to_have_value("")
    expect(page.get_by_text("It wants an app password")).not_to_be_visible()
