"""A run is over as soon as something happened that a person should answer to."""

import pytest
import time_machine

from leads.merging import merge
from leads.models import Activity, HandOff
from sales.models import Ended, LostReason, SequenceRun
from sales.pipeline import closing
from sales.sequences.ending import stop_these
from sales.sequences.enrolling import take_in_from_sources
from sales.tests.sequences.conftest import london

pytestmark = pytest.mark.django_db


def moves(opportunity, cast, stages):
    opportunity.move_to(stages["Deciding"], by=cast.sales, gated=False)


def wins(opportunity, cast, stages):
    closing.win(opportunity, by=cast.sales, amount=None, gated=False)


def loses(opportunity, cast, stages):
    closing.lose(opportunity, by=cast.sales, reason=LostReason.objects.first())


def books(opportunity, cast, stages):
    Activity.plan(opportunity.lead, by=cast.sales, on=opportunity.stage_since.date(), kind=Activity.Kind.MEETING)


def meets(opportunity, cast, stages):
    Activity.log(opportunity.lead, by=cast.sales, kind=Activity.Kind.MEETING)


def answers(opportunity, cast, stages):
    stop_these(opportunity.lead.sequence_runs.all(), Ended.REPLIED)


def opts_out(opportunity, cast, stages):
    stop_these(opportunity.lead.sequence_runs.all(), Ended.OPTED_OUT)


ENDS = [
    (moves, Ended.MOVED),
    (wins, Ended.WON),
    (loses, Ended.LOST),
    (books, Ended.BOOKED),
    (meets, Ended.BOOKED),
    (answers, Ended.REPLIED),
    (opts_out, Ended.OPTED_OUT),
]


@pytest.mark.parametrize(("happens", "reason"), ENDS, ids=lambda value: getattr(value, "__name__", ""))
def test_nothing_is_sent_after(happens, reason, make_sequence, quoted, posted, work_through, cast, stages):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        make_sequence((1, "", "First"), (1, "", "Second"))
        opportunity = quoted()
        work_through(clock, london(2026, 6, 2, 12))
        happens(opportunity, cast, stages)
        work_through(clock, london(2026, 6, 8, 12))
    run = SequenceRun.objects.get(opportunity=opportunity)
    assert posted() == ["First"]
    assert run.ended_for == reason


def test_a_slip_of_the_hand_undone_lets_it_go_on_without_repeating(make_sequence, quoted, posted, work_through, cast, stages):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        make_sequence((1, "", "First"), (1, "", "Second"))
        opportunity = quoted()
        work_through(clock, london(2026, 6, 2, 12))
        opportunity.move_to(stages["Deciding"], by=cast.sales, gated=False)
        opportunity.move_back(stages["Quoted"], by=cast.sales, seen=stages["Deciding"].pk)
        work_through(clock, london(2026, 6, 8, 12))
    assert posted() == ["First", "Second"]


def test_back_in_the_stage_weeks_later_nobody_hears_it_twice(make_sequence, quoted, posted, work_through, cast, stages):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        make_sequence((1, "", "First"), (1, "", "Second"))
        opportunity = quoted()
        work_through(clock, london(2026, 6, 2, 12))
        opportunity.move_to(stages["Talking"], by=cast.sales)
        clock.move_to(london(2026, 6, 20, 10))
        opportunity.move_to(stages["Quoted"], by=cast.sales, gated=False)
        work_through(clock, london(2026, 6, 30, 12))
    assert posted() == ["First"]


def test_an_enquiry_of_a_source_is_taken_in_once_there_is_a_way_to_reach_it(make_sequence, make_lead, sources, posted, cast):
    make_sequence((0, "", "Welcome"), source=sources["Leaflet"], name="Welcome")
    lead, unreachable = make_lead(email="maya@example.com"), make_lead("Nobody knows how")
    make_lead(email="other@example.com", source=sources["Signboard"])
    make_lead(email="file@example.com", external_id="row-7")
    assert (take_in_from_sources(), take_in_from_sources()) == (1, 0)
    unreachable.contact.add_ways(emails=["late@example.com"])
    assert take_in_from_sources() == 1
    assert set(SequenceRun.objects.values_list("lead", flat=True)) == {lead.pk, unreachable.pk}


def test_a_lead_that_comes_back_from_sales_a_disqualified_and_a_joined_one_are_left_alone(
    make_sequence, make_lead, sources, posted, work_through, cast
):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        make_sequence((1, "", "Welcome"), source=sources["Leaflet"], name="Welcome")
        back, out, gone, joined = [make_lead(name, email=f"{name}@example.com") for name in ("back", "out", "gone", "joined")]
        take_in_from_sources()
        clock.shift(60)
        HandOff.make(back, by=cast.staff).decide(by=cast.sales, returned_for=HandOff.Returned.NOT_READY)
        out.disqualify("no_budget", by=cast.staff)
        gone.withdraw(by=cast.staff)
        merge(joined, into=make_lead("other", days=9, source=sources["Signboard"]), by=cast.staff)
        work_through(clock, london(2026, 6, 9, 12))
    ends = {run.lead_id: run.ended_for for run in SequenceRun.objects.all()}
    assert posted() == []
    assert [ends[each.pk] for each in (back, out, gone, joined)] == [Ended.RETURNED, Ended.DISQUALIFIED, Ended.WITHDRAWN, Ended.MERGED]


def test_a_win_begins_the_sequence_of_the_won_stage(make_sequence, quoted, posted, work_through, cast):
    with time_machine.travel(london(2026, 6, 1, 10), tick=False) as clock:
        make_sequence((1, "", "Thank you"), stage="Won", name="Thank you")
        wins(quoted(), cast, None)
        work_through(clock, london(2026, 6, 5, 12))
    assert posted() == ["Thank you"]
