import pytest

from leads.models import Disqualified, IllegalMove, Lead, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(sources):
    return Lead.objects.create(source=sources["Leaflet"], channel="walk_in")


def test_a_disqualified_lead_remembers_why_when_and_by_whom(lead, cast):
    lead.disqualify(Disqualified.NO_BUDGET, by=cast.staff, note="next year perhaps")
    change = lead.changes.get()
    assert (lead.state, lead.disqualified_for) == (State.DISQUALIFIED, Disqualified.NO_BUDGET)
    assert (change.by, change.reason, change.note) == (cast.staff, "no_budget", "next year perhaps")
    assert lead.closed_at is not None


def test_spam_is_not_a_valid_lead_but_no_budget_is(lead, cast):
    lead.disqualify(Disqualified.NO_BUDGET, by=cast.staff)
    assert lead in Lead.objects.valid()
    lead.reopen(by=cast.staff)
    lead.disqualify(Disqualified.SPAM, by=cast.staff)
    assert lead not in Lead.objects.valid()


def test_a_lead_with_sales_cannot_be_disqualified(lead, cast):
    lead.be_taken_on()
    with pytest.raises(IllegalMove):
        lead.disqualify(Disqualified.SPAM, by=cast.staff)
    lead.refresh_from_db()
    assert lead.state == State.IN_SALES
    assert not lead.changes.exists()


def test_reopening_an_open_lead_writes_nothing(lead, cast):
    lead.reopen(by=cast.staff)
    assert not lead.changes.exists()
