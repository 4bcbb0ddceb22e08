"""The hand-off report: what was handed over, what became of it, and how soon somebody was in touch."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Business, Holiday
from leads.models import Activity, HandOff, Message
from reports.core.periods import Period
from reports.hand_offs import query as hand_offs
from sales.models import HandOffRules, SourceRules

LONDON = ZoneInfo("Europe/London")
MAY = Period(date(2026, 5, 1), date(2026, 6, 1))
JULY = datetime(2026, 7, 1, tzinfo=LONDON)

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.fixture
def hand(come, cast):
    """A hand-over in May, decided or not; promised within two hours of the clock."""

    def make(moment: str, *, decided: str = "", returned_for: str = "", source: str = "Leaflet", due: str = "") -> HandOff:
        lead = come(source, "2026-05-01T09:00", channel="website")
        made = HandOff.make(lead, by=cast.staff, at=at(moment), due_at=at(due) if due else None)
        if decided:
            made.decide(by=cast.sales, returned_for=returned_for, at=at(decided))
        return made

    return make


def total(**options) -> hand_offs.Row:
    return hand_offs.report(MAY, business=Business.current(), **({"as_of": JULY} | options)).total


def test_hand_off_is_accepted_returned_or_waiting(hand):
    hand("2026-05-05T10:00", decided="2026-05-05T11:00")
    hand("2026-05-05T10:00", decided="2026-05-05T11:00", returned_for="not_ready")
    hand("2026-05-05T10:00")
    row = total()
    assert (row.handed_over, row.accepted, row.returned, row.waiting) == (3, 1, 1, 1)


def test_withdrawn_hand_off_is_not_counted(hand, business, cast):
    hand("2026-05-05T10:00").take_back(by=cast.staff)
    result = hand_offs.report(MAY, business=business, as_of=JULY)
    assert (result.total.handed_over, result.left_out["taken_back"]) == (0, 1)


def test_a_lead_handed_over_twice_counts_twice(hand, cast):
    first = hand("2026-05-05T10:00", decided="2026-05-05T11:00", returned_for="no_contact")
    again = HandOff.make(first.lead, by=cast.staff, at=at("2026-05-06T10:00"))
    again.decide(by=cast.sales, at=at("2026-05-06T10:30"))
    assert (total().handed_over, total().returned, total().accepted) == (2, 1, 1)


def test_the_period_is_when_it_was_handed_over(hand):
    hand("2026-04-30T23:59")
    hand("2026-05-01T00:00")
    hand("2026-05-31T23:59")
    hand("2026-06-01T00:00")
    assert total().handed_over == 2


def test_looking_back_what_was_decided_later_still_waits(hand):
    hand("2026-05-05T10:00", decided="2026-05-07T10:00", due="2026-05-06T10:00")
    row = total(as_of=at("2026-05-06T12:00"))
    assert (row.waiting, row.accepted, row.late, row.in_time_share) == (1, 0, 1, 0)
    assert total().late == 0


def test_promise_of_the_time_decides_in_time(hand):
    hand("2026-05-05T10:00", decided="2026-05-05T12:00", due="2026-05-05T12:00")
    hand("2026-05-05T10:00", decided="2026-05-05T12:01", due="2026-05-05T12:00")
    hand("2026-05-05T10:00", due="2026-05-05T12:00")  # run out, and still waiting
    hand("2026-05-05T10:00", decided="2026-05-05T12:01")  # no promise
    row = total()
    assert (row.promised, row.in_time) == (3, 1)


def test_running_promise_is_not_counted(hand):
    hand("2026-05-05T10:00", due="2026-05-05T12:00")
    row = total(as_of=at("2026-05-05T11:00"))
    assert (row.promised, row.in_time_share) == (0, None)


def test_time_to_accept_is_working_time(hand):
    Holiday.objects.create(day=date(2026, 5, 11), name="Fair")
    hand("2026-05-08T16:00", decided="2026-05-12T10:00")  # an hour on Friday, none on the holiday, an hour on Tuesday
    hand("2026-05-05T10:00", decided="2026-05-05T14:00")
    hand("2026-05-05T10:00", decided="2026-05-05T16:00", returned_for="other")
    assert total().minutes_to_accept == 180


def test_reasons_are_counted(hand, business):
    for reason in ("not_ready", "no_contact", "not_ready"):
        hand("2026-05-05T10:00", decided="2026-05-05T11:00", returned_for=reason)
    assert hand_offs.report(MAY, business=business, as_of=JULY).reasons == {"no_contact": 1, "not_ready": 2}


def test_first_contact_is_the_first_of_ours(come, cast):
    lead = come("Leaflet", "2026-05-05T10:00", channel="website")
    Activity.log(lead, by=cast.staff, kind="call", at=at("2026-05-05T09:00"))
    Activity.log(lead, by=cast.staff, kind="note", at=at("2026-05-05T10:05"))
    Activity.log(lead, by=cast.staff, kind="message", at=at("2026-05-05T10:30"))
    Activity.log(lead, by=cast.staff, kind="call", at=at("2026-05-05T15:00"))
    row = total()
    assert (row.to_contact, row.contacted, row.minutes_to_contact) == (1, 1, 30)


def test_first_contact_leaves_out_arrivals(come, business):
    for channel in ("walk_in", "phone", "outbound", "email"):
        come("Leaflet", "2026-05-05T10:00", channel=channel)
    result = hand_offs.report(MAY, business=business, as_of=JULY)
    assert (result.total.to_contact, result.left_out["contacted_on_arrival"]) == (1, 3)


def test_never_contacted_is_slower_than_all(come, cast):
    leads = [come("Leaflet", "2026-05-05T10:00", channel="website") for _ in range(5)]
    for lead, minutes in zip(leads, (10, 20, 30), strict=False):
        Activity.log(lead, by=cast.staff, kind="call", at=lead.received_at + timedelta(minutes=minutes))
    row = total()
    assert (row.minutes_to_contact, row.minutes_to_contact_90) == (30, None)


def test_source_promises_the_first_contact(come, cast, sources):
    HandOffRules.objects.create(respond_minutes=60)
    SourceRules.put(sources["Signboard"], respond_minutes=15, automatic=None)
    SourceRules.put(sources["Google search"], respond_minutes=0, automatic=None)
    for source in ("Leaflet", "Signboard", "Google search"):
        lead = come(source, "2026-05-08T16:30", channel="website")  # a Friday
        Activity.log(lead, by=cast.staff, kind="call", at=at("2026-05-11T09:30"))
    row = total()
    assert (row.contact_promised, row.contact_in_time) == (2, 1)


def test_rows_of_sources_add_up(hand, come, business):
    hand("2026-05-05T10:00")
    hand("2026-05-05T10:00", source="Signboard")
    hand("2026-05-06T10:00", source="Signboard")
    hand("2026-05-06T10:00", source="none")
    result = hand_offs.report(MAY, business=business, as_of=JULY)
    assert [(row.label, row.handed_over) for row in result.rows] == [("Signboard", 2), ("Leaflet", 1), ("(blank)", 1)]
    assert result.total.handed_over == 4


@pytest.mark.parametrize(
    ("minutes", "never", "share", "text"),
    [
        ([], 0, 0.5, None),
        ([], 3, 0.5, None),
        ([10, 20], 0, 0.5, 15),
        ([10, 20], 2, 0.5, None),
        ([10, 20, 30], 2, 0.5, 30),
        ([10], 0, 0.9, 10),
    ],
)
def test_waiting_leads_count_as_slowest(minutes, never, share, text):
    assert hand_offs.minutes_at([timedelta(minutes=minute) for minute in minutes], never, share) == text


def test_report_takes_a_constant_number_of_queries(hand, business, django_assert_num_queries):
    for _ in range(2):
        hand("2026-05-05T10:00", decided="2026-05-05T11:00")
    with django_assert_num_queries(8) as few:
        hand_offs.report(MAY, business=business, as_of=JULY)
    for _ in range(5):
        hand("2026-05-05T10:00", decided="2026-05-05T11:00", source="Signboard")
    with django_assert_num_queries(len(few)):
        hand_offs.report(MAY, business=business, as_of=JULY)


def test_message_of_theirs_is_no_contact(come, cast):
    lead = come("Leaflet", "2026-05-05T10:00", channel="website")
    text = Activity.log(lead, by=None, kind="message", at=at("2026-05-05T10:10"))
    Message.objects.create(direction="in", message_id="<a@example.com>", activity=text, lead=lead)
    assert total().contacted == 0
