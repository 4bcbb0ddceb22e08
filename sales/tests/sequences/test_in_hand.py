"""A person holds a run, leaves a step out, or takes over, and can take each of it back."""

import pytest
from django.urls import reverse

from leads import mail
from leads.mail.listeners import may_send
from leads.models import Message
from sales.models import Ended, SequenceDeed, SequenceRun
from sales.sequences import post
from sales.sequences.running import do_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(make_sequence, quoted):
    make_sequence((0, "", "First"), (0, "", "Second"))
    return quoted().sequence_runs.get()


@pytest.fixture
def press(sales_client, run):
    def press(name, *rest):
        sales_client.post(reverse(name, args=[run.pk, *rest]))
        run.refresh_from_db()
        return run

    return press


def due_now(run):
    SequenceRun.objects.filter(pk=run.pk).update(due_at=run.began_at)


def test_held_it_does_nothing_until_it_goes_on(press, run, business, posted):
    press("run_pause")
    due_now(run)
    assert do_due(business) == 0
    assert press("run_going_on").paused_at is None


def test_a_step_left_out_comes_back_at_its_time(press, run):
    due = run.due_at
    assert press("run_skip", 0).next_number == 1
    assert press("run_skip", 0).next_number == 1, "the same button pressed twice leaves out one step"
    run = press("run_unskip", 0)
    assert (run.next_number, run.due_at) == (0, due)


def test_taken_over_it_stops_and_may_be_given_back(press, cast):
    run = press("run_takeover")
    assert (run.ended_for, run.ended_by) == (Ended.TAKEN_OVER, cast.sales)
    assert press("run_return").is_under_way


def test_what_is_over_for_another_reason_does_not_go_on(press, run):
    run.stop(Ended.REPLIED)
    assert not press("run_return").is_under_way


def test_its_page_says_what_comes_next(run, sales_client):
    page = sales_client.get(reverse("opportunity", args=[run.opportunity_id]))
    assert "“First”" in page.text
    assert "Skip this step" in page.text


def test_started_by_hand_again_it_begins_anew(run, press, sales_client, cast):
    press("run_takeover")
    sales_client.post(reverse("opportunity_sequence", args=[run.opportunity_id, run.sequence_id]))
    assert SequenceRun.objects.under_way().get().by == cast.sales


def test_the_post_keeps_back_what_was_queued_before_it_ended(run, monkeypatch):
    monkeypatch.setattr(mail.outbox, "can_send", lambda business: True)
    key = run.message_key(0)
    for _twice in range(2):
        post.send(run.lead, by=None, subject="First", text="Hello", key=key)
    SequenceDeed.objects.create(run=run, number=0, outcome="done", message_key=key)
    message = Message.objects.get(key=key)
    assert may_send(message)
    run.stop(Ended.REPLIED)
    assert not may_send(message)
