"""Without a mail server, in the browser: a letter goes on to the own mail program, and the digest is a page."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts import mailing
from tests.browser.conftest import listen, sign_in
from tests.browser.test_axe_every_page import DESK, PHONE, Inspector
from tests.small_business import build

pytestmark = pytest.mark.browser


@pytest.fixture
def small(live_server, transactional_db, settings):
    settings.MAILERS = {"default": {"BACKEND": mailing.ON_SCREEN}}
    return build()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_letter_goes_on_to_the_own_mail_program(browser, live_server, small, viewport):
    opened, said = [], []
    page: Page = browser.new_context(base_url=live_server.url, viewport=viewport, reduced_motion="reduce").new_page()
    listen(page, lambda _page, text: said.append(text))
    page.expose_function("noteOpening", lambda href: opened.append(href))
    page.add_init_script(
        """addEventListener("click", (event) => { const link = event.target.closest?.("a[href^='mailto:']");
        if (link) { event.preventDefault(); noteOpening(link.href); } }, true)"""
    )
    inspector = Inspector(browser, live_server.url)
    sign_in(page, small.staff.email)
    expect(page).not_to_have_url(re.compile("/accounts/"))
    page.goto(reverse("write_mail", args=[small.run.lead_id]))
    page.get_by_label("Begin with a message of yours").select_option(small.template.name)
    page.get_by_role("button", name="Begin with it").click()
    expect(page.get_by_label("Subject")).not_to_have_value("")
    inspector.look(page)
    page.set_viewport_size(viewport)
    page.get_by_label("Subject").fill("Your bench")
    page.get_by_label("Text").fill("It is ready.\nCome & see.")
    page.get_by_role("button", name="Open in my mail program").click()
    expect(page.get_by_role("heading", name="In your own mail program")).to_be_visible()
    expect(page).not_to_have_url(re.compile("open="))
    page.reload()
    expect(page.get_by_role("link", name="Open my mail program")).to_be_visible()
    assert [href.partition("?")[2] for href in opened] == ["subject=Your%20bench&body=It%20is%20ready.%0D%0ACome%20%26%20see."]
    inspector.look(page)
    page.goto("/today/digest/")
    inspector.look(page)
    assert inspector.found == []
    assert [text for text in said if "style" not in text] == []
