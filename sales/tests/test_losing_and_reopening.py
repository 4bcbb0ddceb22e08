from decimal import Decimal

import pytest
from django.urls import reverse

from leads.models import State
from sales.models import LostReason, Sale
from sales.pipeline.closing import reopen, win


def test_a_loss_has_a_reason(sales_client, make_opportunity):
    opportunity = make_opportunity()
    reason = LostReason.objects.in_use().first()
    sales_client.post(reverse("opportunity_loss", args=[opportunity.pk]), {"reason": reason.pk, "note": "Next year"})
    opportunity.refresh_from_db()
    opportunity.lead.refresh_from_db()
    assert (opportunity.lost_reason, opportunity.lead.state) == (reason, State.LOST)
    assert opportunity.changes.latest("pk").note == "Next year"


def test_a_loss_without_a_reason_is_refused(sales_client, make_opportunity):
    opportunity = make_opportunity()
    response = sales_client.post(reverse("opportunity_loss", args=[opportunity.pk]), {"note": "Next year"})
    assert response.status_code == 422
    opportunity.refresh_from_db()
    assert opportunity.is_open


def test_a_retired_reason_is_not_offered(sales_client, make_opportunity):
    opportunity = make_opportunity()
    reason = LostReason.objects.in_use().first()
    reason.retire()
    assert sales_client.post(reverse("opportunity_loss", args=[opportunity.pk]), {"reason": reason.pk}).status_code == 422


def test_a_won_one_is_not_lost_and_says_so(sales_client, make_opportunity, cast):
    opportunity = make_opportunity()
    win(opportunity, by=cast.everything, amount=None)
    reason = LostReason.objects.in_use().first()
    response = sales_client.post(reverse("opportunity_loss", args=[opportunity.pk]), {"reason": reason.pk}, follow=True)
    assert (response.status_code, "Nothing was changed: Max moved" in response.text) == (409, True)
    opportunity.refresh_from_db()
    assert opportunity.is_won


def test_reopening_a_loss_goes_back_to_its_stage(sales_client, make_opportunity, stages, cast):
    opportunity = make_opportunity()
    opportunity.move_to(stages["Quoted"], by=cast.sales)
    reason = LostReason.objects.in_use().first()
    sales_client.post(reverse("opportunity_loss", args=[opportunity.pk]), {"reason": reason.pk})
    sales_client.post(reverse("opportunity_reopening", args=[opportunity.pk]))
    opportunity.refresh_from_db()
    opportunity.lead.refresh_from_db()
    assert (opportunity.stage, opportunity.lost_reason, opportunity.closed_at) == (stages["Quoted"], None, None)
    assert opportunity.lead.state == State.IN_SALES


@pytest.mark.parametrize("value", [None, Decimal(900)])
def test_reopening_a_win_gives_back_what_it_was_thought_to_be_worth(make_opportunity, cast, value):
    opportunity = make_opportunity(value=value)
    win(opportunity, by=cast.sales, amount=Decimal(5))
    reopen(opportunity, by=cast.sales)
    opportunity.refresh_from_db()
    assert opportunity.value == value


def test_a_value_written_after_the_win_stays(make_opportunity, cast):
    opportunity = make_opportunity(value=Decimal(900))
    win(opportunity, by=cast.sales, amount=Decimal(5))
    opportunity.edit(by=cast.sales, value=Decimal(7))
    reopen(opportunity, by=cast.sales)
    opportunity.refresh_from_db()
    assert opportunity.value == 7


def test_reopening_a_win_takes_its_sale_back(sales_client, make_opportunity, cast):
    opportunity = make_opportunity()
    win(opportunity, by=cast.sales, amount=Decimal(5))
    sales_client.post(reverse("opportunity_reopening", args=[opportunity.pk]))
    opportunity.lead.contact.refresh_from_db()
    assert not opportunity.lead.contact.is_client
    assert Sale.objects.get().reversed_by == cast.sales


def test_reopening_an_open_one_writes_nothing(sales_client, make_opportunity):
    opportunity = make_opportunity()
    sales_client.post(reverse("opportunity_reopening", args=[opportunity.pk]))
    assert opportunity.changes.count() == 1


def test_staff_neither_lose_nor_reopen(staff_client, make_opportunity, cast):
    opportunity = make_opportunity()
    reason = LostReason.objects.in_use().first()
    assert staff_client.post(reverse("opportunity_loss", args=[opportunity.pk]), {"reason": reason.pk}).status_code == 403
    assert staff_client.post(reverse("opportunity_reopening", args=[opportunity.pk])).status_code == 403
    opportunity.refresh_from_db()
    assert opportunity.is_open
