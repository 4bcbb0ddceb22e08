"""The list shows what its address asks for, in words that can be taken away one by one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Campaign, Lead
from leads.tests.making import make_lead


@pytest.fixture
def shown(client, cast):
    """The leads a list shows for a query."""
    client.force_login(cast.staff)

    def shown(**query) -> list[Lead]:
        response = client.get(reverse("leads"), query)
        assert response.status_code == 200
        return list(response.context["page"].rows)

    return shown


def test_newest_come_first_and_withdrawn_ones_do_not_come(shown, cast):
    old = make_lead("Old", received_at=timezone.now() - timedelta(days=2))
    new = make_lead("New")
    make_lead("Gone").withdraw(by=cast.staff)
    assert shown() == [new, old]


def test_no_source_recorded_is_a_choice_of_its_own(shown, sources):
    nothing = make_lead("Nothing")
    leaflet = make_lead("Leaflet", source=sources["Leaflet"])
    assert shown(source="blank") == [nothing]
    assert shown(source=sources["Leaflet"].pk) == [leaflet]


def test_channel_campaign_how_known_and_logger_narrow_it(shown, sources, cast):
    spring = Campaign.objects.create(name="Spring", source=sources["Leaflet"])
    one = make_lead("One", channel="website", campaign=spring, how_known="tracked", logged_by=cast.staff)
    two = make_lead("Two", channel="", how_known="")
    assert shown(channel="website") == shown(campaign=spring.pk) == shown(how_known="tracked") == shown(by=cast.staff.pk) == [one]
    assert shown(channel="blank") == shown(campaign="blank") == shown(how_known="blank") == [two]


def test_days_are_inclusive_and_begin_at_midnight_of_the_business(shown, business):
    # 31 May 23:30 in UTC is 1 June in London.
    june = make_lead("June", received_at=datetime(2026, 5, 31, 23, 30, tzinfo=UTC))
    may = make_lead("May", received_at=datetime(2026, 5, 31, 22, 30, tzinfo=UTC))
    assert shown(period_from="2026-06-01", period_to="2026-06-01") == [june]
    assert shown(period_to="2026-05-31") == [may]


def test_links_of_reports_may_use_their_short_words(shown):
    make_lead("Old", received_at=datetime(2026, 1, 1, 12, tzinfo=UTC))
    lead = make_lead("New", received_at=datetime(2026, 6, 1, 12, tzinfo=UTC))
    assert shown(**{"from": "2026-02-01", "to": "2026-06-30", "valid": "1"}) == [lead]


def test_as_of_leaves_out_what_came_later(shown):
    make_lead("Later", received_at=datetime(2026, 6, 2, tzinfo=UTC))
    earlier, undated = make_lead("Earlier", received_at=datetime(2026, 6, 1, tzinfo=UTC)), make_lead("Undated", received_at=None)
    assert set(shown(as_of="2026-06-02T00:00:00+00:00")) == {earlier, undated}


def test_an_outcome_of_open_is_all_that_is_not_decided(shown, cast):
    lead = make_lead("Open")
    make_lead("Out").disqualify("no_budget", by=cast.staff)
    assert shown(outcome="open") == [lead]
    assert [each.state for each in shown(outcome="disqualified")] == ["disqualified"]


def test_what_is_left_out_of_the_numbers_can_be_seen_by_reason(shown, cast):
    survivor = make_lead("Survivor")
    spam, test, withdrawn, merged = (make_lead(name) for name in ("Spam", "Test", "Withdrawn", "Merged"))
    spam.disqualify("spam", by=cast.staff)
    test.disqualify("test", by=cast.staff)
    withdrawn.withdraw(by=cast.staff)
    Lead.objects.filter(pk=merged.pk).update(merged_into=survivor)
    undated = make_lead("Undated", received_at=None)
    expected = {"spam": spam, "test": test, "withdrawn": withdrawn, "merged": merged, "undated": undated}
    assert {reason: shown(left_out=reason) for reason in expected} == {reason: [lead] for reason, lead in expected.items()}


def test_a_filter_nobody_understands_empties_the_list_and_says_so(client, cast):
    client.force_login(cast.staff)
    make_lead("Somebody")
    response = client.get(reverse("leads"), {"source": "999999", "period_from": "yesterday"})
    assert list(response.context["page"].rows) == []
    assert "could not be understood" in response.content.decode()
    assert '<details class="fold" open>' in response.text


def test_each_filter_in_force_can_be_taken_away(client, cast, sources):
    client.force_login(cast.staff)
    response = client.get(reverse("leads"), {"source": sources["Leaflet"].pk, "state": "won", "after": "nonsense"})
    chips = {chip.name: (chip.value, chip.without) for chip in response.context["chips"]}
    assert chips == {"source": ("Leaflet", "?state=won"), "state": ("Won", f"?source={sources['Leaflet'].pk}")}


def test_script_gets_the_rows_alone(client, cast):
    client.force_login(cast.staff)
    make_lead("Maria")
    body = client.get(reverse("leads"), headers={"HX-Request": "true"}).content.decode()
    assert "Maria" in body
    assert "<html" not in body


def test_a_name_with_markup_is_shown_inert(client, cast):
    client.force_login(cast.staff)
    make_lead("<script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get(reverse("leads")).content.decode()


def test_the_signed_out_are_sent_to_sign_in(client, business):
    assert client.get(reverse("leads")).status_code == 302


def test_the_number_of_queries_does_not_grow_with_the_leads(client, cast, sources, django_assert_num_queries):
    client.force_login(cast.staff)

    def make(count):
        for n in range(count):
            make_lead(
                f"Person {n}", phones=[f"0113 496 {n:04}"], emails=[f"{n}@example.com"], source=sources["Leaflet"], logged_by=cast.staff
            )

    make(2)
    client.get(reverse("leads"))
    # session, user, business; choices of source, campaign, two people, client type; the count; the page, its phones, its e-mails
    with django_assert_num_queries(QUERIES):
        client.get(reverse("leads"))
    make(20)
    with django_assert_num_queries(QUERIES):
        client.get(reverse("leads"))


QUERIES = 12


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_days(client, cast, day):
    client.force_login(cast.staff)
    for asked in (f"period_from={day}", f"period_to={day}", f"as_of={day}T12:00:00%2B14:00"):
        assert client.get(f"{reverse('leads')}?{asked}").status_code == 200


def test_a_clock_a_day_ahead_is_read_and_a_type_no_database_can_hold_is_none(client, cast):
    client.force_login(cast.staff)
    make_lead("Earlier", received_at=datetime(2026, 5, 31, tzinfo=UTC))
    make_lead("Later", received_at=datetime(2026, 5, 31, 0, 2, tzinfo=UTC))
    assert client.get(f"{reverse('leads')}?as_of=2026-06-01T00:00:00%2B23:59").context["count"] == 1
    assert client.get(f"{reverse('leads')}?client_type=%00").context["count"] == 0
