"""Two people press the same button in the same moment: one is first, the other is told, and nothing is sold twice."""

import threading
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from leads.models import Contact, IllegalMove
from sales.hand_off.transfer import accept, hand_over
from sales.models import Opportunity, Sale
from sales.pipeline.closing import sell_again, win
from sales.pipeline.recompute import restate

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds) -> list:
    """Run each in a thread of its own, all from the same moment on. Returns what each gave, or the IllegalMove it met."""
    gate, results = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(n, deed):
        try:
            gate.wait()
            results[n] = deed()
        except IllegalMove as refused:
            results[n] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, deed)) for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def refused(results) -> int:
    return sum(isinstance(result, IllegalMove) for result in results)


def test_one_of_six_wins_is_a_sale(make_opportunity, cast):
    pk = make_opportunity().pk
    results = at_once(*[lambda: win(Opportunity.objects.get(pk=pk), by=cast.sales, amount=Decimal(5)) for _ in range(6)])
    assert refused(results) == 5
    assert Sale.objects.count() == 1


def test_two_wins_with_one_key_are_two_sales_and_the_key_is_of_one(make_opportunity, cast):
    key, cards = uuid.uuid4(), [make_opportunity(name).pk for name in ("Helen", "Noor")]
    at_once(*[lambda pk=pk: win(Opportunity.objects.get(pk=pk), by=cast.sales, amount=Decimal(5), key=key) for pk in cards])
    assert sorted(Sale.objects.values_list("key", flat=True), key=str) == sorted([None, key], key=str)


def test_one_of_four_acceptances_makes_an_opportunity(make_lead, stages, cast):
    hand_off = hand_over(make_lead(), by=cast.staff)
    results = at_once(*[lambda: accept(type(hand_off).objects.get(pk=hand_off.pk), by=cast.sales) for _ in range(4)])
    assert refused(results) == 3
    assert Opportunity.objects.count() == 1


def test_of_two_who_saw_the_same_board_one_moves_the_card(make_opportunity, stages, cast):
    opportunity = make_opportunity()
    seen = opportunity.version

    def move(name):
        return lambda: Opportunity.objects.get(pk=opportunity.pk).move_to(stages[name], by=cast.sales, version=seen)

    results = at_once(move("Talking"), move("Quoted"))
    assert refused(results) == 1
    assert opportunity.changes.count() == 2


def test_of_two_who_bring_a_card_to_one_stage_one_is_told(make_opportunity, stages, cast):
    opportunity = make_opportunity()
    seen = opportunity.version

    def move(person):
        return lambda: Opportunity.objects.get(pk=opportunity.pk).move_to(stages["Talking"], by=person, version=seen)

    results = at_once(move(cast.sales), move(cast.everything))
    assert refused(results) == 1
    assert opportunity.changes.count() == 2


def test_a_move_that_is_sent_twice_is_no_conflict(make_opportunity, stages, cast):
    opportunity = make_opportunity()
    seen = opportunity.version
    opportunity.move_to(stages["Talking"], by=cast.sales, version=seen)
    assert Opportunity.objects.get(pk=opportunity.pk).move_to(stages["Talking"], by=cast.sales, version=seen) is None


def test_a_card_that_was_only_edited_may_stay_where_it_is(make_opportunity, stages, cast):
    opportunity = make_opportunity()
    seen = opportunity.version
    Opportunity.objects.get(pk=opportunity.pk).edit(by=cast.everything, value=Decimal(5))
    assert Opportunity.objects.get(pk=opportunity.pk).move_to(stages["New"], by=cast.sales, version=seen) is None


def test_sales_to_one_person_at_once_leave_the_earliest_as_the_first(make_lead, make_opportunity, cast, stages):
    contact = make_opportunity().lead.contact
    moments = [timezone.now() - timedelta(days=n) for n in range(5)]
    results = at_once(*[lambda m=m: sell_again(Contact.objects.get(pk=contact.pk), by=cast.sales, amount=None, at=m) for m in moments])
    assert all(isinstance(result, Sale) for result in results)
    contact.refresh_from_db()
    written = contact.client_since
    restate(contact)
    assert written == contact.client_since == moments[-1]
