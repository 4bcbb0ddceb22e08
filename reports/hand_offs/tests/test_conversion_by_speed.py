"""Conversion by how soon somebody was in touch: in working time, of leads old enough, with its likely range."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from leads.models import Activity
from reports.core.periods import Period
from reports.hand_offs.speed import by_speed
from reports.statistics import stats
from reports.team import query as team
from sales.hand_off import transfer
from sales.pipeline import closing

LONDON = ZoneInfo("Europe/London")
MAY = Period(date(2026, 5, 1), date(2026, 6, 1))
AS_OF = datetime(2026, 11, 1, tzinfo=LONDON)

pytestmark = pytest.mark.django_db


@pytest.fixture
def contacted(come, cast, stages):
    """A lead of a Friday afternoon at four; called after so much of the clock, and won if it was."""

    def make(after: timedelta | None, *, won: bool = False, channel: str = "website", owner=None):
        lead = come("Leaflet", "2026-05-08T16:00", channel=channel)
        if after is not None:
            Activity.log(lead, by=cast.staff, kind="call", at=lead.received_at + after)
        if won or owner:
            opportunity = transfer.open_opportunity(lead, by=cast.sales, owner=owner or cast.sales, at=lead.received_at)
            if won:
                closing.win(opportunity, by=cast.sales, amount=Decimal(100), at=lead.received_at + timedelta(days=9))
        return lead

    return make


def counts(bands) -> dict[str, tuple[int, int]]:
    return {band.key: (band.leads, band.clients) for band in bands if band.leads}


def test_weekend_counts_no_hours(contacted, business):
    contacted(timedelta(minutes=59), won=True)
    contacted(timedelta(days=2, hours=18))  # Monday at ten: an hour of Friday, and one of Monday
    contacted(timedelta(days=3, hours=0))  # Monday at four: an hour, and seven
    contacted(timedelta(days=3, hours=1), won=True)
    contacted(None)
    bands = by_speed(MAY, business=business, as_of=AS_OF)
    assert counts(bands) == {"hour": (1, 1), "four_hours": (1, 0), "working_day": (1, 0), "later": (1, 1), "never": (1, 0)}


def test_people_talked_to_as_they_came_are_left_out(contacted, business):
    contacted(timedelta(hours=1), channel="phone")
    assert counts(by_speed(MAY, business=business, as_of=AS_OF)) == {}


def test_lead_too_young_is_left_out(contacted, business):
    contacted(timedelta(minutes=5))
    assert counts(by_speed(MAY, business=business, as_of=datetime(2026, 6, 1, tzinfo=LONDON))) == {}


def test_share_has_its_likely_range(contacted, business):
    for won in (True, False, False, False):
        contacted(timedelta(minutes=5), won=won)
    band = by_speed(MAY, business=business, as_of=AS_OF)[0]
    assert (band.share, band.range) == (0.25, stats.wilson(1, 4))


def test_team_counts_what_sales_took_on(contacted, business, cast):
    contacted(timedelta(minutes=5))
    contacted(timedelta(minutes=5), owner=cast.sales)
    report = team.report(MAY, business=business, as_of=AS_OF)
    assert counts(team.by_speed_of(report, business=business)) == {"hour": (1, 0)}


@pytest.mark.parametrize("name", ["report_handoffs", "report_team"])
def test_page_says_that_it_is_no_proof(contacted, client, cast, name):
    contacted(timedelta(minutes=5), won=True)
    client.force_login(cast.owner)
    page = client.get(reverse(name), {"from": "2026-05-01", "to": "2026-05-31"}).text
    assert "It goes together, not proof" in page
    assert "Within an hour" in page


def test_queries_do_not_grow_with_leads(contacted, business, django_assert_num_queries):
    contacted(timedelta(minutes=5))
    with django_assert_num_queries(4):  # two for the hours
        by_speed(MAY, business=business, as_of=AS_OF)
    for _ in range(4):
        contacted(timedelta(minutes=5), won=True)
    with django_assert_num_queries(4):
        by_speed(MAY, business=business, as_of=AS_OF)
