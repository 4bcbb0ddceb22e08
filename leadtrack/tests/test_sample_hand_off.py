"""The sample shows the hand-off at work: promises kept and broken, leads that wait, came back, and are kept warm."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Business, User
from leads.models import HandOff, Lead
from leadtrack import sample
from reports.core.periods import Period
from reports.hand_offs import query as hand_offs
from sales.models import HandOffRules
from sales.today.sections import today_for
from tests.roles import empty_database

pytestmark = pytest.mark.django_db
DAY, NOON = date(2026, 6, 16), time(12)
NOW = datetime.combine(DAY, NOON, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        sample.fill(seed=7, today=DAY, now=NOON)
        yield
        empty_database()


def test_every_hand_over_has_its_promise(filled):
    assert HandOffRules.current().respond_minutes == 360
    assert not HandOff.objects.filter(due_at=None).exists()


def test_most_promises_were_kept_and_some_were_not(filled):
    total = hand_offs.report(Period(), business=Business.current(), as_of=NOW).total
    assert 0.5 < total.in_time_share < 0.95
    assert total.returned


def test_something_waits_late_and_something_in_time(filled):
    waiting = HandOff.objects.waiting()
    assert waiting.filter(due_at__lt=NOW).exists()
    assert waiting.filter(due_at__gt=NOW).exists()


def test_somebody_has_a_lead_that_came_back_and_leads_are_kept_warm(filled):
    today = today_for(User.objects.get(name="Ruth Finch"), business=Business.current(), mine=False)
    assert {section.key for section in today.sections if section.rows} >= {"came_back"}
    assert Lead.objects.warm().count() == 2
