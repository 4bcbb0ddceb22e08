"""Whoever sends somebody is thanked: one follow-up for each enquiry, when the settings say so."""

from decimal import Decimal

import pytest

from leads.builtins import ensure_sources
from leads.contacts import referrals
from leads.models import Activity
from leads.tests.making import make_lead
from sales.hand_off.transfer import open_opportunity
from sales.pipeline import closing

pytestmark = pytest.mark.django_db


@pytest.fixture
def thanks(business):
    """Set when senders are thanked."""
    ensure_sources()

    def when(value: str) -> None:
        business.thank_referrers = value
        business.save(update_fields=["thank_referrers"])

    return when


@pytest.fixture
def bob(business, stages):
    return make_lead("Bob").contact


def planned():
    return Activity.objects.planned()


def sent(by, who, name: str = "Maria"):
    lead = make_lead(name, logged_by=by)
    referrals.name(lead, who, by=by)
    return lead


def test_nothing_is_planned_unless_the_settings_say_so(thanks, bob, cast):
    thanks("")
    sent(cast.staff, bob)
    assert not planned().exists()


def test_it_is_planned_once_on_the_senders_latest_enquiry_for_whoever_logged_it(thanks, bob, cast):
    thanks("logged")
    lead = sent(cast.staff, bob)
    referrals.name(lead, bob, by=cast.sales)
    one = planned().get()
    assert (one.text, one.lead, one.for_user) == ("Thank Bob for sending Maria", bob.leads.get(), cast.staff)
    assert type(lead).objects.get(pk=lead.pk).thanks == one


def test_it_is_for_the_owner_of_the_senders_last_opportunity(thanks, bob, cast):
    thanks("logged")
    open_opportunity(bob.leads.get(), by=cast.sales, owner=cast.sales)
    sent(cast.staff, bob)
    assert planned().get().for_user == cast.sales


def test_clearing_takes_it_back_and_another_sender_is_thanked_instead(thanks, bob, cast):
    thanks("logged")
    ann = make_lead("Ann").contact
    lead = sent(cast.staff, bob)
    referrals.name(lead, ann, by=cast.staff)
    assert planned().get().text == "Thank Ann for sending Maria"
    referrals.clear(lead, by=cast.staff)
    assert not planned().exists()


def test_clearing_leaves_a_thank_you_that_was_said_in_the_history(thanks, bob, cast):
    thanks("logged")
    lead = sent(cast.staff, bob)
    said = planned().get()
    said.finish(by=cast.staff)
    referrals.clear(lead, by=cast.staff)
    said.refresh_from_db()
    assert (said.done_at is not None, said.dropped_at) == (True, None)


def test_nobody_is_thanked_twice_for_the_same_person(thanks, bob, cast):
    thanks("logged")
    lead = sent(cast.staff, bob)
    planned().get().finish(by=cast.staff)
    referrals.clear(lead, by=cast.staff)
    referrals.name(lead, bob, by=cast.staff)
    assert not planned().exists()


def test_giving_the_enquiry_to_its_sender_takes_the_thank_you_back(thanks, bob, cast):
    thanks("logged")
    lead = sent(cast.staff, bob)
    lead.edit(by=cast.staff, contact=bob)
    assert not planned().exists()


def test_for_clients_it_is_planned_at_the_sale_and_taken_back_when_that_is_reversed(thanks, bob, cast):
    thanks("client")
    lead = sent(cast.staff, bob)
    assert not planned().exists()
    sale = closing.win(open_opportunity(lead, by=cast.sales), by=cast.sales, amount=Decimal(5))
    assert planned().get().text == "Thank Bob for sending Maria"
    closing.reverse(sale, by=cast.sales, reason="Changed their mind")
    assert not planned().exists()
