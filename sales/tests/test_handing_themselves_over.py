"""Leads that hand themselves over, as soon as there is a way to reach whoever asked."""

import uuid
from datetime import UTC, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.capture import intake, paper_sheets
from leads.capture.card import describe
from leads.contacts.editing import correct
from leads.imports.plan import Plan
from leads.imports.reading import read
from leads.imports.runs.batch_loop import run
from leads.models import Channel, Lead, State
from leads.models.contact import ADDRESS
from leads.phones import parse_phone
from sales.hand_off.transfer import accept, give_back
from sales.models import HandOffRules, SourceRules

PHONE = [parse_phone("0113 496 0142", country="GB")]
HELEN = {"name": "Helen", "company": "", "client_type": "", "phones": [], "emails": [], **dict.fromkeys(ADDRESS, "")}


@pytest.fixture(autouse=True)
def automatic(stages):
    HandOffRules.objects.create(automatic=True)


@pytest.fixture
def tap(sources, cast):
    def one(source: str = "Leaflet", *, key=None, by=cast.staff) -> Lead:
        return intake.capture(key=key or uuid.uuid4(), source=sources[source], channel=Channel.WALK_IN, by=by).lead

    return one


def state(lead: Lead) -> str:
    return Lead.objects.get(pk=lead.pk).state


def test_an_anonymous_tick_stays_until_there_is_a_way_to_reach_them(tap, cast):
    lead = tap()
    describe(lead, by=cast.staff, name="Helen Marsh")
    assert state(lead) == State.OPEN

    describe(lead, by=cast.staff, phones=PHONE)
    assert state(lead) == State.HANDED_OVER
    assert lead.hand_offs.get().automatic


def test_the_card_says_to_whom_it_went(client, tap, cast):
    client.force_login(cast.staff)
    lead = tap()
    data = {"name": "Helen Marsh", "phone": "0113 496 0142"}
    page = client.post(reverse("lead_details", args=[lead.pk]), data, follow=True)
    assert "Saved: Helen Marsh. Handed over to sales." in page.text


def test_the_same_card_sent_again_hands_nothing_over_twice(tap, cast):
    lead = tap()
    for _ in range(2):
        describe(lead, by=cast.staff, name="Helen Marsh", phones=PHONE)
    assert lead.hand_offs.count() == 1


def test_a_tap_sent_again_is_the_same_lead_and_hand_over(tap, cast):
    key = uuid.uuid4()
    describe(tap(key=key), by=cast.staff, phones=PHONE)
    assert describe(tap(key=key), by=cast.staff, phones=PHONE).lead.hand_offs.count() == 1


def test_a_number_added_later_by_hand_lets_it_go(tap, cast):
    lead = tap()
    correct(lead, by=cast.staff, person=HELEN | {"phones": PHONE})
    assert state(lead) == State.HANDED_OVER


def test_one_that_could_be_reached_before_the_rule_stays_where_it_is(make_lead, cast):
    lead = make_lead(phone="0113 496 0142")
    correct(lead, by=cast.staff, person=HELEN | {"phones": PHONE, "emails": ["h@example.com"]})
    assert state(lead) == State.OPEN


def test_a_source_may_do_otherwise(tap, cast, sources):
    SourceRules.put(sources["Leaflet"], respond_minutes=None, automatic=False)
    lead, other = tap(), tap("Signboard")
    describe(lead, by=cast.staff, phones=PHONE)
    describe(other, by=cast.staff, emails=["other@example.com"])
    assert (state(lead), state(other)) == (State.OPEN, State.HANDED_OVER)


def test_only_one_source_may_let_its_leads_go(tap, cast, sources):
    HandOffRules.objects.update(automatic=False)
    SourceRules.put(sources["Signboard"], respond_minutes=None, automatic=True)
    lead, other = tap(), tap("Signboard")
    describe(lead, by=cast.staff, phones=PHONE)
    describe(other, by=cast.staff, emails=["other@example.com"])
    assert (state(lead), state(other)) == (State.OPEN, State.HANDED_OVER)


def test_what_a_salesperson_logs_waits_so_that_it_can_be_undone(tap, cast):
    lead = tap(by=cast.sales)
    describe(lead, by=cast.sales, phones=PHONE)
    assert lead.hand_offs.get().is_waiting


def test_undo_takes_it_back_and_withdraws_it(tap, cast):
    lead = tap()
    describe(lead, by=cast.staff, phones=PHONE)
    intake.undo(lead, by=cast.staff)
    assert state(lead) == State.WITHDRAWN
    assert lead.hand_offs.get().was_taken_back


