"""Every open opportunity says what comes next, or that nothing is planned."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity
from sales.models import Opportunity


@pytest.fixture
def plan(cast):
    def make(opportunity, *, days: int, at=None, kind=Activity.Kind.CALL) -> Activity:
        return Activity.plan(opportunity.lead, by=cast.sales, on=timezone.localdate() + timedelta(days=days), at=at, kind=kind)

    return make


def read(opportunity) -> Opportunity:
    return Opportunity.objects.with_next_activity().get(pk=opportunity.pk)


def test_the_nearest_follow_up_is_the_next(make_opportunity, plan):
    opportunity = make_opportunity()
    plan(opportunity, days=5)
    plan(opportunity, days=2)
    plan(opportunity, days=2, at=time(15), kind=Activity.Kind.MEETING)
    found = read(opportunity)
    assert (found.next_label, found.next_on, found.next_at) == ("Meeting", timezone.localdate() + timedelta(days=2), time(15))
    assert not found.next_is_late


def test_what_is_done_or_dropped_is_not_next(make_opportunity, plan, cast):
    opportunity = make_opportunity()
    plan(opportunity, days=1).finish(by=cast.sales)
    plan(opportunity, days=1).drop()
    Activity.log(opportunity.lead, by=cast.sales, kind="note", text="x")
    assert (read(opportunity).next_label, read(opportunity).next_on) == ("", None)


def test_one_whose_day_is_over_is_late(make_opportunity, plan):
    opportunity = make_opportunity()
    plan(opportunity, days=-1)
    assert read(opportunity).next_is_late


def test_the_list_says_it_and_finds_those_without(sales_client, make_opportunity, plan):
    plan(make_opportunity("Planned Pat"), days=1)
    plan(make_opportunity("Late Lee"), days=-3)
    make_opportunity("Empty Eve")
    page = sales_client.get(reverse("opportunities")).content.decode()
    assert page.count("Nothing planned</span>") == 1
    for chosen, names in (("none", {"Empty Eve"}), ("late", {"Late Lee"}), ("planned", {"Late Lee", "Planned Pat"})):
        rows = sales_client.get(reverse("opportunities"), {"next": chosen}).context["page"].rows
        assert {str(row) for row in rows} == names


def test_a_lost_one_needs_no_next_step(sales_client, make_opportunity, cast):
    lost = make_opportunity("Lost Lou")
    lost.lose(None, by=cast.sales)
    page = sales_client.get(reverse("opportunities"), {"outcome": "lost"}).content.decode()
    assert "Lost Lou" in page
    assert "Nothing planned</span>" not in page
    assert sales_client.get(reverse("opportunities"), {"next": "none", "outcome": ""}).context["page"].rows == []


def test_it_costs_no_query_a_row(sales_client, make_opportunity, plan, django_assert_num_queries, django_assert_max_num_queries):
    plan(make_opportunity("One"), days=1)
    with django_assert_max_num_queries(30) as few:
        sales_client.get(reverse("opportunities"))
    for n in range(5):
        plan(make_opportunity(f"More {n}"), days=n)
    with django_assert_num_queries(len(few)):
        sales_client.get(reverse("opportunities"))
