"""A hand-over that nobody has decided can be taken back, and given to another."""

import pytest
from django.urls import reverse

from leads.models import IllegalMove, Lead, State
from leads.timeline import timeline
from sales.hand_off.transfer import accept, give_back, hand_over


@pytest.fixture
def waiting(make_lead, stages, cast):
    return hand_over(make_lead(), by=cast.staff)


def stands(hand_off) -> tuple:
    hand_off.refresh_from_db()
    return Lead.objects.get(pk=hand_off.lead_id).state, hand_off.is_waiting


def test_the_front_desk_takes_a_slip_back_and_may_undo_that(staff_client, waiting):
    page = staff_client.post(reverse("hand_off_taking_back", args=[waiting.pk]), follow=True)
    assert stands(waiting) == (State.OPEN, False)
    assert waiting.was_taken_back
    assert not waiting.was_accepted
    assert reverse("hand_off_waiting", args=[waiting.pk]) in page.text

    staff_client.post(reverse("hand_off_waiting", args=[waiting.pk]))
    assert stands(waiting) == (State.HANDED_OVER, True)


def test_the_toast_of_handing_over_takes_it_back(staff_client, make_lead, stages):
    lead = make_lead()
    page = staff_client.post(reverse("hand_over", args=[lead.pk]), follow=True)
    assert reverse("hand_off_taking_back", args=[lead.hand_offs.get().pk]) in page.text


def test_one_that_sales_accepted_is_not_taken_back(staff_client, waiting, cast):
    accept(waiting, by=cast.sales)
    page = staff_client.post(reverse("hand_off_taking_back", args=[waiting.pk]), follow=True)
    assert "Nothing was changed" in page.text
    assert stands(waiting) == (State.IN_SALES, False)


def test_it_does_not_wait_again_once_the_lead_went_elsewhere(waiting, cast):
    waiting.take_back(by=cast.staff)
    hand_over(waiting.lead, by=cast.staff)
    with pytest.raises(IllegalMove):
        waiting.wait_again()
    assert waiting.lead.hand_offs.waiting().count() == 1


def test_a_returned_one_does_not_wait_again(waiting, cast):
    give_back(waiting, by=cast.sales, reason="not_ready")
    with pytest.raises(IllegalMove):
        waiting.wait_again()


def test_the_timeline_tells_of_it(waiting, cast):
    waiting.take_back(by=cast.staff)
    titles = [entry.title for entry in timeline(waiting.lead)]
    assert "Hand-over taken back" in titles
    assert "Accepted by sales" not in titles


def test_another_is_to_answer_and_the_promise_stays(staff_client, waiting, cast):
    due_at = waiting.due_at
    staff_client.post(reverse("hand_off_recipient", args=[waiting.pk]), {"to": cast.everything.pk})
    waiting.refresh_from_db()
    assert (waiting.to, waiting.due_at) == (cast.everything, due_at)
    assert "Given to Max to answer" in [entry.title for entry in timeline(waiting.lead)]


def test_the_same_person_again_writes_nothing(waiting, cast):
    waiting.give_to(None, by=cast.staff)
    assert not waiting.lead.changes.exists()


def test_somebody_outside_sales_is_not_given_it(staff_client, waiting, cast):
    response = staff_client.post(reverse("hand_off_recipient", args=[waiting.pk]), {"to": cast.owner.pk})
    assert response.status_code == 422
    waiting.refresh_from_db()
    assert waiting.to is None


def test_one_that_was_decided_is_given_to_nobody(waiting, cast):
    accept(waiting, by=cast.sales)
    with pytest.raises(IllegalMove):
        waiting.give_to(cast.everything, by=cast.staff)
