"""What was a page of its own is a line on the page of its person: its address leads there, unfolded."""

import pytest
from django.urls import reverse

from leads.models import Activity
from sales.pipeline.closing import win


@pytest.fixture
def opportunity(make_opportunity):
    return make_opportunity("Helen Marsh", interest="A larder")


def test_address_of_a_lead_leads_to_its_person(staff_client, make_lead):
    lead = make_lead("Ben Hale")
    assert staff_client.get(reverse("lead", args=[lead.pk])).url == f"/people/{lead.contact_id}/?enquiry={lead.pk}"


def test_anonymous_lead_keeps_its_page(staff_client, make_lead):
    lead = make_lead(None)
    assert lead.get_absolute_url() == reverse("lead", args=[lead.pk])
    assert "No name" in staff_client.get(lead.get_absolute_url()).text


def test_address_of_an_opportunity_leads_to_its_person(sales_client, opportunity):
    url = f"/people/{opportunity.lead.contact_id}/?opportunity={opportunity.pk}"
    assert opportunity.get_absolute_url() == url
    assert sales_client.get(reverse("opportunity", args=[opportunity.pk])).url == url


def test_opportunity_without_a_person_keeps_its_page(sales_client, make_opportunity):
    opportunity = make_opportunity(None)
    assert opportunity.get_absolute_url() == reverse("opportunity", args=[opportunity.pk])
    assert "No name" in sales_client.get(opportunity.get_absolute_url()).text


def test_address_of_a_client_leads_to_the_person(sales_client, opportunity, cast):
    win(opportunity, by=cast.sales, amount=None)
    contact = opportunity.lead.contact
    assert sales_client.get(reverse("client", args=[contact.pk])).url == reverse("contact", args=[contact.pk])


def test_marketing_is_refused_at_the_addresses_of_sales(staff_client, opportunity, cast):
    win(opportunity, by=cast.sales, amount=None)
    assert staff_client.get(reverse("opportunity", args=[opportunity.pk])).status_code == 403
    assert staff_client.get(reverse("client", args=[opportunity.lead.contact_id])).status_code == 403


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("activities", {"kind": "note", "next_text": "Send the leaflet"}, "Send the leaflet"),
        ("lead_disqualification", {"note": "They moved away"}, "They moved away"),
        ("lead_warmth", {"about": "Ask in spring"}, "Ask in spring"),
    ],
)
def test_refused_form_comes_back_on_the_page_of_the_person(staff_client, make_lead, name, data, kept):
    lead = make_lead("Ben Hale", interest="A boat")
    make_lead(contact=lead.contact, interest="A shed", days=0)
    answer = staff_client.post(reverse(name, args=[lead.pk]), data)
    assert answer.status_code == 422
    assert "What they asked for" in answer.text
    assert "Goes with: A boat" in answer.text
    assert kept in answer.text
    assert not Activity.objects.exists()
