"""How each stage does, with and without its steps, against deals counted by hand."""

import json
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse

from leads.models import Channel, Contact, Lead
from reports.core.filters import LeadFilters
from reports.core.periods import Period
from reports.playbook import query as playbook
from reports.statistics import stats
from sales.hand_off.transfer import open_opportunity
from sales.models import PlaybookVersion, Stage, Step, StepDone
from sales.pipeline import closing
from sales.playbook import editing as book

pytestmark = pytest.mark.usefixtures("that_november")
DAY = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/London"))
EVER = Period.parse("", "")


@pytest.fixture
def deal(sources, stages, cast):
    """One that came `at` so many days after DAY, went through (stage, day) moves, ticked steps in New, and ended."""

    def make(*moves, at=0, ticked=(), outcome=None, on=None):
        moment = DAY + timedelta(days=at)
        lead = Lead.objects.create(
            contact=Contact.make(name="Somebody"),
            source=sources["Leaflet"],
            channel=Channel.PHONE,
            received_at=moment,
            logged_by=cast.staff,
        )
        result = open_opportunity(lead, by=cast.sales, owner=cast.sales, at=moment)
        for step in ticked:
            book.tick(result, step, by=cast.sales, at=moment)
        for name, day in moves:
            result.move_to(stages[name], by=cast.sales, at=DAY + timedelta(days=day))
        end = DAY + timedelta(days=on or 30)
        if outcome == "won":
            closing.win(result, by=cast.sales, amount=None, at=end)
        elif outcome == "lost":
            closing.lose(result, by=cast.sales, reason=None, at=end)
        return result

    return make


@pytest.fixture
def first_steps(stages):
    """The steps of New, in the playbook since long before the first deal."""
    book.publish(stages["Talking"], book.Page({"purpose": "x"}), by=None, base=1, at=DAY - timedelta(days=99))
    Stage.objects.get(pk=stages["New"].pk).playbook_versions.all().delete()
    steps = (book.StepText("Ring"), book.StepText("Write"))
    version = book.publish(stages["New"], book.Page({}, steps), by=None, base=0, at=DAY - timedelta(days=99))
    return [step.step for step in version.steps.all()]


def rows(business, **params):
    result = playbook.report(params.pop("period", EVER), business=business, **params)
    return {row.stage.name: row for row in result.rows}


def test_stage_counts_entries_exits_and_days(business, deal):
    deal(("Talking", 2), ("Quoted", 5), outcome="won")
    deal(("Talking", 6), outcome="lost", on=10)
    deal(("Talking", 3))
    deal()
    result = rows(business)
    assert [(result[name].entered, result[name].left, result[name].median_days) for name in ("New", "Talking", "Quoted", "Deciding")] == [
        (4, 3, 3.0),
        (3, 2, 3.5),
        (1, 1, 25.0),
        (0, 0, None),
    ]


def test_the_win_rate_is_of_those_decided(business, deal):
    deal(outcome="won")
    deal(outcome="won")
    deal(outcome="lost")
    deal()
    row = rows(business)["New"]
    assert (row.won, row.decided, row.win_rate) == (2, 3, 2 / 3)
    assert row.likely == stats.wilson(2, 3)
    assert rows(business)["Quoted"].win_rate is None


def test_with_and_without_a_step_by_newcombe(business, deal, first_steps):
    ring, _write = first_steps
    for outcome in ("won", "won", "won", "lost", None):
        deal(ticked=[ring], outcome=outcome)
    for outcome in ("won", "lost", "lost", None):
        deal(outcome=outcome)
    step = rows(business)["New"].steps[0]
    assert (step.won_with, step.with_it, step.won_without, step.without_it) == (3, 4, 1, 3)
    assert step.difference == stats.newcombe_difference(3, 4, 1, 3)
    assert step.goes_together == ""
    assert (step.left, step.done, step.share_done) == (7, 4, 4 / 7)


def test_a_step_taken_back_was_not_done(business, deal, first_steps, cast):
    ring, _write = first_steps
    book.untick(deal(ticked=[ring], outcome=None), ring, by=cast.sales)
    deal(ticked=[ring], outcome="won")
    assert rows(business)["New"].steps[0].with_it == 1
    assert StepDone.objects.count() == 2


def test_new_step_ignores_earlier_deals(business, deal, first_steps, stages):
    deal(at=0, outcome="lost", on=5)
    page = book.Page.of(PlaybookVersion.objects.current(stages["New"]))
    book.publish(stages["New"], book.Page({}, (*page.steps, book.StepText("New one"))), by=None, base=1, at=DAY + timedelta(days=10))
    deal(at=20, outcome="lost", on=25)
    result = rows(business)["New"].steps
    assert [(step.text, step.without_it) for step in result] == [("Ring", 2), ("Write", 2), ("New one", 1)]


