"""The state of a lead changes by a verb that knows from where: nothing else writes it."""

import pytest

from leads.models import IllegalMove, Lead, State
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db


def in_state(state: str) -> Lead:
    lead = make_lead("Helen Marsh")
    Lead.objects.filter(pk=lead.pk).update(state=state)
    lead.refresh_from_db()
    return lead


def test_what_sales_had_goes_to_sales_no_second_time():
    for state in (State.IN_SALES, State.WON, State.DISQUALIFIED, State.WITHDRAWN):
        with pytest.raises(IllegalMove):
            in_state(state).go_to_sales()


def test_only_what_sales_had_comes_back():
    for state in (State.OPEN, State.WON, State.WITHDRAWN):
        with pytest.raises(IllegalMove):
            in_state(state).come_back()


def test_a_withdrawn_lead_is_not_taken_on():
    with pytest.raises(IllegalMove):
        in_state(State.WITHDRAWN).be_taken_on()


def test_opportunities_never_make_a_lead_marketings():
    with pytest.raises(IllegalMove):
        in_state(State.IN_SALES).follow_opportunities(State.OPEN)


def test_a_stale_lead_is_judged_by_how_it_stands_now():
    lead = make_lead("Helen Marsh")
    Lead.objects.filter(pk=lead.pk).update(state=State.WITHDRAWN)
    with pytest.raises(IllegalMove):
        lead.go_to_sales()


def test_the_same_state_once_more_is_no_history():
    lead = in_state(State.IN_SALES)
    before = lead.events.count()
    lead.follow_opportunities(State.IN_SALES)
    assert lead.events.count() == before


def test_withdrawing_many_leaves_what_sales_has():
    free, sold = in_state(State.OPEN), in_state(State.IN_SALES)
    assert Lead.objects.withdraw(by=None) == 1
    assert [Lead.objects.get(pk=lead.pk).state for lead in (free, sold)] == [State.WITHDRAWN, State.IN_SALES]
    assert (free.changes.get().verb, sold.changes.exists()) == ("withdrawn", False)


def test_undone_merger_leaves_a_state_that_somebody_gave_it_since():
    lead = in_state(State.IN_SALES)
    Lead.objects.filter(pk=lead.pk).update(state=State.WON)
    assert not lead.return_to(State.OPEN, disqualified_for="", closed_at=None, warm_since=None)
    assert Lead.objects.get(pk=lead.pk).state == State.WON


def test_there_is_no_way_round_the_verbs():
    assert not hasattr(Lead, "become")
