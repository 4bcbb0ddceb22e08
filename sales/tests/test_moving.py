from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import IllegalMove
from sales.models import Opportunity


def move(client, opportunity, to, **data):
    return client.post(reverse("opportunity_stage", args=[opportunity.pk]), {"to": to.pk} | data, follow=True)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_a_card_moves_and_says_who_moved_it(sales_client, make_opportunity, stages, cast):
    opportunity = make_opportunity()
    move(sales_client, opportunity, stages["Quoted"], version=1)
    opportunity.refresh_from_db()
    change = opportunity.changes.latest("pk")
    assert (opportunity.stage, change.by, change.from_stage) == (stages["Quoted"], cast.sales, stages["New"])


def test_the_move_can_be_undone(sales_client, make_opportunity, stages):
    opportunity = make_opportunity()
    move(sales_client, opportunity, stages["Quoted"])
    undo = reverse("opportunity_former_stage", args=[opportunity.pk, stages["Quoted"].pk, stages["New"].pk])
    sales_client.post(undo)
    opportunity.refresh_from_db()
    assert opportunity.stage == stages["New"]


def test_undone_its_days_in_the_stage_count_on(make_opportunity, stages, cast):
    opportunity = make_opportunity()
    since = timezone.now() - timedelta(days=20)
    opportunity.changes.update(at=since)
    opportunity.move_to(stages["Quoted"], by=cast.sales)
    opportunity.move_back(stages["New"], by=cast.sales, seen=stages["Quoted"].pk)
    opportunity.refresh_from_db()
    assert opportunity.stage_since == since


def test_undoing_after_somebody_moved_it_on_changes_nothing(sales_client, make_opportunity, stages, cast):
    opportunity = make_opportunity()
    opportunity.move_to(stages["Quoted"], by=cast.sales)
    opportunity.move_to(stages["Deciding"], by=cast.everything)
    undo = reverse("opportunity_former_stage", args=[opportunity.pk, stages["Quoted"].pk, stages["New"].pk])
    response = sales_client.post(undo, follow=True)
    opportunity.refresh_from_db()
    assert opportunity.stage == stages["Deciding"]
    assert "Max moved Helen Marsh to “Deciding”" in said(response)


def test_moving_to_where_it_is_writes_nothing(make_opportunity, stages, cast):
    opportunity = make_opportunity()
    opportunity.move_to(stages["New"], by=cast.sales)
    assert opportunity.changes.count() == 1


@pytest.mark.parametrize("name", ["Won", "Lost"])
def test_nothing_moves_to_a_closed_stage(make_opportunity, stages, cast, name):
    with pytest.raises(IllegalMove):
        make_opportunity().move_to(stages[name], by=cast.sales)


def test_a_stage_that_is_not_there_is_refused(sales_client, make_opportunity, stages):
    opportunity = make_opportunity()
    response = sales_client.post(reverse("opportunity_stage", args=[opportunity.pk]), {"to": "99999"}, follow=True)
    assert "not there any more" in said(response)


def test_staff_move_nothing(staff_client, make_opportunity, stages):
    opportunity = make_opportunity()
    assert staff_client.post(reverse("opportunity_stage", args=[opportunity.pk]), {"to": stages["Quoted"].pk}).status_code == 403
    assert Opportunity.objects.get().stage == stages["New"]


def test_the_question_lists_the_stages_in_the_sheet_and_as_a_page(sales_client, make_opportunity, stages, as_htmx):
    address = reverse("opportunity_stage", args=[make_opportunity().pk])
    assert b"<html" not in sales_client.get(address, **as_htmx).content
    page = sales_client.get(address).content.decode()
    assert "<html" in page
    assert "Deciding" in page
