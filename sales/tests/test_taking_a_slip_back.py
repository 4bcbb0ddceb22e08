"""A slip is taken back by whoever made it, by the owner and by admins; others do the deed itself, and say why."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import State
from sales.clients import repeat_sales
from sales.hand_off.transfer import hand_over
from sales.models import NotNow, Opportunity, Refund, Sale
from sales.pipeline.closing import win


@pytest.fixture
def others(cast):
    """What somebody else in sales did: a colleague who sells and does nothing else here."""
    colleague = cast.everything
    colleague.roles = ["sales"]
    colleague.save()
    return colleague


@pytest.fixture
def sale(make_opportunity, others):
    return win(make_opportunity(owner=others), by=others, amount=Decimal(100))


def test_a_sale_of_somebody_else_is_reversed_with_a_reason_and_not_undone(sales_client, sale):
    assert sales_client.post(reverse("sale_undoing", args=[sale.pk])).status_code == 403
    assert Sale.objects.standing().exists()
    sales_client.post(reverse("sale_reversal", args=[sale.pk]), {"reason": "Fell through"})
    assert not Sale.objects.standing().exists()


def test_a_win_of_somebody_else_is_not_opened_again_and_the_page_offers_to_reverse_it(sales_client, sale):
    page = sales_client.get(sale.opportunity.get_absolute_url()).text
    assert reverse("opportunity_reopening", args=[sale.opportunity_id]) not in page
    assert reverse("sale_reversal", args=[sale.pk]) in page
    sheet = sales_client.get(reverse("opportunity_stage", args=[sale.opportunity_id])).text
    assert ("Open it again" in sheet, "They, the owner or an admin" in sheet) == (False, True)
    assert sales_client.post(reverse("opportunity_reopening", args=[sale.opportunity_id])).status_code == 403
    assert Opportunity.objects.get(pk=sale.opportunity_id).is_won


def test_a_refund_of_somebody_else_stays_and_its_button_is_not_there(client, sale, others, cast):
    refund = Refund.make(sale, by=others, amount=Decimal(40), on=timezone.localdate(), reason="Late")
    undoing = reverse("refund_undoing", args=[refund.pk])
    client.force_login(cast.sales)
    assert undoing not in client.get(reverse("contact", args=[sale.contact_id])).text
    assert client.post(undoing).status_code == 403
    assert Refund.objects.standing().exists()
    client.force_login(cast.owner)
    assert undoing in client.get(reverse("contact", args=[sale.contact_id])).text
    client.post(undoing)
    assert not Refund.objects.standing().exists()


def test_what_somebody_else_took_on_or_put_off_stays(sales_client, sale, others):
    opportunity = repeat_sales.start(sale.contact, by=others)
    later = repeat_sales.put_off(sale.contact, kind="quiet", product=None, by=others, today=timezone.localdate())
    assert sales_client.post(reverse("client_again_undoing", args=[opportunity.pk])).status_code == 403
    assert sales_client.post(reverse("client_not_now_undoing", args=[later.pk])).status_code == 403
    assert Opportunity.objects.filter(pk=opportunity.pk).exists()
    assert NotNow.objects.filter(pk=later.pk).exists()


def test_an_address_of_undo_is_no_way_round_the_rules_of_a_stage(sales_client, make_opportunity, stages, others):
    opportunity = make_opportunity()
    opportunity.move_to(stages["Quoted"], by=others)
    made_up = [(stages["Quoted"], stages["New"]), (stages["Quoted"], stages["Deciding"])]
    for now, former in made_up:
        answer = sales_client.post(reverse("opportunity_former_stage", args=[opportunity.pk, now.pk, former.pk]))
        assert answer.status_code == 403
    opportunity.refresh_from_db()
    assert opportunity.stage == stages["Quoted"]


def test_sales_returns_what_marketing_handed_over_and_does_not_take_it_back(sales_client, make_lead, stages, cast):
    hand_off = hand_over(make_lead(), by=cast.staff)
    taking_back = reverse("hand_off_taking_back", args=[hand_off.pk])
    assert taking_back not in sales_client.get(hand_off.lead.get_absolute_url()).text
    assert sales_client.post(taking_back).status_code == 403
    hand_off.lead.refresh_from_db()
    assert hand_off.lead.state == State.HANDED_OVER
    hand_off.take_back(by=cast.staff)
    assert sales_client.post(reverse("hand_off_waiting", args=[hand_off.pk])).status_code == 403