def test_a_reworded_step_keeps_what_was_counted(business, deal, first_steps, stages):
    ring, write = first_steps
    deal(ticked=[ring], outcome="won")
    steps = (book.StepText("Ring at once", step_id=ring.pk), book.StepText("Write", step_id=write.pk))
    book.publish(stages["New"], book.Page({}, steps), by=None, base=1)
    step = rows(business)["New"].steps[0]
    assert (step.text, step.won_with) == ("Ring at once", 1)


def test_a_repeat_sale_walked_through_no_stage(business, deal, cast):
    sold = deal(outcome="won")
    closing.sell_again(sold.lead.contact, by=cast.sales, amount=None)
    result = rows(business)
    assert (result["New"].entered, result["Won"].entered) == (1, 2)
    assert [result[name].at_once for name in ("New", "Won", "Lost")] == [0, 1, 0]


def test_page_explains_sales_that_skipped_stages(client, cast, deal):
    sold = deal(outcome="won")
    client.force_login(cast.sales)
    assert "without the stages" not in client.get(reverse("report_playbook")).content.decode()
    closing.sell_again(sold.lead.contact, by=cast.sales, amount=None)
    page = client.get(reverse("report_playbook")).content.decode()
    assert "1 without the stages" in page
    assert "1 was written down when it was sold, as repeat sales are, and walked through no stage." in page
    some = client.get(reverse("report_playbook"), {"period": "last_90_days"}).content.decode()
    assert "is what came there in these days, however old it was" in some


def test_a_reversed_win_counts_as_lost(business, deal, cast):
    closing.reverse(deal(outcome="won").sales.get(), by=cast.sales, reason="Sent back")
    row = rows(business)["New"]
    assert (row.won, row.decided) == (0, 1)


def test_period_takes_first_entries(business, deal):
    deal(at=0, outcome="won", on=5)
    deal(at=40, outcome="won", on=50)
    march = Period.parse("2026-03-01", "2026-03-31")
    assert rows(business, period=march)["New"].entered == 1
    assert rows(business, as_of=DAY + timedelta(days=2))["New"].decided == 0
    assert rows(business, as_of=DAY + timedelta(days=2))["New"].entered == 1


def test_report_can_be_narrowed(business, deal, first_steps, sources, cast):
    deal(("Talking", 2), ticked=first_steps[:1], outcome="won")
    other = deal(outcome="lost")
    other.lead.come_from(sources["Signboard"], by=cast.staff)
    signboard = rows(business, only=LeadFilters(source=str(sources["Signboard"].pk)))["New"]
    assert (signboard.entered, signboard.won, signboard.steps[0].with_it) == (1, 0, 0)
    assert rows(business, only=LeadFilters(person=str(cast.sales.pk)))["New"].entered == 2


def test_report_takes_five_queries(business, deal, first_steps, django_assert_num_queries):
    for _n in range(3):
        deal(ticked=first_steps, outcome="won")
    with django_assert_num_queries(5):
        rows(business)


def test_desk_cannot_see_the_playbook_report(client, cast, stages, deal):
    deal(outcome="won")
    address = reverse("playbook_figures", args=[stages["New"].pk])
    client.force_login(cast.sales)
    page = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Goes together, not proof" in page
    assert "<html" not in page
    assert "<html" in client.get(address).content.decode()
    client.force_login(cast.staff)
    assert client.get(address).status_code == 403
    assert client.get(reverse("report_playbook")).status_code == 403


def test_command_file_and_json_agree(client, cast, deal, first_steps):
    deal(ticked=first_steps[:1], outcome="won")
    out = StringIO()
    call_command("report", "playbook", "--format", "json", stdout=out)
    client.force_login(cast.sales)
    text, page = json.loads(out.getvalue()), client.get(reverse("report_playbook"), {"format": "json"}).json()
    assert text["rows"] == page["rows"]
    assert text["rows"][0]["steps"][0]["won_with"] == 1
    lines = b"".join(client.get(reverse("report_playbook"), {"format": "csv"}).streaming_content).decode().splitlines()
    assert lines[0].lstrip("\ufeff").startswith('"stage","step","required","entered"')
    table = StringIO()
    call_command("report", "playbook", stdout=table)
    assert "goes together, not proof" in table.getvalue()
    assert Step.objects.count() > 2
