"""Sales promises to answer, in working time; what is promised is kept with the hand-over."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Holiday
from leads.follow_ups.response_time import answers
from leads.models import HandOff
from sales.hand_off.transfer import accept, give_back, hand_over
from sales.models import HandOffRules, SourceRules

LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime(2026, 5, 8, 15, tzinfo=LONDON)


@pytest.fixture
def friday():
    with time_machine.travel(FRIDAY, tick=False) as clock:
        yield clock


def promise(minutes: int) -> None:
    HandOffRules.objects.update_or_create(only=True, defaults={"respond_minutes": minutes})


def test_a_promise_runs_while_the_business_works(friday, make_lead, stages, cast):
    promise(180)
    assert hand_over(make_lead(), by=cast.staff).due_at == datetime(2026, 5, 11, 10, tzinfo=LONDON)


def test_a_holiday_is_no_working_time(friday, make_lead, stages, cast):
    Holiday.objects.create(day=date(2026, 5, 11), name="Fair")
    promise(180)
    assert hand_over(make_lead(), by=cast.staff).due_at == datetime(2026, 5, 12, 10, tzinfo=LONDON)


@pytest.mark.parametrize(("minutes", "due"), [(60, datetime(2026, 5, 8, 16, tzinfo=LONDON)), (0, None)])
def test_a_source_may_promise_otherwise_or_nothing(friday, make_lead, stages, cast, sources, minutes, due):
    promise(180)
    SourceRules.put(sources["Leaflet"], respond_minutes=minutes, automatic=None)
    assert hand_over(make_lead(), by=cast.staff).due_at == due


def test_a_business_that_set_nothing_promises_four_hours(friday, make_lead, stages, cast):
    assert hand_over(make_lead(), by=cast.staff).due_at == datetime(2026, 5, 11, 11, tzinfo=LONDON)


def test_a_promise_changed_later_changes_no_hand_over(friday, make_lead, stages, cast):
    hand_off = hand_over(make_lead(), by=cast.staff)
    before = hand_off.due_at
    promise(15)
    hand_off.refresh_from_db()
    assert hand_off.due_at == before


def test_late_is_what_waits_past_its_promise(friday, make_lead, stages, cast):
    promise(60)
    waiting, decided = hand_over(make_lead("Late"), by=cast.staff), hand_over(make_lead("Answered"), by=cast.staff)
    accept(decided, by=cast.sales)
    now = FRIDAY + timedelta(minutes=61)
    assert list(HandOff.objects.late(FRIDAY + timedelta(minutes=60))) == []
    assert list(HandOff.objects.late(now)) == [waiting]


def test_a_late_answer_stays_late(friday, business, make_lead, stages, cast):
    promise(60)
    hand_off = hand_over(make_lead(), by=cast.staff)
    friday.shift(timedelta(minutes=90))
    give_back(hand_off, by=cast.sales, reason="not_ready")
    [answer] = answers([hand_off], business=business)
    assert (answer.took, answer.in_time) == (timedelta(minutes=90), False)


def test_today_and_the_lead_say_by_when(friday, sales_client, make_lead, stages, cast):
    promise(30)
    lead = make_lead("Helen Marsh")
    hand_over(lead, by=cast.staff)
    assert "Answer by 15:30" in sales_client.get(reverse("today")).text
    assert "Answer by 15:30" in sales_client.get(lead.get_absolute_url()).text
    friday.shift(timedelta(minutes=31))
    assert "Late since 15:30" in sales_client.get(reverse("today")).text
    assert "Late: an answer was promised by 15:30" in sales_client.get(lead.get_absolute_url()).text


def test_a_promise_for_another_day_of_the_week_is_said_briefly_on_today(friday, sales_client, make_lead, stages, cast):
    promise(180)
    hand_over(make_lead(), by=cast.staff)
    assert "Answer by Mon 10:00" in sales_client.get(reverse("today")).text
