from decimal import Decimal

import pytest
from django.urls import reverse

from sales.pipeline.closing import win


@pytest.fixture
def listed(sales_client, django_assert_max_num_queries):
    def ask(**filters) -> list[str]:
        with django_assert_max_num_queries(16):
            response = sales_client.get(reverse("opportunities"), filters)
        return [str(row) for row in response.context["page"].rows]

    return ask


def test_an_address_without_filters_shows_the_open_ones(listed, make_opportunity, cast):
    make_opportunity("Open")
    win(make_opportunity("Won"), by=cast.sales, amount=None)
    assert listed() == ["Open"]
    assert listed(outcome="") == ["Won", "Open"]
    assert listed(outcome="won") == ["Won"]


def test_it_narrows_by_stage_owner_and_value(listed, make_opportunity, cast, stages):
    make_opportunity("Cheap", value=Decimal(10))
    make_opportunity("Dear", value=Decimal(1000), owner=cast.everything).move_to(stages["Quoted"], by=cast.sales)
    make_opportunity("Unknown")
    assert listed(stage=stages["Quoted"].pk) == ["Dear"]
    assert listed(owner=cast.everything.pk) == ["Dear"]
    assert listed(value_max="1,000.00", value_min="11") == ["Dear"]


def test_it_is_searched_by_name_and_phone(listed, make_opportunity):
    make_opportunity("Zoë Ångström", phone="0113 496 0142")
    make_opportunity("Somebody else")
    assert listed(q="zoe angs") == ["Zoë Ångström"]
    assert listed(q="+44 113 4960142") == ["Zoë Ångström"]


def test_what_cannot_be_understood_is_said(sales_client, make_opportunity):
    make_opportunity()
    page = sales_client.get(reverse("opportunities"), {"value_min": "a lot"})
    assert "could not be understood" in page.content.decode()
    assert '<details class="fold" open>' in page.text
    assert not page.context["page"].rows


@pytest.mark.parametrize(("name", "said"), [("lost_for", "is-invalid"), ("came_from", '<p class="small late">')])
def test_a_filter_out_of_sight_says_what_is_wrong(sales_client, make_opportunity, name, said):
    make_opportunity()
    page = sales_client.get(reverse("opportunities"), {name: "0"})
    assert said in page.text
    assert not page.context["page"].rows


def test_staff_do_not_see_it(staff_client):
    assert staff_client.get(reverse("opportunities")).status_code == 403
