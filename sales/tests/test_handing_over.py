import pytest
from django.urls import reverse

from leads.models import IllegalMove, State
from sales.hand_off.transfer import hand_over


def hand(client, lead, **data):
    return client.post(reverse("hand_over", args=[lead.pk]), data)


def test_staff_hand_a_lead_to_whoever_is_free(staff_client, make_lead, stages):
    lead = make_lead()
    hand(staff_client, lead, note="Wants it by June")
    waiting = lead.hand_offs.get()
    assert (waiting.to, waiting.note, waiting.is_waiting) == (None, "Wants it by June", True)
    lead.refresh_from_db()
    assert lead.state == State.HANDED_OVER


def test_staff_hand_a_lead_to_somebody(staff_client, make_lead, stages, cast):
    lead = make_lead()
    hand(staff_client, lead, to=cast.sales.pk)
    assert lead.hand_offs.get().to == cast.sales


def test_who_sells_accepts_in_the_same_click(sales_client, make_lead, stages, cast):
    lead = make_lead()
    response = hand(sales_client, lead)
    opportunity = lead.opportunities.get()
    assert opportunity.owner == cast.sales
    assert response.url == opportunity.get_absolute_url()


def test_who_sells_and_names_another_does_not_accept(sales_client, make_lead, stages, cast):
    lead = make_lead()
    hand(sales_client, lead, to=cast.everything.pk)
    assert lead.hand_offs.get().is_waiting
    assert not lead.opportunities.exists()


def test_a_lead_handed_over_already_is_refused_with_how_it_stands(staff_client, make_lead, stages, cast):
    lead = make_lead()
    hand_over(lead, by=cast.staff)
    response = staff_client.post(reverse("hand_over", args=[lead.pk]), follow=True)
    assert "handed over" in str(next(iter(response.context["messages"])))
    assert lead.hand_offs.count() == 1


def test_nobody_outside_sales_can_be_named(staff_client, make_lead, stages, cast):
    lead = make_lead()
    assert hand(staff_client, lead, to=cast.owner.pk).status_code == 422
    assert not lead.hand_offs.exists()


def test_a_stranger_hands_nothing_over(client, make_lead, stages, cast):
    lead = make_lead()
    client.force_login(cast.stranger)
    hand(client, lead)
    assert not lead.hand_offs.exists()


def test_a_lost_lead_is_not_handed_over(make_lead, cast, stages):
    lead = make_lead()
    lead.disqualify("no_budget", by=cast.staff)
    with pytest.raises(IllegalMove):
        hand_over(lead, by=cast.staff)
