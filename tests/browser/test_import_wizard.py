"""A file as people have them, brought in by the browser: lines above the headers and below the rows, dates both ways round,
a foreign currency, and a column that nothing is known of. What a person sees at each step, on a phone and at a desk.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.roles import Role
from leads.models import Lead
from tests.browser.conftest import sign_in
from tests.small_business import person

pytestmark = [pytest.mark.browser]

FILE = """Leads report;;;;;;;
From 1 May 2026 to 30 June 2026;;;;;;;
;;;;;;;
Name;Phone;E-mail;Lead Source;Created;Outcome;Amount;Favourite colour
Ann Miller;020 7946 0501;ann@firm.example;Leaflet;25/05/2026;won;£120.00;green
Bob Stone;020 7946 0501;bob@firm.example;Leaflet;05/06/2026;;;red
Cy Young;020 7946 0502;cy@home.example;Gogle search;06/05/2026;;;
Dee King;020 7946 0503;dee@home.example;Leaflet;05/27/2026;;;blue
Eve Hall;020 7946 0504;eve@home.example;Leaflet;26/05/2026;won;€ 300,00;
Total;;;;;;£420.00;
Confidential;;;;;;;
"""
SIZES = [pytest.param({"width": 390, "height": 844}, id="phone"), pytest.param({"width": 1440, "height": 900}, id="desk")]
SHOTS = os.environ.get("WIZARD_SHOTS", "")


@pytest.fixture(params=SIZES)
def owner(request, live_server, stages, sources, settings, new_context) -> Page:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    page = new_context(base_url=live_server.url, viewport=request.param).new_page()
    sign_in(page, person("Ruth", Role.OWNER).email)
    expect(page.get_by_role("main")).to_be_visible()
    return page


def look(page: Page, step: str) -> None:
    """Nothing is wider than the window; with WIZARD_SHOTS a picture is kept."""
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, step
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{page.viewport_size['width']}-{step}.png", full_page=True)


def test_file_with_everything_wrong_with_it_is_brought_in(owner, tmp_path):
    page, path = owner, tmp_path / "report.csv"
    path.write_text(FILE, encoding="utf-8")
    page.goto("/settings/imports/")
    look(page, "1-file")
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Look at this file").click()

    expect(page.get_by_role("heading", name="What are the columns?")).to_be_visible()
    expect(page.get_by_text("Row 1 “Leads report”: above the headers")).to_be_visible()
    expect(page.get_by_text("Total", exact=False).first).to_be_visible()
    expect(page.get_by_label("Lead Source", exact=True).locator("option:checked")).to_have_text("Source")
    expect(page.get_by_label("Favourite colour", exact=True).locator("option:checked")).to_have_text("Leave it out")
    look(page, "2-columns")
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_text("Day first")).not_to_have_count(0)
    look(page, "3-values")
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_role("heading", name="3 rows will go in")).to_be_visible()
    expect(page.get_by_text("€ 300,00")).to_be_visible()
    expect(page.get_by_text("05/27/2026")).to_be_visible()
    expect(page.get_by_text("Shares 020 7946 0501 with Ann Miller")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Favourite colour")).to_contain_text("3")
    look(page, "4-preview")
    page.get_by_role("button", name="Bring them in").click()

    expect(page.get_by_text("Done", exact=True)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Favourite colour")).to_be_visible()
    look(page, "5-done")
    assert sorted(Lead.objects.values_list("contact__name", flat=True)) == ["Ann Miller", "Bob Stone", "Cy Young"]
