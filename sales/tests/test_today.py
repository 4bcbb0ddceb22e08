from datetime import time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity
from sales.hand_off.transfer import accept, give_back, hand_over
from sales.models import LostReason, Opportunity
from sales.pipeline.closing import lose
from sales.today.sections import today_for


@pytest.fixture
def plan(cast, business):
    def make(lead, *, days: int = 0, for_user=None, at=None) -> Activity:
        return Activity.plan(lead, by=cast.staff, on=business.today() + timedelta(days=days), at=at, for_user=for_user)

    return make


@pytest.fixture
def seen(business):
    """What one person sees on Today, by section."""

    def see(user, *, mine: bool = True) -> dict[str, list[str]]:
        today = today_for(user, business=business, mine=mine)
        return {section.key: [str(row.lead) for row in section.rows] for section in today.sections if section.rows}

    return see


def stand(opportunity, *, days: int) -> None:
    Opportunity.objects.filter(pk=opportunity.pk).update(stage_since=timezone.now() - timedelta(days=days))


def test_follow_ups_stand_under_overdue_and_due_and_not_before_their_day(make_lead, plan, seen, cast):
    plan(make_lead("Late"), days=-2)
    plan(make_lead("Now"))
    plan(make_lead("Soon"), days=1)
    assert seen(cast.staff) == {"overdue": ["Late"], "due": ["Now"]}


def test_the_ones_with_a_time_come_first_and_wait_below_until_it_is_near(make_lead, plan, seen, cast):
    with time_machine.travel("2026-06-12 12:00Z", tick=False) as clock:  # one o'clock in London
        plan(make_lead("Any time"))
        plan(make_lead("At three"), at=time(15))
        assert seen(cast.staff) == {"due": ["Any time"], "later": ["At three"]}
        clock.move_to("2026-06-12 13:00Z")
        assert seen(cast.staff) == {"due": ["At three", "Any time"]}


def test_mine_are_mine_and_nobodys(make_lead, plan, seen, cast):
    plan(make_lead("Nobody’s"))
    plan(make_lead("Tom’s"), for_user=cast.sales)
    assert seen(cast.staff) == {"due": ["Nobody’s"]}
    assert seen(cast.staff, mine=False) == {"due": ["Nobody’s", "Tom’s"]}


def test_a_withdrawn_lead_waits_for_nobody(make_lead, plan, seen, cast):
    lead = make_lead()
    plan(lead)
    lead.withdraw(by=cast.staff)
    assert seen(cast.staff) == {}


def test_a_hand_over_waits_for_sales_and_for_nobody_else(make_lead, stages, seen, cast):
    hand_over(make_lead("Helen"), by=cast.staff)
    assert seen(cast.sales) == {"handed_over": ["Helen"]}
    assert seen(cast.staff, mine=False) == {}


def test_a_hand_over_to_somebody_else_is_everyones(make_lead, stages, seen, cast):
    hand_over(make_lead("Helen"), by=cast.staff, to=cast.everything)
    assert seen(cast.sales) == {}
    assert seen(cast.sales, mine=False) == {"handed_over": ["Helen"]}


def test_what_came_back_waits_for_who_handed_it_over_until_something_is_done(make_lead, stages, seen, cast):
    lead = make_lead("Helen")
    give_back(hand_over(lead, by=cast.staff), by=cast.sales, reason="no_contact")
    assert seen(cast.staff) == {"came_back": ["Helen"]}
    Activity.log(lead, by=cast.staff, kind=Activity.Kind.CALL)
    assert seen(cast.staff) == {}


def test_what_came_back_and_was_accepted_later_is_gone(make_lead, stages, seen, cast):
    lead = make_lead("Helen")
    give_back(hand_over(lead, by=cast.staff), by=cast.sales, reason="no_contact")
    lead.refresh_from_db()
    accept(hand_over(lead, by=cast.staff), by=cast.sales)
    assert seen(cast.staff) == {}


def test_stuck_is_longer_in_a_stage_than_promised(make_opportunity, seen, cast):
    """The first stage promises one day: the second day is late, the first is not."""
    stand(make_opportunity("Late"), days=2)
    stand(make_opportunity("In time"), days=1)
    assert seen(cast.sales) == {"accepted": ["In time"], "stuck": ["Late"]}


