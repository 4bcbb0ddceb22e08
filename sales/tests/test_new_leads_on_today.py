"""An open lead that can be reached stands on Today from the minute it came, until somebody spoke to them or planned it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence
from leads.models import Activity, Channel, Import, ImportedLead
from sales.hand_off.transfer import accept, hand_over
from sales.models import HandOffRules
from sales.today.sections import today_for

FRIDAY = "2026-06-12 10:00Z"  # eleven o'clock in London


@pytest.fixture
def watched(business):
    """The business keeps an eye on first contacts since long before these leads."""
    business.first_contacts_since = timezone.now() - timedelta(days=900)
    business.save(update_fields=["first_contacts_since"])
    return business


@pytest.fixture
def come(make_lead, watched):
    def make(name: str = "Helen", *, days: int = 0, **fields):
        return make_lead(name, days=days, **{"channel": Channel.WEBSITE, "phone": "0113 496 0142"} | fields)

    return make


@pytest.fixture
def seen(watched):
    def see(user, *, mine: bool = True) -> dict[str, list[str]]:
        today = today_for(user, business=watched, mine=mine)
        return {section.key: [str(row.lead) for row in section.rows] for section in today.sections if section.rows}

    return see


def test_new_lead_stands_on_today_at_once(come, seen, cast):
    come("Helen")
    assert seen(cast.staff) == {"new": ["Helen"]}


def test_lead_nobody_can_reach_is_not_listed(come, seen, cast):
    come("Helen", phone="")
    assert seen(cast.staff) == {}


@pytest.mark.parametrize("channel", [Channel.WALK_IN, Channel.PHONE, Channel.OUTBOUND])
def test_people_talked_to_as_they_came_are_not_listed(come, seen, cast, channel):
    come("Helen", channel=channel)
    assert seen(cast.staff) == {}


def test_reached_call_takes_the_lead_away(come, seen, cast):
    Activity.log(come("Helen"), by=cast.staff, kind="call", outcome="reached").end_here()
    assert seen(cast.staff) == {}


def test_unanswered_call_keeps_the_lead(come, seen, cast):
    """Today it is asked what comes next; the day after, whom to call."""
    Activity.log(come("Helen", days=1), by=cast.staff, kind="call", outcome="no_answer", at=timezone.now() - timedelta(days=1))
    assert seen(cast.staff) == {"new": ["Helen"]}


def test_unanswered_call_of_today_stands_once(come, cast, business):
    Activity.log(come("Helen"), by=cast.staff, kind="call", outcome="no_answer")
    sections = [section.key for section in today_for(cast.staff, business=business, mine=True).sections_shown]
    assert sections == ["next"]


def test_plan_takes_the_lead_away(come, seen, cast, business):
    Activity.plan(come("Helen"), by=cast.staff, on=business.today() + timedelta(days=2))
    assert seen(cast.staff) == {}


def test_note_is_no_contact(come, seen, cast):
    Activity.log(come("Helen"), by=cast.staff, kind="note", text="Wants a kitchen")
    assert seen(cast.staff) == {"new": ["Helen"]}


def test_lead_is_on_the_list_of_whoever_logged_it(come, seen, cast):
    come("Helen", logged_by=cast.admin)
    assert seen(cast.staff) == {}
    assert seen(cast.admin) == seen(cast.staff, mine=False) == {"new": ["Helen"]}


def test_lead_that_nobody_logged_is_on_every_list(come, seen, cast):
    come("Helen", logged_by=None)
    assert seen(cast.staff) == seen(cast.sales) == seen(cast.admin) == {"new": ["Helen"]}


@pytest.mark.parametrize("why", ["left", "away"])
def test_lead_of_somebody_not_here_is_on_every_list(come, seen, cast, business, why):
    come("Helen", logged_by=cast.admin)
    if why == "left":
        cast.admin.deactivate(by=cast.owner)
    else:
        Absence.enter(cast.admin, by=cast.owner, first_day=business.today())
    assert seen(cast.staff) == {"new": ["Helen"]}


def test_handed_over_lead_stands_under_its_hand_over(come, stages, seen, cast):
    hand_over(come("Helen"), by=cast.staff)
    assert seen(cast.staff, mine=False) == {}
    assert seen(cast.sales) == {"handed_over": ["Helen"]}


def test_lead_in_sales_is_its_owners(come, stages, seen, cast):
    opportunity = accept(hand_over(come("Helen"), by=cast.staff), by=cast.sales)
    assert seen(cast.sales) == {"accepted": ["Helen"]}
    opportunity.move_to(stages["Talking"], by=cast.sales)
    assert seen(cast.sales) == {"new": ["Helen"]}
    assert seen(cast.everything) == seen(cast.staff, mine=False) == {}


def test_late_ones_stand_first_in_working_time(come, seen, cast, sources):
    HandOffRules.put(respond_minutes=120, assignment="by_hand", automatic=False, sources={})
    with time_machine.travel(FRIDAY, tick=False) as clock:
        come("Helen")
        clock.move_to("2026-06-12 15:30Z")
        come("Noor")
        clock.move_to("2026-06-12 15:45Z")
        assert seen(cast.staff) == {"new_late": ["Helen"], "new": ["Noor"]}
        clock.move_to("2026-06-15 09:29Z")  # Monday: half an hour on Friday, and an hour and a half today
        assert seen(cast.staff)["new"] == ["Noor"]
        clock.move_to("2026-06-15 09:31Z")
        assert seen(cast.staff) == {"new_late": ["Helen", "Noor"]}


def test_source_promises_its_own_time(come, seen, cast, sources):
    own = {sources["Signboard"]: {"respond_minutes": 30, "automatic": None}, sources["Leaflet"]: {"respond_minutes": 0, "automatic": None}}
    HandOffRules.put(respond_minutes=120, assignment="by_hand", automatic=False, sources=own)
    with time_machine.travel(FRIDAY, tick=False) as clock:
        come("Board", source=sources["Signboard"])
        clock.shift(timedelta(seconds=1))
        come("Leaflet", source=sources["Leaflet"])
        clock.shift(timedelta(seconds=1))
        come("None", source=None)
        clock.shift(timedelta(minutes=31))
        assert seen(cast.staff) == {"new_late": ["Board"], "new": ["Leaflet", "None"]}
        clock.shift(timedelta(minutes=90))
        assert seen(cast.staff) == {"new_late": ["Board", "None"], "new": ["Leaflet"]}


def test_attempt_in_vain_keeps_the_promise(come, seen, cast):
    Activity.log(come("Helen", days=9), by=cast.staff, kind="call", outcome="no_answer", at=timezone.now() - timedelta(days=8))
    assert seen(cast.staff) == {"new": ["Helen"]}


def test_imported_leads_are_one_counted_line(come, seen, cast, staff_client):
    ImportedLead.objects.create(file=Import.objects.create(name="old.csv", size=1, rows=1), lead=come("Helen"))
    assert seen(cast.staff) == {}
    page = staff_client.get(reverse("today")).text
    assert "1 lead of an import or of earlier days was never spoken to" in page
    assert "Helen" in staff_client.get(reverse("leads"), {"spoken": "earlier"}).text
    assert staff_client.get(reverse("today_count")).content == b""


def test_leads_from_before_are_one_counted_line(come, seen, cast, watched):
    lead = come("Helen")
    watched.first_contacts_since = lead.logged_at + timedelta(seconds=1)
    watched.save()
    today = today_for(cast.staff, business=watched, mine=True)
    assert (today.people, today.earlier, today.sections_shown) == (0, 1, [])


def test_row_offers_a_call_and_a_follow_up(come, staff_client, as_htmx):
    lead = come("Helen", interest="A kitchen")
    page = staff_client.get(reverse("today")).text
    assert "New, and nobody spoke to them yet" in page
    assert 'href="tel:+441134960142"' in page
    response = staff_client.post(reverse("activities", args=[lead.pk]), {"kind": "call", "outcome": "reached", "in_place": "1"}, **as_htmx)
    assert "What comes next?" in response.text


def test_new_lead_is_counted_beside_today(come, staff_client):
    come("Helen")
    assert staff_client.get(reverse("today_count")).text.strip().startswith("1<")


def test_queries_do_not_grow_with_new_leads(come, cast, staff_client, django_assert_num_queries, django_assert_max_num_queries):
    for number in range(2):
        come(f"A{number}", days=3 * number)
    with django_assert_max_num_queries(45) as few:
        staff_client.get(reverse("today"))
    for number in range(6):
        come(f"B{number}", days=3 * number)
    with django_assert_num_queries(len(few)):
        staff_client.get(reverse("today"))
