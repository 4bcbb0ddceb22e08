"""The outcome of a call is kept, proposes what comes next, and both are taken back in one click."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence, Business
from leads.follow_ups.next_step import ENOUGH, Planner, attempts
from leads.models import Activity, Disqualified
from leads.tests.making import make_lead

Outcome = Activity.Outcome
HTMX = {"HX-Request": "true"}


@pytest.fixture
def lead(cast, client):
    client.force_login(cast.staff)
    return make_lead("Maria")


@pytest.fixture
def call(lead, cast):
    return Activity.plan(lead, by=cast.staff, on=timezone.localdate(), text="Ring about the oak", for_user=cast.staff)


def complete(client, activity, **data):
    return client.post(reverse("activity_completion", args=[activity.pk]), data, headers=HTMX)


def not_reached(lead, cast, times: int) -> Activity:
    for _n in range(times):
        activity = Activity.plan(lead, by=cast.staff, on=timezone.localdate(), text="Ring about the oak")
        activity.finish(by=cast.staff, outcome=Outcome.NO_ANSWER)
    return activity


def test_the_outcome_and_the_words_are_kept_and_what_comes_next_is_asked(client, call):
    response = complete(client, call, outcome="no_answer", text="Rang out")
    call.refresh_from_db()
    assert (call.outcome, call.text, call.is_planned) == ("no_answer", "Ring about the oak\nRang out", False)
    assert "Not reached, 1 attempt." in response.content.decode()
    assert response["HX-Trigger"] == "recounted"


def test_the_proposal_is_one_tap(client, call, cast):
    complete(client, call, outcome="no_answer")
    proposal = Planner(Business.current(), user=cast.staff).after(refreshed(call), attempts=1).proposals[0]
    data = {"kind": "note", "next_kind": proposal.kind, "next_on": proposal.on, "next_text": proposal.text, "follows": call.pk}
    client.post(reverse("activities", args=[call.lead_id]), data | {"next_for": cast.staff.pk})
    planned = Activity.objects.planned().get()
    assert (planned.due_on, planned.text, planned.for_user, planned.follows) == (proposal.on, "Ring about the oak", cast.staff, call)


def refreshed(activity):
    return Activity.objects.get(pk=activity.pk)


def test_a_call_asked_for_is_planned_at_once_and_nothing_is_asked(client, call):
    day = timezone.localdate() + timedelta(days=2)
    response = complete(client, call, outcome="call_back", back_on=day, back_at="14:30")
    planned = Activity.objects.planned().get()
    assert (planned.due_on, f"{planned.due_at:%H:%M}", planned.text, planned.follows) == (day, "14:30", "Ring about the oak", call)
    assert response["HX-Trigger"] == "counted"


@pytest.mark.parametrize("data", [{"outcome": "call_back"}, {"outcome": "call_back", "back_on": "2001-01-01"}, {"outcome": "sang"}])
def test_an_outcome_that_cannot_be_changes_nothing(client, call, data):
    assert complete(client, call, **data).status_code == 422
    assert refreshed(call).is_planned


def test_undo_brings_the_call_back_and_drops_what_was_planned_from_it(client, call):
    complete(client, call, outcome="call_back", back_on=timezone.localdate() + timedelta(days=2))
    client.post(reverse("activity_reopening", args=[call.pk]))
    assert (refreshed(call).is_planned, refreshed(call).outcome) == (True, "")
    assert list(Activity.objects.planned()) == [call]


def test_nothing_for_now_is_an_answer_and_can_be_taken_back(client, call):
    complete(client, call, outcome="reached")
    client.post(reverse("activity_ending", args=[call.pk]))
    assert not Activity.objects.awaiting_next().exists()
    client.post(reverse("activity_unending", args=[call.pk]))
    assert Activity.objects.awaiting_next().get() == call


def test_nobody_is_asked_about_a_lead_that_is_closed_or_has_something_ahead(client, call, cast):
    call.finish(by=cast.staff)
    ahead = Activity.plan(call.lead, by=cast.staff, on=timezone.localdate())
    assert not Activity.objects.awaiting_next().exists()
    ahead.drop()
    assert Activity.objects.awaiting_next().exists()
    call.lead.disqualify(Disqualified.NO_BUDGET, by=cast.staff)
    assert not Activity.objects.awaiting_next().exists()


def test_attempts_are_counted_in_a_row(lead, cast):
    not_reached(lead, cast, 2)
    Activity.log(lead, by=cast.staff, kind="call", outcome=Outcome.REACHED)
    assert attempts([lead.pk]) == {lead.pk: 0}
    not_reached(lead, cast, 3)
    assert attempts([lead.pk]) == {lead.pk: 3}


@pytest.mark.parametrize(("tries", "day"), [(1, date(2026, 6, 12)), (2, date(2026, 6, 15)), (3, date(2026, 6, 15))])
def test_the_next_attempt_waits_longer_and_falls_on_a_working_day(lead, cast, tries, day):
    """From a Thursday: the day after, two days after is a Saturday, four days after is Monday."""
    with time_machine.travel("2026-06-11 09:00Z"):
        last = not_reached(lead, cast, tries)
        step = Planner(Business.current(), user=cast.staff).after(last, attempts=tries)
        assert (step.attempts, step.proposals[0].kind, step.proposals[0].on, step.gives_up) == (tries, "call", day, False)


def test_nobody_is_given_a_call_on_a_day_they_are_away(lead, cast):
    with time_machine.travel("2026-06-11 09:00Z"):
        Absence.enter(cast.staff, by=cast.staff, first_day=date(2026, 6, 12), last_day=date(2026, 6, 16))
        last = not_reached(lead, cast, 1)
        assert Planner(Business.current(), user=cast.staff).after(last, attempts=1).proposals[0].on == date(2026, 6, 17)


def test_after_enough_attempts_a_message_is_proposed_or_to_let_it_go(lead, cast, client):
    last = not_reached(lead, cast, ENOUGH)
    step = Planner(Business.current(), user=cast.staff).after(last, attempts=ENOUGH)
    assert (step.proposals[0].kind, step.gives_up) == ("message", True)
    assert "Disqualify: could not be reached" in client.get(lead.get_absolute_url()).content.decode()


def test_a_wrong_number_proposes_to_find_another(lead, cast):
    call = Activity.log(lead, by=cast.staff, kind="call", outcome=Outcome.WRONG_NUMBER)
    step = Planner(Business.current(), user=cast.staff).after(call, attempts=0)
    assert [proposal.kind for proposal in step.proposals] == ["message", "note"]


def test_later_today_is_offered_until_the_evening(cast):
    for moment, offered in (("2026-06-11 09:10Z", "12:30"), ("2026-06-11 19:10Z", None)):
        with time_machine.travel(moment):
            later = Planner(Business.current(), user=cast.staff).later_today()
            assert (later and f"{later:%H:%M}") == offered


def test_putting_it_off_to_later_today_is_undone_with_its_time(client, call):
    today = timezone.localdate()
    response = client.post(reverse("activity_date", args=[call.pk]), {"due_on": today, "due_at": "23:30"}, headers=HTMX)
    assert f"{refreshed(call).due_at:%H:%M}" == "23:30"
    undo = f"{reverse('activity_former_date', args=[call.pk, today])}?at="
    assert undo in response.content.decode()
    client.post(undo)
    assert refreshed(call).due_at is None


def test_what_was_logged_by_mistake_is_taken_back(client, lead):
    client.post(reverse("activities", args=[lead.pk]), {"kind": "call", "outcome": "no_answer", "next_on": timezone.localdate()})
    logged, planned = Activity.objects.order_by("pk")
    assert (logged.outcome, planned.follows) == ("no_answer", logged)
    client.post(reverse("activity_taking_back", args=[logged.pk]))
    assert (refreshed(logged).done_at, refreshed(planned).is_planned) == (None, False)
