"""The page of an open lead says that nothing is planned, until something is."""

from datetime import date

import pytest

from leads.models import Activity, HandOff
from leads.tests.making import make_lead

PANEL = 'id="none-planned"'


@pytest.fixture
def page(client, cast):
    client.force_login(cast.staff)
    return lambda lead: client.get(lead.get_absolute_url(), follow=True).text


def test_new_lead_has_nothing_planned(page):
    text = page(make_lead("Ann", phones=["0113 496 0142"]))
    assert PANEL in text
    assert "What comes next?" in text


def test_lead_with_a_follow_up_says_nothing(page, cast):
    lead = make_lead("Ann")
    Activity.plan(lead, by=cast.staff, on=date(2030, 1, 1))
    assert PANEL not in page(lead)


def test_closed_lead_says_nothing(page, cast):
    lead = make_lead("Ann")
    lead.disqualify("not_a_fit", by=cast.staff)
    assert PANEL not in page(lead)


def test_lead_handed_over_waits_for_an_answer(page, cast):
    lead = make_lead("Ann")
    HandOff.make(lead, by=cast.staff)
    assert PANEL not in page(lead)


def test_tick_without_a_name_says_nothing(page):
    assert PANEL not in page(make_lead(""))
