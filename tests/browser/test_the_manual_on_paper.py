"""The whole manual as a PDF: a page with the contents, then each stage on a page of its own (issue 3, "Must show" 6)."""

import re

import pytest
from django.urls import reverse

from sales.models import PlaybookVersion
from tests.browser.conftest import sign_in
from tests.small_business import build


@pytest.mark.django_db(transaction=True)
def test_each_stage_begins_a_page_and_what_is_to_press_stays_off_the_paper(browser, live_server):
    seller = build().sales
    page = browser.new_context(base_url=live_server.url).new_page()
    sign_in(page, seller.email)
    page.wait_for_load_state()
    page.goto(reverse("playbook_print"))
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == PlaybookVersion.objects.values("stage").distinct().order_by().count() + 1
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Print").is_visible()
    assert page.get_by_role("link", name="Quoted").is_visible()
