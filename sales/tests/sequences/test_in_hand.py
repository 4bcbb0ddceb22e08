"""A person holds a run, leaves a step out, or takes over, and can take each of it back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.mail.listeners import may_send
from leads.mail.outbound import outbox
from leads.mail.outbound.delivery import send
from leads.models import Message
from sales.models import Ended, Sequence, SequenceDeed, SequenceRun
from sales.sequences import sending
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
    page = sales_client.get(run.opportunity.get_absolute_url())
    assert "“First”" in page.text
    assert "Skip this step" in page.text


def test_started_by_hand_again_it_begins_anew(run, press, sales_client, cast):
    press("run_takeover")
    sales_client.post(reverse("opportunity_sequence", args=[run.opportunity_id, run.sequence_id]))
    assert SequenceRun.objects.under_way().get().by == cast.sales


@pytest.fixture
def in_the_post(run, monkeypatch):
    """The first message of the run, queued and not sent yet."""
    monkeypatch.setattr(outbox, "can_send", lambda business: True)
    key = run.message_key(0)
    for _twice in range(2):
        sending.send(run.lead, by=None, subject="First", text="Hello", key=key)
    SequenceDeed.objects.create(run=run, number=0, outcome="done", message_key=key)
    return Message.objects.get(key=key)


def test_the_post_keeps_back_what_was_queued_before_it_ended(run, in_the_post):
    assert may_send(in_the_post)
    run.stop(Ended.REPLIED)
    assert not may_send(in_the_post)


@pytest.mark.parametrize("button", ["sequence_off", "sequence_retirement"])
def test_switched_off_or_retired_it_stops_what_is_queued_for_good(button, run, in_the_post, sales_client, cast):
    sales_client.post(reverse(button, args=[run.sequence_id]))
    in_the_post.refresh_from_db()
    assert (in_the_post.status, in_the_post.error) == ("stopped", "“After a quote” was switched off.")
    if button == "sequence_off":
        Sequence.objects.get().approve(by=cast.owner, seen=Sequence.objects.get().as_seen)
        assert send(in_the_post.pk) == "stopped", "on again, it is not sent after all"


def test_what_a_step_queued_while_it_was_being_switched_off_is_stopped_on_its_way(run, in_the_post, business):
    Sequence.objects.update(on_since=None)
    assert not may_send(in_the_post)


def test_what_was_sent_before_it_was_switched_off_stays_sent(run, in_the_post):
    in_the_post.begin()
    assert in_the_post.go_out(at=timezone.now())
    run.sequence.switch_off()
    in_the_post.refresh_from_db()
    assert in_the_post.status == "sent"
