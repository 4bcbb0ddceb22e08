"""A lead's page tells all that happened, newest first, in the same number of queries however much that is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity, HandOff, Touch
from leads.tests.making import make_lead
from leads.timeline import timeline


@pytest.fixture
def lead(cast, sources):
    return make_lead(
        "Maria Lindqvist", phones=["0113 496 0142"], emails=["maria@example.com"], source=sources["Leaflet"], logged_by=cast.staff
    )


def page(client, lead) -> str:
    return client.get(lead.get_absolute_url()).content.decode()


def test_numbers_can_be_called_and_are_shown_as_they_are_dialled_here(client, cast, lead):
    client.force_login(cast.staff)
    body = page(client, lead)
    assert 'href="tel:+441134960142"' in body
    assert "0113 496 0142" in body
    assert 'href="mailto:maria@example.com"' in body


def test_what_is_ahead_stands_above_what_was(cast, lead):
    Activity.log(lead, by=cast.staff, kind="call", text="Wants worktops")
    Activity.plan(lead, by=cast.staff, on=timezone.localdate() + timedelta(days=1), text="Ring again")
    assert [entry.text for entry in timeline(lead)][:2] == ["Ring again", "Wants worktops"]
    assert timeline(lead)[-1].title == "First enquiry"


def test_an_overdue_follow_up_says_so(cast, lead):
    Activity.plan(lead, by=cast.staff, on=timezone.localdate() - timedelta(days=1))
    assert timeline(lead)[0].late


def test_a_change_shows_what_it_was_and_what_it_is(cast, lead, sources):
    lead.edit(by=cast.admin, source=sources["Signboard"], channel="website")
    entry = next(entry for entry in timeline(lead) if entry.differences)
    told = {each.label: (each.before, each.after) for each in entry.differences}
    assert told == {"Source": ("Leaflet", "Signboard"), "How they reached us": ("On the phone", "Website")}
    assert entry.said == "Ada"


def test_a_changed_moment_is_told_in_the_time_of_the_business(cast, lead):
    lead.edit(by=cast.admin, received_at=datetime(2026, 6, 1, 11, tzinfo=UTC))
    with timezone.override("Europe/London"):
        [difference] = next(entry.differences for entry in timeline(lead) if entry.differences)
    assert difference.after == "1 June 2026, 12:00"


def test_a_hand_over_that_came_back_is_told_with_its_reason(cast, lead):
    HandOff.make(lead, by=cast.staff, to=cast.sales, note="Ring after five").decide(by=cast.sales, returned_for="unreachable", note="Twice")
    titles = {entry.title: entry.text for entry in timeline(lead)}
    assert titles["Handed over to Tom"] == "Ring after five"
    assert titles["Came back from sales: could not be reached"] == "Twice"


def test_a_touch_is_told(cast, lead, sources):
    Touch.objects.create(lead=lead, source=sources["Signboard"], channel="phone", at=timezone.now(), by=cast.staff, text="Asked again")
    assert any(entry.title == "Got in touch again" and "Asked again" in entry.text for entry in timeline(lead))


def test_a_moment_nobody_knows_is_listed_last(cast, lead):
    lead.edit(by=cast.staff, received_at=None)
    assert timeline(lead)[-1].at is None


def test_other_enquiries_of_the_same_person_are_linked(client, cast, lead):
    client.force_login(cast.staff)
    other = make_lead(contact=lead.contact, interest="A second kitchen")
    assert other.get_absolute_url() in page(client, lead)


def test_an_anonymous_lead_has_a_page_too(client, cast):
    client.force_login(cast.staff)
    lead = make_lead(source=None, channel="", received_at=None)
    assert "No name" in page(client, lead)


def test_words_with_markup_stay_words(client, cast):
    client.force_login(cast.staff)
    lead = make_lead("<img src=x onerror=alert(1)>", interest="<b>bold</b>")
    Activity.log(lead, by=cast.staff, kind="note", text="<script>alert(2)</script>")
    body = page(client, lead)
    assert "<img src=x" not in body
    assert "<script>alert(2)" not in body


def test_the_signed_out_see_nothing(client, lead):
    assert client.get(lead.get_absolute_url()).status_code == 302


def test_a_lead_that_is_not_there_is_not_found(client, cast):
    client.force_login(cast.staff)
    assert client.get(reverse("lead", args=["00000000-0000-7000-8000-000000000000"])).status_code == 404


def test_the_number_of_queries_does_not_grow_with_what_happened(client, cast, lead, django_assert_max_num_queries):
    client.force_login(cast.staff)
    page(client, lead)

    def queries() -> int:
        with django_assert_max_num_queries(34) as counted:
            page(client, lead)
        return len(counted)

    make_lead(contact=lead.contact)
    Activity.log(lead, by=cast.staff, kind="note", text="First")
    Activity.plan(lead, by=cast.staff, on=timezone.localdate(), for_user=cast.sales)
    before = queries()
    for n in range(10):
        Activity.log(lead, by=cast.staff, kind="note", text=str(n))
        Activity.plan(lead, by=cast.staff, on=timezone.localdate(), for_user=cast.sales)
        lead.edit(by=cast.staff, interest=str(n))
        make_lead(contact=lead.contact)
    assert queries() == before


def test_change_that_nobody_made_is_called_automatic(business):
    lead = make_lead("Ann")
    lead.edit(by=None, interest="A kitchen")
    assert [entry.said for entry in timeline(lead) if entry.title == "Details changed"] == ["automatically"]
