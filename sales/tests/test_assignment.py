"""Who answers a lead that was handed to nobody in particular."""

import threading

import pytest
from django.db import connection

from accounts.models import Absence
from accounts.roles import Role
from leads.models import HandOff, IllegalMove, Lead
from sales.hand_off.transfer import accept, hand_over
from sales.models import Assignment, HandOffRules


@pytest.fixture
def share(stages):
    def choose(assignment: str) -> None:
        HandOffRules.objects.update_or_create(only=True, defaults={"assignment": assignment})

    return choose


@pytest.fixture
def give(make_lead, cast):
    """Hands over as many leads and says to whom each went."""

    def some(count: int) -> list:
        return [hand_over(make_lead(), by=cast.staff).to for _ in range(count)]

    return some


def test_by_hand_it_waits_for_whoever_is_free(share, give):
    assert give(2) == [None, None]


def test_each_in_sales_has_their_turn(share, give, cast):
    share(Assignment.ROUND_ROBIN)
    assert give(4) == [cast.sales, cast.everything, cast.sales, cast.everything]


def test_naming_somebody_takes_nobodys_turn(share, give, make_lead, cast):
    share(Assignment.ROUND_ROBIN)
    give(1)
    hand_over(make_lead(), by=cast.staff, to=cast.everything)
    assert give(1) == [cast.everything]


def test_whoever_is_away_is_passed_by(share, give, cast, business):
    share(Assignment.ROUND_ROBIN)
    Absence.enter(cast.sales, by=cast.sales, first_day=business.today())
    assert give(2) == [cast.everything, cast.everything]


def test_with_nobody_there_it_waits_for_whoever_is_free(share, give, cast, business):
    share(Assignment.ROUND_ROBIN)
    for person in (cast.sales, cast.everything):
        Absence.enter(person, by=cast.owner, first_day=business.today())
    assert give(1) == [None]


def test_who_left_or_stopped_selling_has_no_turn(share, give, cast):
    share(Assignment.ROUND_ROBIN)
    cast.everything.change(name="Max", roles=[Role.STAFF], by=cast.owner)
    assert give(2) == [cast.sales, cast.sales]


def test_whoever_has_the_fewest_open_is_given_the_next(share, give, make_opportunity, cast):
    share(Assignment.FEWEST_OPEN)
    make_opportunity("One", owner=cast.sales)
    HandOff.objects.all().update(to=None)
    make_opportunity("Two", owner=cast.sales)
    HandOff.objects.all().update(to=None)
    # Two open against none: the next two are Max's, and then each has two, counting what waits for them.
    assert give(2) == [cast.everything, cast.everything]
    assert sorted(person.name for person in give(2)) == ["Max", "Tom"]


def test_a_refused_hand_over_takes_no_turn(share, give, make_lead, cast):
    share(Assignment.ROUND_ROBIN)
    lost = make_lead()
    lost.disqualify("no_budget", by=cast.staff)
    with pytest.raises(IllegalMove):
        hand_over(lost, by=cast.staff)
    assert give(1) == [cast.sales]


def test_whoever_sells_and_has_the_turn_accepts_in_the_same_click(share, make_lead, cast):
    share(Assignment.ROUND_ROBIN)
    assert hand_over(make_lead(), by=cast.sales).was_accepted
    assert hand_over(make_lead(), by=cast.sales).is_waiting


@pytest.mark.django_db(transaction=True)
def test_turns_taken_at_once_are_shared_out_evenly(share, make_lead, cast):
    share(Assignment.ROUND_ROBIN)
    leads = [make_lead(f"Lead {n}").pk for n in range(8)]
    gate = threading.Barrier(len(leads))

    def hand(pk) -> None:
        try:
            gate.wait()
            hand_over(Lead.objects.get(pk=pk), by=cast.staff)
        finally:
            connection.close()

    threads = [threading.Thread(target=hand, args=(pk,)) for pk in leads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert [HandOff.objects.filter(to=person).count() for person in (cast.sales, cast.everything)] == [4, 4]


def test_accepting_somebody_elses_turn_is_theirs_who_accepted(share, make_lead, cast):
    share(Assignment.ROUND_ROBIN)
    hand_off = hand_over(make_lead(), by=cast.staff)
    assert accept(hand_off, by=cast.everything).owner == cast.everything