def test_a_follow_up_ahead_ends_being_stuck(make_opportunity, plan, seen, cast):
    opportunity = make_opportunity("Late")
    stand(opportunity, days=9)
    plan(opportunity.lead, days=3)
    assert seen(cast.sales) == {}


def test_a_lost_one_is_not_stuck(make_opportunity, seen, cast):
    opportunity = make_opportunity("Late")
    lose(opportunity, by=cast.sales, reason=LostReason.objects.first())
    stand(opportunity, days=9)
    assert seen(cast.sales) == {}


def test_staff_see_nothing_stuck(make_opportunity, seen, cast):
    stand(make_opportunity("Late"), days=9)
    assert seen(cast.staff, mine=False) == {}


def test_people_are_counted_once(staff_client, make_lead, plan):
    lead = make_lead("Helen Marsh")
    plan(lead)
    plan(lead, days=-1)
    assert "One person to hear from you" in staff_client.get(reverse("today")).content.decode()
    assert staff_client.get(reverse("today_count")).content.decode().strip().startswith("1<")


def test_the_sentence_says_whom_to_start_with(staff_client, make_lead, plan):
    plan(make_lead("Now"))
    plan(make_lead("Late"), days=-2)
    page = staff_client.get(reverse("today")).content.decode()
    assert "Start with Late: 2 days late." in page


def test_empty_is_a_good_state_and_the_number_is_nothing(staff_client, stages):
    assert "Nobody is waiting for you" in staff_client.get(reverse("today")).content.decode()
    assert staff_client.get(reverse("today_count")).content == b""


def test_a_row_is_done_in_place_and_the_list_follows(staff_client, make_lead, plan, as_htmx):
    activity = plan(make_lead("Helen Marsh"))
    response = staff_client.post(reverse("activity_completion", args=[activity.pk]), **as_htmx)
    assert "counted" in response["HX-Trigger"]
    assert "What comes next?" in response.content.decode()
    part = staff_client.get(reverse("today"), **as_htmx)
    assert {section.key for section in part.context["today"].sections_shown} == {"next"}
    assert "<html" not in part.content.decode()


def test_a_follow_up_planned_from_the_list_takes_the_row_away(sales_client, make_opportunity, seen, cast, business):
    opportunity = make_opportunity("Late")
    stand(opportunity, days=9)
    tomorrow = (business.today() + timedelta(days=1)).isoformat()
    data = {"kind": "note", "next_on": tomorrow, "next": reverse("today")}
    response = sales_client.post(reverse("activities", args=[opportunity.lead.pk]), data)
    assert response.url == reverse("today")
    assert seen(cast.sales) == {}


def test_a_call_to_one_that_stands_still_is_logged_in_place(sales_client, make_opportunity, seen, cast, as_htmx):
    opportunity = make_opportunity("Late", phone="0113 496 0142")
    stand(opportunity, days=9)
    data = {"kind": "call", "outcome": "no_answer", "text": "", "in_place": "1"}
    response = sales_client.post(reverse("activities", args=[opportunity.lead_id]), data, **as_htmx)
    assert "Not reached, 1 attempt." in response.content.decode()
    assert response["HX-Trigger"] == "recounted"
    assert seen(cast.sales) == {"next": ["Late"]}


def test_the_queries_do_not_grow_with_what_waits(
    sales_client, make_lead, make_opportunity, plan, cast, stages, django_assert_max_num_queries, django_assert_num_queries
):
    def fill(n):
        for k in range(n):
            plan(make_lead(f"Due {k}", phone="0113 496 0142"))
            plan(make_lead(f"Late {k}", email="a@example.com"), days=-1)
            hand_over(make_lead(f"Handed {k}"), by=cast.staff)
            stand(make_opportunity(f"Stuck {k}", phone="0113 496 0143"), days=9)

    fill(2)
    with django_assert_max_num_queries(45) as few:
        sales_client.get(reverse("today"))
    fill(6)
    with django_assert_num_queries(len(few)):
        sales_client.get(reverse("today"))


def test_a_message_due_leads_to_a_letter_that_is_logged(client, make_lead, plan, cast):
    lead = make_lead("Ann")
    lead.contact.emails.create(address="ann@example.com")
    activity = plan(lead, for_user=cast.staff)
    activity.change(kind=Activity.Kind.MESSAGE)
    client.force_login(cast.staff)
    page = client.get(reverse("today")).text
    assert f'href="{reverse("write_mail", args=[lead.pk])}"' in page
    assert "mailto:" not in page
