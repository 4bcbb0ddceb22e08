"""The front desk sees that something was sold, never for how much."""

import pytest
from django.urls import reverse

from sales.pipeline.closing import win


@pytest.fixture
def won_lead(make_opportunity, cast):
    opportunity = make_opportunity(value=11_400)
    win(opportunity, by=cast.sales, amount=12_350)
    return opportunity.lead


def page(client, person, lead) -> str:
    client.force_login(person)
    return client.get(lead.get_absolute_url()).text


def test_the_front_desk_sees_no_amount_on_a_lead(client, cast, won_lead):
    body = page(client, cast.staff, won_lead)
    assert "Sale" in body
    assert "11,400" not in body
    assert "12,350" not in body


def test_those_who_sell_see_the_amounts_of_a_lead(client, cast, won_lead):
    assert "12,350" in page(client, cast.sales, won_lead)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_days_of_a_client(client, cast, day):
    client.force_login(cast.sales)
    for asked in ("since_from", "since_to", "bought_from", "bought_to"):
        assert client.get(reverse("clients"), {asked: day}).status_code == 200
