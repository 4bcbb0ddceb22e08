"""Which days the diagnosis looks at, what it measures them by, and what it says of them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from reports.conftest import LONDON
from reports.core.periods import Period
from reports.diagnosis import text as diagnosis_text
from reports.diagnosis.query import diagnosis
from reports.diagnosis.text import conversion_words, missing, weighted_words
from reports.models import Goal
from reports.overview.query import overview
from reports.overview.text import headline

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 10, 1, 12, tzinfo=LONDON)
PERIOD = Period.parse("2026-09-01", "2026-09-30")


@pytest.fixture
def business_with_a_past(business, come):
    """Within 30 days: a year of one lead in four won, then a cohort; `now` leads in the period."""
    business.within_days = 30
    business.save()

    def past(*, cohort_won: int, now: int):
        for number in range(88):
            day = date(2025, 8, 5) + timedelta(days=4 * number)
            come("Leaflet", day.isoformat(), won_after=10 if number % 4 == 0 else None)
        for number in range(40):
            day = date(2026, 8, 5) + timedelta(days=number % 25)
            come("Leaflet", day.isoformat(), won_after=5 if number < cohort_won else None)
        for number in range(now):
            come("Leaflet", (date(2026, 9, 1) + timedelta(days=number % 30)).isoformat())
        return diagnosis(PERIOD, business=business, as_of=AS_OF)

    return past


def test_diagnosis_compares_mature_leads_with_the_year_before(business_with_a_past):
    result = business_with_a_past(cohort_won=10, now=3)
    assert (result.cohort.first_day, result.cohort.last_day) == (date(2026, 8, 2), date(2026, 8, 31))
    assert (result.baseline.first_day, result.baseline.last_day) == (date(2025, 8, 5), date(2026, 8, 1))
    assert result.usual_rate == 22 / 88


def test_past_leads_stand_in_for_a_goal(business_with_a_past):
    result = business_with_a_past(cohort_won=10, now=3)
    assert not result.by_goal
    assert result.wanted == pytest.approx(22 * 30 / 362)


def test_a_goal_says_how_many_leads_are_needed(business_with_a_past, cast):
    Goal.put("clients", amount=Decimal(10), per="month", month=date(2026, 9, 1), by=cast.owner)
    result = business_with_a_past(cohort_won=10, now=12)
    assert result.needed_leads == pytest.approx(40)
    assert result.verdict == "marketing"
    assert "12 leads came in where about 40 were needed." in diagnosis_text.headline(result)
    assert "Whether sales does as well as usual cannot be told yet." in diagnosis_text.headline(result)


def test_a_conversion_that_fell_is_sales(business_with_a_past):
    result = business_with_a_past(cohort_won=1, now=12)
    assert result.verdict == "sales"
    assert "Conversion is 2\N{NARROW NO-BREAK SPACE}% where 25\N{NARROW NO-BREAK SPACE}% is usual" in diagnosis_text.headline(result)


def test_page_shows_weighted_conversion_where_it_differs(business_with_a_past, business, come):
    result = business_with_a_past(cohort_won=10, now=12)
    assert (weighted_words(result), "As they came" in conversion_words(result)) == ("", False)
    for number in range(20):
        come("Signboard", f"2026-01-{number + 1:02}", won_after=5 if number < 2 else None)
        come("Signboard", "2026-08-12", won_after=5 if number < 12 else None)
    result = diagnosis(PERIOD, business=business, as_of=AS_OF)
    assert "As they came, 37" in conversion_words(result)
    assert "that is what “Converted as usual?” goes by" in weighted_words(result)


def test_nothing_to_measure_against_is_said(business, come):
    come("Leaflet", "2026-09-10")
    result = diagnosis(PERIOD, business=business, as_of=AS_OF)
    assert result.verdict == "not_enough"
    assert result.split is None
    assert missing(result).startswith("There are no leads from before")


def test_the_parts_of_the_change_add_up(business_with_a_past):
    result = business_with_a_past(cohort_won=10, now=3)
    assert (result.before.first_day, result.before.last_day) == (date(2026, 7, 3), date(2026, 8, 1))
    assert result.split.total == pytest.approx(10 - 1)  # the 84th of the past, on 7 July, is the only one won there


def test_diagnosis_takes_seven_queries(business_with_a_past, business, django_assert_num_queries):
    business_with_a_past(cohort_won=10, now=3)
    with django_assert_num_queries(7):
        diagnosis(PERIOD, business=business, as_of=AS_OF)


def test_overview_shows_the_diagnosis_first(business_with_a_past, look):
    business_with_a_past(cohort_won=1, now=12)
    with time_machine.travel(AS_OF):
        page = look("/reports/overview/?from=2026-09-01&to=2026-09-30").content.decode()
    assert "<h1>Sales needs work." in page
    assert "Why clients changed" in page


def test_headline_joins_fewer_leads_and_holding(business_with_a_past):
    result = business_with_a_past(cohort_won=30, now=30)
    assert (result.verdict, result.converts_as_usual) == ("holding", True)
    assert diagnosis_text.headline(result, fewer=True).startswith(
        "Fewer leads came than before, and they are enough. Marketing and sales are both holding."
    )
    assert diagnosis_text.headline(result).startswith("Marketing and sales are both holding.")


def test_headline_names_the_days_compared_with(business_with_a_past, business):
    business_with_a_past(cohort_won=10, now=12)
    result = overview(PERIOD, business=business, as_of=AS_OF)
    against = "against the leads of 3 July to 1 August 2026"
    assert headline(result).endswith(f"Whether conversion changed {against} cannot be told.")
    assert headline(result, as_usual=True).endswith(
        f"Conversion holds against what is usual; whether it changed {against} alone cannot be told."
    )
