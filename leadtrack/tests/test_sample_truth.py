"""The sample business is believable, repeatable, and its numbers find the truth they were drawn from."""

from datetime import date, time

import pytest

from accounts.models import Business, User
from accounts.roles import Role
from leads.models import Contact, HandOff, Lead, State, Touch
from leadtrack import sample
from leadtrack.sample import trade
from reports.core.periods import Period
from reports.playbook import query as playbook
from reports.sources import query as sources
from reports.statistics import stats
from sales.models import Opportunity, PlaybookVersion, Sale, Stage, StageChange, StepDone
from sales.playbook.editing import chapters
from tests.roles import empty_database

pytestmark = pytest.mark.django_db
DAY, NOON = date(2026, 6, 15), time(12)


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """One sample for all the tests that only look."""
    with django_db_blocker.unblock():
        sample.fill(seed=7, today=DAY, now=NOON)
        yield
        empty_database()


def test_it_has_about_three_thousand_leads_of_ten_sources_and_five_people(filled):
    assert 2700 < Lead.objects.count() < 3300
    assert len(trade.SOURCES) == 10
    assert User.objects.count() == 5
    assert {role for user in User.objects.all() for role in user.roles} == set(Role)


def test_the_true_conversion_of_every_source_lies_in_its_measured_range(filled):
    # Won to date of leads older than half a year: whoever buys has bought by then. 99.9 % ranges over ten sources.
    period = Period(None, date(2025, 12, 15))
    rows = {row.label: row for row in sources.report(period, business=Business.current()).rows}
    for truth in trade.SOURCES:
        row = rows[truth.name]
        assert truth.conversion in stats.wilson(row.clients, row.leads, z=3.29), truth.name


def test_the_columns_sales_writes_downward_agree_with_the_facts(filled):
    for contact in Contact.objects.filter(sales__isnull=False).distinct().prefetch_related("sales__opportunity"):
        first = min(contact.sales.all(), key=lambda sale: sale.sold_at)
        assert (contact.client_lead_id, contact.client_since) == (first.opportunity.lead_id, first.sold_at)
    assert not Contact.objects.filter(client_lead__isnull=False, sales=None).exists()
    for state, kind in ((State.WON, "won"), (State.LOST, "lost"), (State.IN_SALES, "open")):
        assert Lead.objects.filter(state=state).count() == Opportunity.objects.filter(stage__kind=kind).count()
    assert Lead.objects.filter(state=State.HANDED_OVER).count() == HandOff.objects.waiting().count()


def test_every_opportunity_stands_in_the_stage_it_entered_last(filled):
    last = {change.opportunity_id: change.to_stage_id for change in StageChange.objects.order_by("pk")}
    assert last == dict(Opportunity.objects.values_list("pk", "stage_id"))


def test_some_got_in_touch_again_before_it_was_decided(filled):
    touches = list(Touch.objects.select_related("lead"))
    assert 100 < len(touches) < 400
    assert all(touch.lead.received_at < touch.at and touch.source_id != touch.lead.source_id for touch in touches)
    assert all(touch.at < touch.lead.closed_at for touch in touches if touch.lead.closed_at)


def test_nothing_in_it_lies_in_the_future(filled):
    assert max(Lead.objects.values_list("received_at", flat=True)).date() <= DAY
    assert max(Sale.objects.values_list("sold_at", flat=True)).date() <= DAY


def test_the_report_finds_the_steps_that_were_planted_and_no_other(filled):
    found = playbook.report(Period.parse("", ""), business=Business.current())
    told = {step.text: step.goes_together for row in found.rows for step in row.steps}
    assert told["Ring the day after it lands"] == "more"
    assert told["Sit at their table and draw with them"] == "more"
    assert told["Ask what would make it easier to decide"] == ""
    assert told["Measure, and photograph every wall"] == ""


def test_pages_were_edited_and_not_everybody_has_read_the_last_version(filled):
    assert Stage.objects.get(name="Quoted").playbook_versions.count() == 3
    tom = {chapter.stage.name: chapter for chapter in chapters(by=User.objects.get(name="Tom Kerr"))}
    assert tom["Quoted"].has_changed
    assert not tom["New"].has_changed
    assert not tom["New"].is_new


def test_nothing_was_ticked_before_its_words_were_in_the_playbook(filled):
    ticks = StepDone.objects.select_related("wording__version")
    assert ticks.count() > 1000
    assert all(tick.at >= tick.wording.version.at for tick in ticks)
    assert PlaybookVersion.objects.filter(by=None).count() == 0


def test_the_same_seed_makes_the_same_business(filled):
    first = fingerprint()
    sample.wipe()
    sample.fill(seed=7, today=DAY, now=NOON)
    assert fingerprint() == first


def fingerprint() -> tuple:
    return (
        list(Lead.objects.order_by("pk").values_list("pk", "contact__name", "source__name", "state", "received_at")),
        list(Sale.objects.order_by("pk").values_list("pk", "amount", "sold_at")),
    )
