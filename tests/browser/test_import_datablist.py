"""10,000 leads go in through the pages, and every source has the leads and clients it should."""

import csv
import json
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db.models import Count, Q
from playwright.sync_api import Page, expect

from accounts.roles import Role
from leads.models import ContactPhone, Lead
from tests.browser.conftest import sign_in
from tests.small_business import person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOLDER = Path(django_settings.BASE_DIR).parent / "shared" / "data" / "datablist_leads"
COLUMNS = {
    "Index": "Leave it out",
    "Account Id": "Their id",
    "Lead Owner": "Owner",
    "First Name": "First name",
    "Last Name": "Last name",
    "Company": "Company",
    "Phone 1": "Phone",
    "Phone 2": "Phone",
    "Email 1": "E-mail",
    "Email 2": "E-mail",
    "Website": "Leave it out",
    "Source": "Source",
    "Deal Stage": "Stage",
    "Notes": "Notes",
}
A_WHILE = 180_000


@pytest.fixture
def expected():
    if not FOLDER.exists():
        pytest.skip(f"NOT RUN: {FOLDER} is not there")
    return json.loads((FOLDER / "expected.json").read_text())


@pytest.fixture
def owner(live_server, stages, settings, new_context) -> Page:
    """Somebody at a desk, on a server that brings files in at once instead of giving them to the worker."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    page = new_context(base_url=live_server.url).new_page()
    sign_in(page, person("Ruth", Role.OWNER).email)
    expect(page.get_by_role("main")).to_be_visible()
    return page


def upload(page: Page) -> None:
    page.goto("/settings/imports/")
    page.get_by_label("File").set_input_files(FOLDER / "leads-10000.csv")
    page.get_by_role("button", name="Look at this file").click()


def choose_columns(page: Page) -> None:
    """What was proposed is right; nothing has to be changed."""
    for header, field in COLUMNS.items():
        chosen = page.get_by_label(header, exact=True).locator("option:checked")
        expect(chosen).to_have_text(field)
    page.get_by_label("Program the ids come from").fill("Datablist")
    page.get_by_role("button", name="Go on").click()


def say_what_the_stages_are(page: Page) -> None:
    expect(page.get_by_label("Closed Won").locator("option:checked")).to_have_text("Won")
    expect(page.get_by_label("Closed Lost").locator("option:checked")).to_have_text("Lost")
    page.get_by_label("Disqualified").select_option("Lost")
    page.get_by_label("Proposal Sent").select_option("Open: our stage “Quoted”")
    page.get_by_label("When did they come?").select_option("Nobody knows: in no period, last in the list")
    page.get_by_role("button", name="Go on").click()


def first_phones() -> list[str]:
    with (FOLDER / "leads-10000.csv").open(encoding="utf-8", newline="") as lines:
        return [row["Phone 1"] for row in csv.DictReader(lines)]


def by_source() -> dict[str, tuple[int, int]]:
    won = Count("pk", filter=Q(contact__client_lead__isnull=False))
    rows = Lead.objects.new_business().values_list("source__name").annotate(leads=Count("pk"), clients=won)
    return {name: (leads, clients) for name, leads, clients in rows}


def test_ten_thousand_leads_come_out_as_they_should(owner, expected):
    upload(owner)
    choose_columns(owner)
    say_what_the_stages_are(owner)
    expect(owner.get_by_role("table", name="The first rows")).to_contain_text("Jaime Hayes")
    owner.set_default_timeout(A_WHILE)
    owner.get_by_role("button", name="Bring them in").click()
    expect(owner.get_by_text("New leads", exact=True)).to_be_visible(timeout=A_WHILE)

    assert by_source() == {name: (leads, expected["clients_by_source"][name]) for name, leads in expected["leads_by_source"].items()}
    assert Lead.objects.count() == expected["rows"]
    # The known count is of the first of the two columns of phones.
    assert ContactPhone.objects.filter(as_typed__in=first_phones()).exclude(extension="").count() == expected["phones_with_extension_x"]
