from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import IllegalMove, State
from sales.models import Sale
from sales.pipeline.closing import win


def won(client, opportunity, **data):
    return client.post(reverse("opportunity_win", args=[opportunity.pk]), {"sold_on": timezone.localdate().isoformat()} | data, follow=True)


def test_a_win_makes_the_contact_a_client(sales_client, make_opportunity):
    opportunity = make_opportunity()
    won(sales_client, opportunity, amount="£11,400.50", what="Oak kitchen")
    lead = opportunity.lead
    lead.refresh_from_db()
    sale = Sale.objects.get()
    assert (sale.amount, sale.what, lead.state) == (Decimal("11400.50"), "Oak kitchen", State.WON)
    assert (lead.contact.client_lead, lead.contact.client_since) == (lead, sale.sold_at)


def test_an_unknown_amount_is_an_answer_and_stays_unknown(sales_client, make_opportunity):
    opportunity = make_opportunity(value=Decimal(900))
    won(sales_client, opportunity, not_known="on", amount="")
    opportunity.refresh_from_db()
    assert Sale.objects.get().amount is None
    assert opportunity.value == 900


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"amount": ""}, "tick that it is not known"),
        ({"amount": "0"}, "More than 0"),
        ({"amount": "0.00"}, "More than 0"),
        ({"amount": "a lot"}, "Write an amount"),
        ({"amount": "-5"}, "Write an amount"),
        ({"amount": "99999999999999"}, "Write an amount"),
        ({"amount": "5", "not_known": "on"}, "not both"),
        ({"amount": "5", "sold_on": "2999-01-01"}, "not come yet"),
        ({"amount": "5", "sold_on": ""}, "required"),
    ],
)
def test_what_is_not_an_answer_is_refused_and_kept(sales_client, make_opportunity, data, complaint):
    opportunity = make_opportunity()
    response = won(sales_client, opportunity, **data)
    assert response.status_code == 422
    assert complaint in response.content.decode()
    assert not Sale.objects.exists()


def test_a_win_of_last_week_is_dated_there(sales_client, make_opportunity, business):
    opportunity = make_opportunity(days=20)
    day = timezone.localdate() - timedelta(days=7)
    won(sales_client, opportunity, amount="5", sold_on=day.isoformat())
    opportunity.refresh_from_db()
    assert opportunity.closed_at.astimezone(business.zone).date() == day


def test_the_second_win_is_told_and_sells_nothing_twice(sales_client, make_opportunity, cast):
    opportunity = make_opportunity()
    win(opportunity, by=cast.everything, amount=Decimal(5))
    response = won(sales_client, opportunity, amount="5")
    assert "Max moved Helen Marsh to “Won”" in response.text
    assert Sale.objects.count() == 1


def test_a_won_one_is_not_won_again(make_opportunity, cast):
    opportunity = make_opportunity()
    win(opportunity, by=cast.sales, amount=None)
    with pytest.raises(IllegalMove):
        win(opportunity, by=cast.sales, amount=None)


def test_winning_an_anonymous_lead_makes_an_unnamed_client(sales_client, make_opportunity):
    opportunity = make_opportunity(None)
    won(sales_client, opportunity, amount="5")
    opportunity.lead.refresh_from_db()
    assert opportunity.lead.contact.is_client
    assert opportunity.lead.contact.name == ""


def test_staff_win_nothing(staff_client, make_opportunity):
    assert won(staff_client, make_opportunity(), amount="5").status_code == 403
    assert not Sale.objects.exists()
