"""Whatever somebody is to us stands on one page: every enquiry in a line, one history, one box to write into."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity, Contact, Lead
from sales.models import LostReason
from sales.pipeline.closing import lose, win


@pytest.fixture
def opportunity(make_opportunity):
    return make_opportunity("Helen Marsh", phone="0113 496 0142", email="helen@example.com", interest="A larder", value=Decimal(1200))


@pytest.fixture
def helen(opportunity) -> Contact:
    return opportunity.lead.contact


def page(client, contact: Contact, **query) -> str:
    return " ".join(client.get(reverse("contact", args=[contact.pk]), query).text.split())


def test_open_enquiry_is_unfolded(sales_client, helen, opportunity, make_lead):
    make_lead(contact=helen, interest="A boat", days=1).disqualify("not_a_fit", by=None)
    text = page(sales_client, helen)
    assert f'<li aria-current="true"> <a href="/people/{helen.pk}/?opportunity={opportunity.pk}"' in text
    assert reverse("opportunity_win", args=[opportunity.pk]) in text
    assert "Disqualified: Not something we do" in text


def test_enquiry_line_says_source_stage_next_and_value(sales_client, helen, opportunity, make_lead):
    make_lead(contact=helen, interest="A boat", days=9)
    Activity.plan(opportunity.lead, by=None, on=timezone.localdate() - timedelta(days=1))
    line = page(sales_client, helen).split('<ul class="asked-for">')[1].split("</li>")[0]
    for part in ("A larder", "Leaflet", str(opportunity.stage), "Call, ", "overdue", "£1,200"):
        assert part in line


def test_address_names_what_is_unfolded(sales_client, helen, make_lead):
    boat = make_lead(contact=helen, interest="A boat")
    text = page(sales_client, helen, enquiry=boat.pk)
    assert f'action="{reverse("activities", args=[boat.pk])}"' in text
    assert "Goes with: A boat" in text


def test_history_is_of_all_enquiries(sales_client, helen, opportunity, make_lead, cast):
    boat = make_lead(contact=helen, interest="A boat")
    Activity.log(boat, by=cast.sales, kind="call", text="Rang about the boat")
    Activity.log(opportunity.lead, by=cast.sales, kind="note", text="Measured the larder")
    history = page(sales_client, helen).split('id="history"')[1]
    assert "Rang about the boat" in history
    assert "Measured the larder" in history
    assert '<span class="faint" dir="auto">A boat</span>' in history


def test_long_history_comes_in_parts(sales_client, helen, opportunity, cast):
    for number in range(60):
        Activity.log(opportunity.lead, by=cast.sales, kind="note", text=f"Note {number:03}", at=timezone.now() + timedelta(seconds=number))
    text = page(sales_client, helen)
    assert "Note 059" in text
    assert "Note 003" not in text
    assert "&amp;entries=80" in text
    assert "Note 003" in page(sales_client, helen, entries=80)


def test_won_and_sold_again_stand_there(sales_client, helen, opportunity, cast):
    sale = win(opportunity, by=cast.sales, amount=Decimal(990), what="The larder")
    text = page(sales_client, helen)
    assert "Client since" in text
    assert reverse("client_sales", args=[helen.pk]) in text
    assert reverse("client_again", args=[helen.pk]) in text
    assert reverse("opportunity_reopening", args=[opportunity.pk]) in text
    assert reverse("sale_reversal", args=[sale.pk]) in text
    assert "The larder" in text


def test_lost_enquiry_can_be_opened_again(sales_client, helen, opportunity, cast):
    reason = LostReason.objects.in_use().first()
    lose(opportunity, by=cast.sales, reason=reason)
    text = page(sales_client, helen)
    assert "Open it again" in text
    assert str(reason) in text


def test_withdrawn_enquiry_can_be_brought_back(staff_client, make_lead, cast):
    lead = make_lead("Ben Hale")
    lead.withdraw(by=cast.staff)
    assert "Bring it back" in page(staff_client, lead.contact, enquiry=lead.pk)


def test_marketing_sees_no_money(staff_client, helen, opportunity, cast):
    win(opportunity, by=cast.sales, amount=Decimal(990))
    helen.yearly_spend, helen.about = Decimal(5000), "Pays late"
    helen.save()
    text = page(staff_client, helen)
    for secret in ("£990", "1,200", "5,000", "Pays late", reverse("opportunity_reopening", args=[opportunity.pk]), "Record a sale"):
        assert secret not in text
    assert "Sale" in text
    assert "Hand over" not in text


def test_marketing_hands_over_from_it(staff_client, make_lead):
    lead = make_lead("Ben Hale", phone="0113 496 0143")
    text = page(staff_client, lead.contact)
    for part in (reverse("hand_over", args=[lead.pk]), "Disqualify…", "Keep warm", 'href="tel:+441134960143"'):
        assert part in text


def test_spam_is_nothing_they_asked_for(sales_client, helen, make_lead, cast):
    make_lead(contact=helen, interest="A boat")
    make_lead(contact=helen, interest="Cheap pills").disqualify("spam", by=cast.staff)
    assert "Cheap pills" not in page(sales_client, helen).split('id="history"')[0]


def test_merged_person_leads_to_the_survivor(sales_client, helen):
    double = Contact.make(name="H. Marsh")
    Contact.objects.filter(pk=double.pk).update(merged_into=helen)
    assert sales_client.get(reverse("contact", args=[double.pk])).url == reverse("contact", args=[helen.pk])


def test_enquiry_of_another_leads_to_their_page(sales_client, helen, make_lead):
    lead = make_lead("Ben Hale")
    answer = sales_client.get(reverse("contact", args=[helen.pk]), {"enquiry": lead.pk})
    assert answer.url == lead.get_absolute_url()


@pytest.mark.parametrize("query", [{"enquiry": uuid.UUID(int=7)}, {"opportunity": uuid.UUID(int=7)}])
def test_unknown_enquiry_is_not_there(sales_client, helen, query):
    assert sales_client.get(reverse("contact", args=[helen.pk]), query).status_code == 404


def test_person_without_enquiry_has_no_page(sales_client):
    assert sales_client.get(reverse("contact", args=[Contact.make(name="Nobody yet").pk])).status_code == 404


def test_stranger_signs_in_first(client, helen):
    assert client.get(reverse("contact", args=[helen.pk])).status_code == 302


def test_people_are_found_among_the_leads(staff_client):
    assert staff_client.get(reverse("contacts")).url == reverse("leads")


def test_queries_stay_the_same_however_much_happened(
    sales_client, helen, opportunity, make_opportunity, make_lead, cast, django_assert_max_num_queries, django_assert_num_queries
):
    win(make_opportunity(contact=helen, interest="Shelves"), by=cast.sales, amount=Decimal(10))
    page(sales_client, helen, opportunity=opportunity.pk)
    with django_assert_max_num_queries(60) as few:
        page(sales_client, helen, opportunity=opportunity.pk)
    for number in range(4):
        win(make_opportunity(contact=helen, interest=f"Shelf {number}"), by=cast.sales, amount=Decimal(10))
        Activity.log(make_lead(contact=helen), by=cast.sales, kind="call", text="Rang")
        Activity.plan(Lead.objects.latest("logged_at"), by=cast.sales, on=timezone.localdate())
    with django_assert_num_queries(len(few)):
        page(sales_client, helen, opportunity=opportunity.pk)
