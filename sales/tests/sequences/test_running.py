"""Steps are done when they are due, in working hours, and the next counts from there."""

from datetime import date

import pytest
import time_machine

from accounts.models import Absence, Holiday
from leads.models import Activity
from sales.models import Ended, SequenceDeed, SequenceRun
from sales.tests.sequences.conftest import london

pytestmark = pytest.mark.django_db


def test_a_stage_takes_in_what_enters_it_and_each_step_comes_in_its_time(make_sequence, quoted, posted, work_through):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        make_sequence((2, "", "Did it arrive?"), (1, "Ring them", ""), (3, "", "Shall we leave it?"))
        opportunity = quoted()
        run = opportunity.sequence_runs.get()
        assert run.due_at == london(2026, 6, 3, 10)
        work_through(clock, london(2026, 6, 20, 10))

    task = opportunity.lead.activities.planned().get()
    assert posted() == ["Did it arrive?", "Shall we leave it?"]
    assert (task.due_on, task.text, task.for_user) == (date(2026, 6, 4), "Ring them (After a quote)", opportunity.owner)
    assert SequenceRun.objects.get().ended_for == Ended.FINISHED


def test_nothing_goes_out_on_a_holiday_entered_after_it_was_planned(make_sequence, quoted, posted, work_through):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        make_sequence((2, "", "Did it arrive?"))
        quoted()
        Holiday.objects.create(day=date(2026, 6, 3), name="Fair")
        work_through(clock, london(2026, 6, 3, 23))
        assert posted() == []
        work_through(clock, london(2026, 6, 4, 9))
    assert posted() == ["Did it arrive?"]


def test_the_clock_put_back_leaves_the_hour_as_it_was(make_sequence, quoted, posted):
    with time_machine.travel(london(2026, 10, 22, 10), tick=False):
        make_sequence((2, "", "Did it arrive?"))
        run = quoted().sequence_runs.get()
    assert run.due_at == london(2026, 10, 26, 10)  # Thursday to Monday, over the night the clock changed


def test_a_task_is_for_whoever_is_free_while_the_owner_is_away(make_sequence, quoted, work_through, cast):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        make_sequence((1, "Ring them", ""))
        quoted()
        Absence.enter(cast.sales, by=cast.owner, first_day=date(2026, 6, 2))
        work_through(clock, london(2026, 6, 2, 12))
    assert Activity.objects.planned().get().for_user is None


def test_without_an_address_a_person_is_asked_instead(make_sequence, make_opportunity, stages, posted, work_through, cast):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        make_sequence((1, "", "Did it arrive?"))
        make_opportunity().move_to(stages["Quoted"], by=cast.sales, gated=False)
        work_through(clock, london(2026, 6, 2, 12))
    assert SequenceDeed.objects.get().outcome == SequenceDeed.Outcome.BY_HAND
    assert "Did it arrive?" in Activity.objects.planned().get().text


def test_a_sequence_that_is_off_lets_whoever_is_under_way_wait(make_sequence, quoted, posted, work_through):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        sequence = make_sequence((1, "", "Did it arrive?"))
        quoted()
        sequence.switch_off()
        work_through(clock, london(2026, 6, 5, 12))
    assert posted() == []
    assert SequenceRun.objects.under_way().count() == 1


def test_what_runs_keeps_to_the_words_that_were_approved(make_sequence, quoted, posted, work_through):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        sequence = make_sequence((1, "", "Did it arrive?"))
        quoted()
        sequence.steps.get().template.edit(subject="Something nobody looked at")
        work_through(clock, london(2026, 6, 2, 12))
    assert posted() == ["Did it arrive?"]
    sequence.refresh_from_db()
    assert not sequence.is_as_approved