def test_undo_is_refused_once_sales_has_accepted(client, tap, cast):
    lead = tap()
    describe(lead, by=cast.staff, phones=PHONE)
    accept(lead.hand_offs.get(), by=cast.sales)
    client.force_login(cast.staff)
    client.post(reverse("lead_withdrawal", args=[lead.pk]))
    assert state(lead) == State.IN_SALES


def test_taking_the_undo_back_hands_it_over_again(tap, cast):
    lead = tap()
    describe(lead, by=cast.staff, phones=PHONE)
    intake.undo(lead, by=cast.staff)
    intake.restore(Lead.objects.get(pk=lead.pk), by=cast.staff)
    assert state(lead) == State.HANDED_OVER
    assert lead.hand_offs.waiting().count() == 1


def test_a_returned_lead_does_not_go_a_second_time(tap, cast):
    lead = tap()
    describe(lead, by=cast.staff, emails=["helen@example.com"])
    give_back(lead.hand_offs.get(), by=cast.sales, reason="not_ready")
    correct(Lead.objects.get(pk=lead.pk), by=cast.staff, person=HELEN)
    correct(Lead.objects.get(pk=lead.pk), by=cast.staff, person=HELEN | {"name": "H", "phones": PHONE})
    assert state(lead) == State.OPEN


def test_one_that_is_kept_warm_stays(tap, cast):
    lead = tap()
    lead.keep_warm(by=cast.staff)
    describe(lead, by=cast.staff, phones=PHONE)
    assert state(lead) == State.OPEN


def test_the_same_enquiry_again_joins_and_counts_once(tap, cast):
    first, again = tap(), tap()
    describe(first, by=cast.staff, phones=PHONE)
    joined = describe(again, by=cast.staff, phones=PHONE)
    assert joined.joined
    assert joined.lead.hand_offs.count() == 1


def test_an_enquiry_of_its_own_after_all_goes_too(tap, cast):
    describe(tap(), by=cast.staff, phones=PHONE)
    again = tap()
    describe(again, by=cast.staff, phones=PHONE)
    again.refresh_from_db()
    intake.separate(again, by=cast.staff)
    assert state(again) == State.HANDED_OVER


def test_the_strokes_of_a_paper_sheet_stay_with_marketing(sources, cast, business):
    paper_sheets.enter(key=uuid.uuid4(), day=business.today(), counts=[(sources["Leaflet"].pk, Channel.PHONE, 2)], by=cast.staff)
    assert set(Lead.objects.values_list("state", flat=True)) == {State.OPEN}


def test_nobody_need_have_logged_it(tap, cast):
    lead = tap(by=None)
    describe(lead, by=None, phones=PHONE)
    assert lead.hand_offs.get().by is None


def imported(business, cast, lines: str) -> dict[str, str]:
    table = read(f"Name,Phone,Received,Outcome\n{lines}".encode())
    plan = Plan.for_business(business, columns={"Name": "name", "Phone": "phone", "Received": "received_at", "Outcome": "outcome"})
    run(table, plan, by=cast.owner)
    return {str(lead): lead.state for lead in Lead.objects.select_related("contact")}


def test_imported_leads_go_when_they_came_lately_and_nothing_became_of_them(business, cast):
    yesterday = (timezone.now() - timedelta(days=1)).astimezone(UTC).date().isoformat()
    lines = f"New,0113 496 0101,{yesterday},\nDecided,0113 496 0102,{yesterday},lost\nOld,0113 496 0103,2024-01-05,\nNobody,,{yesterday},\n"
    found = imported(business, cast, lines)
    assert found == {"New": State.HANDED_OVER, "Decided": State.LOST, "Old": State.OPEN, "Nobody": State.OPEN}
    assert imported(business, cast, lines) == found


def test_rules_are_asked_for_once_a_batch(business, cast, django_assert_max_num_queries):
    HandOffRules.objects.update(automatic=False)
    day = (timezone.now() - timedelta(days=1)).astimezone(UTC).date().isoformat()
    with django_assert_max_num_queries(60):
        imported(business, cast, "".join(f"Person {n},0113 496 {n:04},{day},\n" for n in range(200)))
    assert set(Lead.objects.values_list("state", flat=True)) == {State.OPEN}


def test_source_that_keeps_its_leads_is_left_alone(sources):
    SourceRules.put(sources["Leaflet"], respond_minutes=None, automatic=False)
    keys = {sources["Leaflet"].pk, sources["Signboard"].pk, None}
    assert HandOffRules.current().letting_go(keys) == keys - {sources["Leaflet"].pk}
