"""A client's page says who sent them, whom they sent, and how many of those became clients."""

from decimal import Decimal

import pytest
from django.urls import reverse

from leads.builtins import ensure_sources
from leads.contacts import referrals
from leads.tests.making import make_lead
from sales.hand_off.transfer import open_opportunity
from sales.pipeline import closing

pytestmark = pytest.mark.django_db


@pytest.fixture
def bea(business, stages, cast):
    """A client whom Bob sent."""
    ensure_sources()
    lead = make_lead("Bea")
    referrals.name(lead, make_lead("Bob").contact, by=cast.sales)
    closing.win(open_opportunity(lead, by=cast.sales), by=cast.sales, amount=Decimal(5))
    return lead.contact


def test_it_says_who_sent_them_and_whom_they_sent(client, cast, bea):
    for name in ("Ida", "Jim"):
        referrals.name(make_lead(name), bea, by=cast.sales)
    won = bea.referrals.first()
    closing.win(open_opportunity(won, by=cast.sales), by=cast.sales, amount=None)
    client.force_login(cast.sales)
    page = client.get(reverse("contact", args=[bea.pk]))
    assert (page.context["sender"].referred_by.name, page.context["sent"].count, page.context["sent"].clients) == ("Bob", 2, 1)
    assert "1 became a client" in page.text


def test_the_front_desk_does_not_open_it(client, cast, bea):
    client.force_login(cast.staff)
    assert client.get(reverse("client", args=[bea.pk])).status_code == 403
