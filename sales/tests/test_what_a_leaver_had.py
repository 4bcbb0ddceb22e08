"""What belongs to somebody who left is nobody's: on everyone's list, counted, and given on in one tap."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity
from sales.hand_off.transfer import hand_over
from sales.models import Opportunity
from sales.today.sections import today_for


@pytest.fixture
def having(make_lead, make_opportunity, cast, business):
    """Tom has an opportunity past its promise, a follow-up, and a hand-over to answer."""
    opportunity = make_opportunity("Noor", owner=cast.sales)
    Opportunity.objects.update(stage_since=timezone.now() - timedelta(days=9))
    activity = Activity.plan(make_lead("Mia"), by=cast.staff, on=business.today(), for_user=cast.sales)
    hand_off = hand_over(make_lead("Helen"), by=cast.staff, to=cast.sales)
    return opportunity, activity, hand_off


@pytest.fixture
def admin_client(client, cast):
    client.force_login(cast.admin)
    return client


def seen(user, business) -> set[str]:
    today = today_for(user, business=business, mine=True)
    return {str(row.lead) for section in today.sections for row in section.rows}


def test_what_a_leaver_had_is_on_everyones_list(having, cast, business):
    assert seen(cast.everything, business) == set()
    cast.sales.deactivate(by=cast.owner)
    assert seen(cast.everything, business) == {"Noor", "Mia", "Helen"}


def test_counts_are_said_before_access_is_taken_away(having, cast, admin_client):
    page = admin_client.get(reverse("person", args=[cast.sales.pk])).text
    assert "With them: 1 open opportunity, 1 follow-up, 1 hand-over to answer." in page
    response = admin_client.post(reverse("deactivation", args=[cast.sales.pk]))
    assert response.url == reverse("person", args=[cast.sales.pk])
    assert "What they left" in admin_client.get(response.url).text


def test_one_tap_gives_all_of_it_on(having, cast, admin_client):
    admin_client.post(reverse("belongings", args=[cast.sales.pk]), {"to": cast.everything.pk})
    for row in having:
        row.refresh_from_db()
    opportunity, activity, hand_off = having
    assert opportunity.owner == activity.for_user == hand_off.to == cast.everything


def test_giving_on_is_taken_back(having, cast, admin_client):
    admin_client.post(reverse("belongings", args=[cast.sales.pk]), {"to": cast.everything.pk})
    admin_client.post(reverse("belongings_return", args=[cast.sales.pk]))
    for row in having:
        row.refresh_from_db()
    opportunity, activity, hand_off = having
    assert opportunity.owner == activity.for_user == hand_off.to == cast.sales


@pytest.mark.parametrize("to", ["", "x", "0", "staff", "stranger"])
def test_only_somebody_who_sells_gets_it(having, cast, admin_client, to):
    chosen = getattr(cast, to).pk if to in ("staff", "stranger") else to
    admin_client.post(reverse("belongings", args=[cast.sales.pk]), {"to": chosen})
    having[0].refresh_from_db()
    assert having[0].owner == cast.sales


def test_sales_cannot_give_away_what_others_have(having, cast, sales_client):
    response = sales_client.post(reverse("belongings", args=[cast.sales.pk]), {"to": cast.everything.pk})
    assert response.status_code == 403
