"""Every page and file that shows a phone or calls it has its extension, or the call ends at the switchboard."""

import csv
import io
import json
import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.formatting import phone as shown
from accounts.formatting import tel
from leads.models import Activity
from leads.phones import parse_phone
from sales.hand_off.transfer import open_opportunity
from sales.pipeline.closing import sell_again, win
from sales.today.digest import send_due

pytestmark = pytest.mark.usefixtures("everyone_saves")

TYPED, CALLED, SHOWN, SAVED = "0113 496 0142 x5", "tel:+441134960142;ext=5", "0113 496 0142 ×5", "+441134960142 x5"


@pytest.fixture
def opportunity(make_opportunity):
    return make_opportunity("Ann Miller", phone=TYPED)


@pytest.fixture
def client_contact(opportunity, cast):
    """Bought three times, and then no more for longer than usual."""
    first, *later = [timezone.now() - timedelta(days=days) for days in (130, 100, 70)]
    contact = win(opportunity, by=cast.sales, amount=Decimal(100), at=first).contact
    for moment in later:
        sell_again(contact, by=cast.sales, amount=Decimal(100), at=moment)
    contact.refresh_from_db()
    return contact


def assert_has_extension(html: str, *, links: int = 1) -> None:
    calls = re.findall(r'href="(tel:[^"]*)"', html)
    assert calls == [CALLED] * links
    assert html.count("0113 496 0142") == html.count(SHOWN) >= links


def test_the_page_and_the_list_of_leads_have_it(sales_client, opportunity):
    assert_has_extension(sales_client.get(opportunity.lead.get_absolute_url()).text, links=2)
    assert_has_extension(sales_client.get(reverse("leads")).text)


def test_the_page_of_an_opportunity_has_it(sales_client, opportunity):
    assert_has_extension(sales_client.get(opportunity.get_absolute_url()).text, links=2)


def test_the_page_and_the_list_of_clients_have_it(sales_client, client_contact):
    assert_has_extension(sales_client.get(reverse("contact", args=[client_contact.pk])).text, links=2)
    assert_has_extension(sales_client.get(reverse("clients")).text)


def test_the_list_whom_to_sell_to_again_has_it(sales_client, client_contact):
    assert_has_extension(sales_client.get(reverse("clients_again"), {"list": "quiet"}).text)


def test_today_has_it(sales_client, opportunity, cast):
    Activity.plan(opportunity.lead, by=cast.sales, on=timezone.localdate(), for_user=cast.sales)
    assert_has_extension(sales_client.get(reverse("today")).text)


@time_machine.travel("2026-06-11 06:30Z", tick=False)
def test_the_digest_has_it(business, stages, make_lead, cast, mailoutbox):
    opportunity = open_opportunity(make_lead("Ann Miller", phone=TYPED), by=cast.sales)
    Activity.plan(opportunity.lead, by=cast.sales, on=timezone.localdate(), for_user=cast.sales)
    send_due(business)
    mail = next(mail for mail in mailoutbox if mail.to == [cast.sales.email])
    assert_has_extension(mail.alternatives[0].content)
    assert SHOWN in mail.body


def test_every_file_of_a_list_has_it(sales_client, client_contact):
    leads = b"".join(sales_client.get(reverse("leads_csv"))).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(leads)))["phone"].lstrip("'") == SAVED
    assert json.loads(b"".join(sales_client.get(reverse("leads_json"))))[0]["phone"] == SAVED
    assert SAVED in b"".join(sales_client.get(reverse("clients_again"), {"list": "quiet", "format": "csv"})).decode()


def test_what_is_shown_and_saved_is_read_back(business):
    typed = parse_phone(TYPED, country="GB")
    for text in (shown(typed), f"{typed.e164} x5", "+44 113 496 0142 ×5"):
        phone = parse_phone(text, country="GB")
        assert (phone.e164, phone.extension, phone.as_typed) == ("+441134960142", "5", text)


@pytest.mark.parametrize(
    ("typed", "called"), [("0113 496 0142", "tel:+441134960142"), ("Ring 118", "tel:118"), ("on the card", ""), (TYPED, CALLED)]
)
def test_a_call_link_dials_what_can_be_dialled(typed, called):
    assert tel(parse_phone(typed, country="GB")) == called


def test_nothing_is_called_where_there_is_no_phone():
    assert tel(None) == ""


def test_no_template_puts_a_call_link_together_itself():
    templates = Path(settings.BASE_DIR, "templates").rglob("*.*")
    assert [path.name for path in templates if re.search(r"tel:\{|e164\|phone", path.read_text("utf-8"))] == []
