"""The win rate of what was decided goes by the day of the decision, not by the day the lead came."""

from datetime import date, datetime

import pytest
import time_machine

from reports.conftest import LONDON
from reports.core.periods import Period
from reports.overview.query import overview
from sales.hand_off import transfer
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
MAY = Period(date(2026, 5, 1), date(2026, 6, 1))
NOON = datetime(2026, 6, 15, 12, tzinfo=LONDON)


@pytest.fixture
def decided(come, cast):
    """Of what came in spring, two were won in May and one lost; one was won in June, one is open, one was disqualified."""

    def lose(lead, day: str) -> None:
        at = datetime.fromisoformat(day).replace(tzinfo=LONDON)
        closing.lose(transfer.open_opportunity(lead, by=cast.sales), by=cast.sales, reason=None, at=at)

    come("Leaflet", "2026-03-30", won_after=40)
    come("Leaflet", "2026-05-01", won_after=30)
    lose(come("Signboard", "2026-04-10"), "2026-05-31")
    lose(come("Signboard", "2026-03-10"), "2026-04-30")
    come("Leaflet", "2026-05-01", won_after=31)
    come("Leaflet", "2026-05-02")
    come("Leaflet", "2026-05-02").disqualify("no_budget", by=cast.staff)


def test_win_rate_counts_decisions_of_the_period(business, decided):
    now = overview(MAY, business=business, as_of=NOON).now
    assert (now.won, now.decided) == (2, 3)
    assert now.likely.low == pytest.approx(0.2077, abs=0.0001)


def test_earlier_moment_ignores_later_decisions(business, decided):
    now = overview(MAY, business=business, as_of=datetime(2026, 5, 20, tzinfo=LONDON)).now
    assert (now.won, now.decided) == (1, 1)


def test_win_rate_leaves_out_earlier_clients(business, come):
    first = come("Leaflet", "2026-03-30", won_after=1)
    come("Leaflet", "2026-05-01", won_after=3, contact=first.contact)
    assert overview(MAY, business=business, as_of=NOON).now.decided == 0


def test_nothing_decided_is_no_rate(business, come):
    come("Leaflet", "2026-05-02")
    assert overview(MAY, business=business, as_of=NOON).now.win_rate is None


@time_machine.travel(NOON)
def test_win_rate_opens_its_leads(client, look, decided):
    response = look("/reports/overview/", period="last_month")
    assert "(2 of 3)" in response.content.decode()
    assert client.get(response.context["page"].decided_href).context["count"] == 3
