"""A hand-over accepted by a slip waits again, as long as nothing was done with it."""

import pytest
from django.urls import reverse

from leads.models import Activity, HandOff, IllegalMove, State
from sales.hand_off.transfer import accept, give_back, hand_over, undo_acceptance
from sales.models import Opportunity


@pytest.fixture
def waiting(make_lead, stages, cast):
    return hand_over(make_lead("Noor"), by=cast.staff, to=cast.sales, note="Call her mobile")


def test_undo_of_an_acceptance_lets_it_wait_again(sales_client, waiting, as_htmx):
    before = HandOff.objects.values().get(pk=waiting.pk)
    response = sales_client.post(reverse("hand_off_accept", args=[waiting.pk]), **as_htmx)
    undo = reverse("hand_off_accept_undoing", args=[waiting.pk])
    assert f'action="{undo}"' in response.text
    sales_client.post(undo, **as_htmx)
    assert HandOff.objects.values().get(pk=waiting.pk) == before
    waiting.lead.refresh_from_db()
    assert (waiting.lead.state, Opportunity.objects.count()) == (State.HANDED_OVER, 0)


def test_accepted_again_it_is_one_opportunity(waiting, cast):
    accept(waiting, by=cast.sales)
    undo_acceptance(waiting)
    accept(HandOff.objects.select_related("lead").get(pk=waiting.pk), by=cast.sales)
    assert Opportunity.objects.count() == 1


def call(opportunity, stages, by):
    Activity.log(opportunity.lead, by=by, kind="call")


def move(opportunity, stages, by):
    opportunity.move_to(stages["Talking"], by=by)


def plan(opportunity, stages, by):
    Activity.plan(opportunity.lead, by=by, on="2030-01-01")


@pytest.mark.parametrize("deed", [call, move, plan])
def test_what_was_worked_on_stays_accepted(waiting, cast, stages, deed):
    deed(accept(waiting, by=cast.sales), stages, cast.sales)
    with pytest.raises(IllegalMove):
        undo_acceptance(waiting)
    assert Opportunity.objects.count() == 1


def test_returned_one_is_no_acceptance(waiting, cast):
    give_back(waiting, by=cast.sales, reason="not_ready")
    with pytest.raises(IllegalMove):
        undo_acceptance(waiting)


def test_another_cannot_undo_it(client, waiting, cast):
    accept(waiting, by=cast.everything)
    client.force_login(cast.sales)
    assert client.post(reverse("hand_off_accept_undoing", args=[waiting.pk])).status_code == 403
    assert Opportunity.objects.count() == 1
