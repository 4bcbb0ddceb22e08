"""A period is held against the one before it, or against the same days a year before."""

from datetime import date, datetime

import pytest
import time_machine

from reports.conftest import LONDON
from reports.core.periods import BEFORE, YEAR, Period
from reports.overview.query import overview

MAY = Period(date(2026, 5, 1), date(2026, 6, 1))
NOON = datetime(2026, 6, 15, 12, tzinfo=LONDON)


def test_year_before_has_the_same_days():
    assert MAY.compared(YEAR) == Period(date(2025, 5, 1), date(2025, 6, 1))
    assert Period(date(2028, 2, 29), date(2028, 3, 1)).compared(YEAR) == Period(date(2027, 2, 28), date(2027, 3, 1))
    assert MAY.compared(BEFORE) == MAY.previous()


def test_open_period_has_no_comparison():
    assert Period(date(2026, 5, 1)).compared(YEAR) is None


@pytest.fixture
def two_years(come):
    for day in ("2025-01-01", "2025-05-02", "2025-05-03", "2026-04-02", "2026-05-02"):
        come("Leaflet", day)


@pytest.mark.django_db
def test_overview_counts_the_days_compared_with(business, two_years):
    counts = {against: overview(MAY, business=business, as_of=NOON, against=against) for against in (BEFORE, YEAR)}
    assert {against: result.before.leads.leads for against, result in counts.items()} == {BEFORE: 1, YEAR: 2}
    assert counts[YEAR].conversion.period_before == counts[YEAR].conversion.period.compared(YEAR)


@pytest.mark.django_db
def test_year_without_leads_is_no_comparison(business, come):
    come("Leaflet", "2026-03-02")
    assert overview(MAY, business=business, as_of=NOON, against=YEAR).before is None


@pytest.mark.django_db
@time_machine.travel(NOON)
def test_the_pages_offer_both_and_keep_the_choice(look, two_years):
    response = look("/reports/overview/", period="last_month", against="year")
    assert "against 2 a year before" in response.content.decode()
    assert [choice.current for choice in response.context["report_request"].comparisons] == [False, True]
    assert all("against=year" in choice.href for choice in response.context["report_request"].presets)
    assert look("/reports/funnel/", period="last_month", against="year").context["page"].compared_with.endswith("2025")
    assert "Compared with the same days a year before, " in look("/reports/funnel/", period="last_month", against="year").text
    assert "Compared with the period before, " in look("/reports/funnel/", period="last_month").text
    assert "There are no leads from before to compare them with." in look("/reports/funnel/", period="everything").text


@pytest.mark.django_db
def test_anything_else_is_refused(look, business):
    response = look("/reports/overview/", against="the-neighbours")
    assert response.status_code == 400
    assert "with the same days a year before" in response.content.decode()
