"""The leads of each month by age: who is old enough, who of them was won, and how both are shown."""

from datetime import date, datetime

import pytest
import time_machine

from reports.cohorts import query as cohorts
from reports.conftest import LONDON
from reports.core.periods import Period

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 6, 15, 12, tzinfo=LONDON)


def report(business):
    return cohorts.report(Period(), business=business, as_of=AS_OF)


def cells(cohort):
    return {cell.age: (cell.won, cell.leads) for cell in cohort.cells}


def test_month_counts_mature_leads_at_each_age(business, come):
    come("Leaflet", "2026-03-02", won_after=20)
    come("Leaflet", "2026-03-10", won_after=70)
    come("Signboard", "2026-03-20")
    (march,) = report(business).cohorts
    assert (march.first_day, march.leads) == (date(2026, 3, 1), 3)
    assert cells(march) == {30: (1, 3), 60: (1, 3), 90: (2, 2), 180: (0, 0), 365: (0, 0)}


def test_an_age_is_reached_the_day_after(business, come):
    come("Leaflet", "2026-05-15", won_after=1)  # 31 days old
    come("Leaflet", "2026-05-16", won_after=1)  # 30 days old: not more
    assert cells(report(business).cohorts[0])[30] == (1, 1)


def test_month_is_mature_once_its_leads_are(business, come):
    come("Leaflet", "2026-05-15")
    come("Leaflet", "2026-05-16")
    (may,) = report(business).cohorts
    assert not may.is_mature(may.cells[0])
    come("Leaflet", "2026-04-01")
    april = report(business).cohorts[1]
    assert april.is_mature(april.cells[0])


def test_days_to_judge_by_are_an_age(business, come):
    business.within_days = 45
    come("Leaflet", "2026-03-02", won_after=40)
    assert cells(report(business).cohorts[0])[45] == (1, 1)


def test_largest_sources_have_a_curve(business, come):
    come("Leaflet", "2026-03-02", won_after=20)
    come("Leaflet", "2026-03-03")
    come("Signboard", "2026-03-04")
    everyone, leaflet, signboard = report(business).curves
    assert (everyone.leads, leaflet.label, leaflet.leads, signboard.label) == (3, "Leaflet", 2, "Signboard")
    assert leaflet.at(30).share == pytest.approx(0.5)
    assert signboard.at(30) is None


def test_page_marks_months_before_the_first_sale(business, come):
    come("Leaflet", "2025-06-02")
    come("Leaflet", "2025-12-10", won_after=5)
    result = report(business)
    assert result.first_sale == date(2025, 12, 15)
    assert [cohort.before_sales for cohort in result.cohorts] == [True, True]


def test_page_marks_no_month_after_the_first_sale(business, come):
    come("Leaflet", "2026-01-02", won_after=80)
    assert report(business).first_sale is None


def test_a_week_in_which_none_came_counts_none(business, come):
    for day in ("2026-03-02", "2026-03-08", "2026-03-16"):  # a Monday, the Sunday after, the Monday two weeks on
        come("Leaflet", day)
    assert report(business).weeks == ((date(2026, 3, 2), 2), (date(2026, 3, 9), 0), (date(2026, 3, 16), 1))


def test_report_takes_six_queries(business, come, django_assert_num_queries):
    for day in range(1, 20):
        come("Leaflet", f"2026-03-{day:02}", won_after=day)
    with django_assert_num_queries(6):
        report(business)


@time_machine.travel(AS_OF)
def test_page_says_how_soon_leads_are_won(come, look):
    come("Leaflet", "2026-03-02", won_after=20)
    come("Leaflet", "2026-03-03")
    page = look("/reports/cohorts/", who="staff").content.decode()
    assert "of leads become clients within 90 days, half of those within 20 days." in page
    assert "Mar 2026" in page


@time_machine.travel(AS_OF)
def test_the_same_rows_are_data(come, look):
    come("Leaflet", "2026-03-02", won_after=20)
    text = look("/reports/cohorts/", format="json").json()
    assert text["rows"][0]["cells"][0] == {"age": 30, "old_enough": 1, "won_within": 1, "share": 1.0, "mature": True}
    lines = b"".join(look("/reports/cohorts/", format="csv").streaming_content).decode().splitlines()
    assert lines[1].split(",")[:4] == ['"2026-03"', '"1"', '"1"', '"1"']


def test_page_refuses_an_unreadable_period_and_keeps_it(look, business):
    response = look("/reports/cohorts/", **{"from": "soon"})
    assert response.status_code == 400
    assert 'value="soon"' in response.content.decode()
