from decimal import Decimal

import pytest

from leads.hooks import LeadHasSales
from leads.models import Contact
from sales.pipeline.closing import win


def test_the_sale_goes_over_with_the_lead_and_both_people_are_restated(make_opportunity, cast):
    opportunity = make_opportunity()
    sale = win(opportunity, by=cast.sales, amount=Decimal(5))
    before, after = opportunity.lead.contact, Contact.make(name="Somebody else")
    opportunity.lead.edit(by=cast.staff, contact=after)
    before.refresh_from_db()
    after.refresh_from_db()
    sale.refresh_from_db()
    assert (before.is_client, after.client_lead, sale.contact) == (False, opportunity.lead, after)


def test_a_sold_lead_is_not_left_without_anybody(make_opportunity, cast):
    opportunity = make_opportunity()
    win(opportunity, by=cast.sales, amount=None)
    with pytest.raises(LeadHasSales):
        opportunity.lead.edit(by=cast.staff, contact=None)
    opportunity.lead.refresh_from_db()
    assert opportunity.lead.contact is not None


def test_an_open_lead_changes_hands_without_making_anybody_a_client(make_opportunity, cast):
    opportunity = make_opportunity()
    after = Contact.make(name="Somebody else")
    opportunity.lead.edit(by=cast.staff, contact=after)
    after.refresh_from_db()
    assert not after.is_client
