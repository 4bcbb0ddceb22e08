"""What Today shows of the hand-off, and to whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Absence
from leads.models import Activity, HandOff
from sales.hand_off.transfer import accept, give_back, hand_over
from sales.today.sections import today_for


@pytest.fixture
def seen(business):
    def see(user, *, mine: bool = True) -> dict[str, list[str]]:
        today = today_for(user, business=business, mine=mine)
        return {section.key: [str(row.lead) for row in section.rows] for section in today.sections if section.rows}

    return see


def make_late(hand_off) -> None:
    HandOff.objects.filter(pk=hand_off.pk).update(due_at=timezone.now() - timedelta(minutes=1))


def test_the_first_to_be_answered_stands_first(make_lead, stages, seen, cast):
    hand_over(make_lead("Later"), by=cast.staff)
    make_late(hand_over(make_lead("Sooner"), by=cast.staff))
    assert seen(cast.sales) == {"handed_over": ["Sooner", "Later"]}


def test_what_waits_for_somebody_away_is_everybodys_in_sales(make_lead, stages, seen, cast, business):
    hand_over(make_lead("Helen"), by=cast.staff, to=cast.everything)
    assert seen(cast.sales) == {}
    Absence.enter(cast.everything, by=cast.owner, first_day=business.today())
    assert seen(cast.sales) == {"handed_over": ["Helen"]}


def test_what_was_accepted_stands_there_until_something_is_done(make_lead, stages, seen, cast):
    taken = [accept(hand_over(make_lead(name), by=cast.staff), by=cast.sales) for name in ("Written to", "Planned", "Moved", "Noor")]
    assert seen(cast.sales) == {"accepted": ["Written to", "Planned", "Moved", "Noor"]}
    Activity.log(taken[0].lead, by=cast.sales, kind="message")
    Activity.plan(taken[1].lead, by=cast.sales, on=timezone.localdate() + timedelta(days=1))
    taken[2].move_to(stages["Talking"], by=cast.sales)
    assert seen(cast.sales) == {"accepted": ["Noor"]}


def test_what_was_accepted_is_of_whoever_has_it_and_of_those_who_sell(make_opportunity, seen, cast):
    make_opportunity("Noor")
    assert seen(cast.everything) == seen(cast.staff, mine=False) == {}
    assert seen(cast.everything, mine=False) == {"accepted": ["Noor"]}


def test_what_is_stuck_by_now_stands_there_alone(make_opportunity, seen, cast):
    opportunity = make_opportunity("Noor")
    type(opportunity).objects.update(stage_since=timezone.now() - timedelta(days=30))
    assert seen(cast.sales) == {"stuck": ["Noor"]}


def test_whoever_handed_over_sees_what_is_not_answered_in_time(make_lead, stages, seen, cast):
    hand_off = hand_over(make_lead("Helen", logged_by=cast.admin), by=cast.staff)
    assert seen(cast.staff) == {}
    make_late(hand_off)
    assert seen(cast.staff) == seen(cast.admin) == {"unanswered": ["Helen"]}
    assert seen(cast.owner) == {}
    assert seen(cast.owner, mine=False) == {"unanswered": ["Helen"]}


def test_a_return_is_seen_by_whoever_handed_over_and_whoever_logged_it(make_lead, stages, seen, cast):
    hand_off = hand_over(make_lead("Helen", logged_by=cast.staff), by=cast.owner)
    give_back(hand_off, by=cast.sales, reason="no_contact")
    assert seen(cast.owner) == seen(cast.staff) == {"came_back": ["Helen"]}
    assert seen(cast.admin) == {}


def test_a_return_of_people_who_left_is_everybodys(make_lead, stages, seen, cast):
    hand_off = hand_over(make_lead("Helen", logged_by=cast.staff), by=cast.staff)
    give_back(hand_off, by=cast.sales, reason="no_contact")
    cast.staff.deactivate(by=cast.owner)
    assert seen(cast.admin) == {"came_back": ["Helen"]}


def test_a_hand_over_that_was_taken_back_leaves_the_return_in_sight(make_lead, stages, seen, cast):
    lead = make_lead("Helen")
    give_back(hand_over(lead, by=cast.staff), by=cast.sales, reason="no_contact")
    lead.refresh_from_db()
    hand_over(lead, by=cast.staff).take_back(by=cast.staff)
    assert seen(cast.staff) == {"came_back": ["Helen"]}


def test_a_lead_kept_warm_is_not_forgotten(make_lead, seen, cast, business):
    lead = make_lead("Helen")
    lead.keep_warm(by=cast.staff)
    assert seen(cast.staff) == {"warm": ["Helen"]}
    Activity.plan(lead, by=cast.staff, on=business.today() + timedelta(days=9))
    assert seen(cast.staff) == {}
