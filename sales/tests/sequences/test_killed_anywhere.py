"""Six weeks of sequences while the worker is killed before every statement, and on either side of every commit."""

from collections import Counter
from contextlib import contextmanager, suppress
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection

from accounts.models import Business, Holiday
from accounts.scheduler import jobs
from accounts.working_hours import is_working
from leads.models import Activity
from sales.models import Ended, SequenceDeed, SequenceRun
from sales.sequences.ending import stop_these
from sales.tests.sequences.conftest import MARK, london

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, LAST = london(2026, 10, 12, 10), london(2026, 11, 20, 10)  # the clock is put back on 25 October
SUBJECTS = ("First", "Second", "Third")


class Killed(BaseException):
    """No `except Exception` catches a kill."""


@contextmanager
def killed_at(number: int):
    """Die at the n-th point: before a statement, before a commit, or right after one. Yields whether it came to that."""
    seen, commit = [], connection._commit

    def point():
        seen.append(1)
        if len(seen) == number:
            with suppress(Exception):
                connection.connection.close()  # the server takes back what was not committed
            raise Killed

    def committing():
        point()
        commit()
        point()

    def before_each(execute, *args):
        point()
        return execute(*args)

    connection._commit = committing
    died = []
    try:
        with connection.execute_wrapper(before_each):
            yield died
    except BaseException:
        if len(seen) < number:
            raise
        died.append(True)
    finally:
        del connection._commit
        if died:
            connection.connection, connection.in_atomic_block, connection.savepoint_ids, connection.needs_rollback = None, False, [], False


def work_with_kills() -> int:
    """The worker's round, begun again after each kill, one point later every time, until it gets through. Returns the kills."""
    kills = 0
    while True:
        with killed_at(kills + 1) as died:
            jobs["follow up by itself"].work(Business.current())
        if not died:
            return kills
        kills += 1


def test_each_message_goes_once_and_none_after_an_answer_or_a_move(make_sequence, make_lead, quoted, posted, sources, stages, cast):
    with time_machine.travel(FIRST, tick=False) as clock:
        make_sequence((2, "Ring", "First"), (5, "", "Second"), (6, "Ring again", "Third"))
        make_sequence((1, "", "Welcome"), (9, "", "Still there?"), name="Welcome", source=sources["Signboard"])
        whole, answers, opts_out, moves = [quoted(name=name) for name in ("Helen", "Iris", "Omar", "Noor")]
        asked = make_lead("Maya", email="maya@example.com", source=sources["Signboard"])
        Holiday.objects.create(day=date(2026, 10, 14), name="Fair")
        kills, day = 0, FIRST
        while day < LAST:
            day += timedelta(days=1)
            clock.move_to(day)
            if day.date() == date(2026, 10, 20):
                stop_these(answers.lead.sequence_runs.all(), Ended.REPLIED)
                stop_these(opts_out.lead.sequence_runs.all(), Ended.OPTED_OUT)
                moves.move_to(stages["Deciding"], by=cast.sales, gated=False)
            kills += work_with_kills()

    sent = Counter((row.lead_id, row.text.removeprefix(MARK)) for row in Activity.objects.filter(text__startswith=MARK))
    expected = [(whole.lead_id, subject) for subject in SUBJECTS] + [(each.lead_id, "First") for each in (answers, opts_out, moves)]
    assert sent == Counter([*expected, (asked.pk, "Welcome"), (asked.pk, "Still there?")])
    assert Activity.objects.planned().count() == 5  # two tasks of the whole run, one of each that ended after its first step
    ends = dict(SequenceRun.objects.values_list("lead", "ended_for"))
    assert [ends[each.lead_id] for each in (whole, answers, opts_out, moves)] == [
        Ended.FINISHED,
        Ended.REPLIED,
        Ended.OPTED_OUT,
        Ended.MOVED,
    ]
    assert all(is_working(Business.current(), deed.at) for deed in SequenceDeed.objects.all())
    assert kills > 300, "too few points were tried for this to mean anything"
