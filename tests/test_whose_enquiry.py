"""The wrong person was chosen: an enquiry is moved to somebody we know, or to somebody new."""

from decimal import Decimal

import pytest
from django.urls import reverse

from leads.models import Contact, LeadChange
from leads.phones import parse_phone
from leads.tests.making import make_lead
from sales.hand_off.transfer import open_opportunity
from sales.pipeline.closing import win

pytestmark = pytest.mark.django_db
NUMBER = "0113 496 0142"


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.staff)
    return client


@pytest.fixture
def bob(business):
    return Contact.make(name="Bob Okafor", phones=[parse_phone(NUMBER, country="GB")])


def page(lead) -> str:
    return reverse("lead_person", args=[lead.pk])


@pytest.mark.parametrize("text", ["okafor", "0113 4960142", "+44 113 496 0142"])
def test_somebody_we_know_is_found_by_name_and_by_number(staff, bob, text):
    assert staff.get(page(make_lead("Maria")), {"q": text}).context["people"] == [bob]


def test_it_is_moved_and_remembered_who_moved_it(staff, bob, cast):
    lead = make_lead("Maria")
    answer = staff.post(page(lead), {"who": bob.pk})
    lead.refresh_from_db()
    assert answer.url == lead.get_absolute_url()
    change = LeadChange.objects.get(lead=lead)
    assert (lead.contact, change.by, change.before["contact"], change.after["contact"]) == (bob, cast.staff, "Maria", "Bob Okafor")
    assert "Bob Okafor" in staff.get(lead.get_absolute_url()).text


def test_what_was_sold_goes_over_and_both_are_restated(staff, bob, cast, stages):
    lead = make_lead("Maria")
    maria = lead.contact
    sale = win(open_opportunity(lead, by=cast.sales), by=cast.sales, amount=Decimal(5))
    staff.post(page(lead), {"who": bob.pk})
    for each in (sale, bob, maria):
        each.refresh_from_db()
    assert (sale.contact, bob.client_lead, maria.is_client) == (bob, lead, False)


def test_somebody_new_is_written_down(staff, business):
    lead = make_lead("Maria")
    staff.post(page(lead), {"name": "Ann", "phone": NUMBER})
    lead.refresh_from_db()
    assert (lead.contact.name, lead.contact.main_phone.e164) == ("Ann", "+441134960142")
    assert Contact.objects.filter(name="Maria").exists()


def test_a_number_we_know_is_asked_about_before_somebody_new_is_made(staff, bob):
    lead = make_lead("Maria")
    answer = staff.post(page(lead), {"name": "Ann", "phone": NUMBER})
    assert (answer.status_code, answer.context["people"]) == (422, [bob])
    staff.post(page(lead), {"name": "Ann", "phone": NUMBER, "sure": "on"})
    lead.refresh_from_db()
    assert lead.contact.name == "Ann"


@pytest.mark.parametrize("data", [{}, {"who": "0"}, {"who": "nobody"}, {"name": " "}])
def test_nobody_is_refused_and_nothing_changes(staff, business, data):
    lead = make_lead("Maria")
    assert staff.post(page(lead), data).status_code == 422
    lead.refresh_from_db()
    assert lead.contact.name == "Maria"


def test_the_signed_out_move_nothing(client, bob):
    lead = make_lead("Maria")
    client.post(page(lead), {"who": bob.pk})
    lead.refresh_from_db()
    assert lead.contact.name == "Maria"
