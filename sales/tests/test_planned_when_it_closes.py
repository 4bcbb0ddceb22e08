"""What was planned with somebody ends with their opportunity, unless it is kept; and is planned again when it opens again."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity
from sales.hand_off.transfer import open_opportunity
from sales.models import LostReason
from sales.pipeline import bulk
from sales.pipeline.closing import lose, reopen, win


@pytest.fixture
def plan(cast, business):
    def make(lead, text: str) -> Activity:
        return Activity.plan(lead, by=cast.sales, on=business.today(), text=text, for_user=cast.sales)

    return make


def ahead(lead) -> list[str]:
    return [each.text for each in Activity.objects.next_of(lead.pk)]


def closing(client, opportunity, how: str, **answers):
    if how == "opportunity_win":
        answers |= {"amount": "5", "sold_on": timezone.localdate().isoformat()}
    else:
        answers |= {"reason": LostReason.objects.in_use().first().pk}
    return client.post(reverse(how, args=[opportunity.pk]), answers, follow=True)


@pytest.mark.parametrize("how", ["opportunity_win", "opportunity_loss"])
def test_what_is_ticked_stays_planned_and_the_rest_is_dropped(sales_client, make_opportunity, plan, how):
    opportunity = make_opportunity()
    plan(opportunity.lead, "Ask for an answer")
    kept = plan(opportunity.lead, "Bring the samples back")
    page = sales_client.get(reverse(how, args=[opportunity.pk])).text
    assert "Ask for an answer" in page
    assert "Bring the samples back" in page
    assert closing(sales_client, opportunity, how, keep=[kept.pk]).status_code == 200
    assert ahead(opportunity.lead) == ["Bring the samples back"]


def test_nothing_is_asked_where_nothing_is_planned(sales_client, make_opportunity):
    opportunity = make_opportunity()
    assert "still to be done" not in sales_client.get(reverse("opportunity_win", args=[opportunity.pk])).text


def test_what_was_done_since_the_question_was_drawn_is_no_mistake(sales_client, make_opportunity, plan, cast):
    opportunity = make_opportunity()
    done = plan(opportunity.lead, "Ask for an answer")
    plan(opportunity.lead, "Bring the samples back")
    done.finish(by=cast.sales)
    assert closing(sales_client, opportunity, "opportunity_win", keep=[done.pk]).status_code == 200
    assert ahead(opportunity.lead) == []


def test_a_follow_up_of_somebody_else_cannot_be_ticked(sales_client, make_opportunity, plan):
    opportunity, other = make_opportunity("Helen"), make_opportunity("Noor")
    plan(opportunity.lead, "Ask for an answer")
    closing(sales_client, opportunity, "opportunity_win", keep=[plan(other.lead, "Ring Noor").pk])
    assert ahead(opportunity.lead) == []
    assert ahead(other.lead) == ["Ring Noor"]


def test_opened_again_it_is_planned_again_but_not_what_was_dropped_before(make_opportunity, plan, cast):
    opportunity = make_opportunity()
    plan(opportunity.lead, "Not needed").drop()
    plan(opportunity.lead, "Ask for an answer")
    win(opportunity, by=cast.sales, amount=Decimal(5))
    assert ahead(opportunity.lead) == []
    reopen(opportunity, by=cast.sales)
    assert ahead(opportunity.lead) == ["Ask for an answer"]


def test_many_lost_at_once_and_taken_back_have_theirs_again(make_opportunity, plan, cast):
    cards = [make_opportunity(name) for name in ("Helen", "Noor")]
    for card in cards:
        plan(card.lead, f"Ring {card}")
    outcome = bulk.lose({card.pk: None for card in cards}, by=cast.sales, reason=LostReason.objects.in_use().first())
    assert [ahead(card.lead) for card in cards] == [[], []]
    bulk.undo(outcome.bulk, by=cast.sales)
    assert [ahead(card.lead) for card in cards] == [["Ring Helen"], ["Ring Noor"]]


def test_another_open_opportunity_of_the_enquiry_keeps_what_is_planned(make_opportunity, plan, cast):
    opportunity = make_opportunity()
    open_opportunity(opportunity.lead, by=cast.sales)
    plan(opportunity.lead, "Ask for an answer")
    lose(opportunity, by=cast.sales, reason=None)
    assert ahead(opportunity.lead) == ["Ask for an answer"]


def test_to_thank_whoever_sent_somebody_is_not_over_with_their_own_enquiry(make_opportunity, plan, make_lead, cast):
    opportunity = make_opportunity()
    sent = make_lead("Noor")
    sent.thanks = plan(opportunity.lead, "Thank Helen")
    sent.save(update_fields=["thanks"])
    lose(opportunity, by=cast.sales, reason=None)
    assert ahead(opportunity.lead) == ["Thank Helen"]
