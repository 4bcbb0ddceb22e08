"""Leads from before the first sale on record are held against nobody: their sales are probably missing."""

from datetime import date, datetime

import pytest
import time_machine

from reports.conftest import LONDON
from reports.core.periods import Period
from reports.diagnosis.query import diagnosis
from reports.overview.query import overview
from sales.models import Sale

pytestmark = pytest.mark.django_db
SPRING = Period(date(2026, 1, 1), date(2026, 4, 1))
AS_OF = datetime(2026, 9, 1, 12, tzinfo=LONDON)


@pytest.fixture
def late_record(come):
    """Leads since June 2025, and the first sale written down in December."""
    for month in (6, 7, 8, 9, 10, 11):
        come("Leaflet", f"2025-{month:02}-03")
    come("Leaflet", "2025-12-01", won_after=4)
    for day in range(1, 20):
        come("Leaflet", f"2026-02-{day:02}", won_after=9 if day % 2 else None)


def test_conversion_ignores_days_of_missing_sales(business, late_record):
    result = overview(SPRING, business=business, as_of=AS_OF)
    assert result.first_sale == date(2025, 12, 5)
    assert result.conversion.before is None
    assert result.leads is not None  # leads were written down all along


def test_baseline_begins_with_the_first_sale(business, late_record):
    result = diagnosis(SPRING, business=business, as_of=AS_OF)
    assert result.baseline == Period(date(2025, 12, 5), date(2026, 1, 1))
    assert result.split is None


@time_machine.travel(AS_OF)
def test_the_overview_says_so(look, late_record):
    page = look("/reports/overview/", **{"from": "2026-01-01", "to": "2026-03-31"}).content.decode()
    assert "long after the first lead: conversion is not compared with before that." in page
    assert "Conversion rose" not in page


@time_machine.travel(AS_OF)
def test_sources_warn_of_days_before_it(look, late_record):
    text = "The first sale on record is of 5 December 2025, long after the first lead"
    assert text in look("/reports/sources/").content.decode()
    assert look("/reports/sources/", format="json").json()["sales_on_record_since"] == "2025-12-05"
    spring = {"from": "2026-01-01", "to": "2026-03-31"}
    assert text not in look("/reports/sources/", **spring).content.decode()
    assert look("/reports/sources/", format="json", **spring).json()["sales_on_record_since"] is None


def test_revenue_that_nobody_knows_has_no_course(business, late_record):
    Sale.objects.filter(sold_at__gte="2026-02-01T00:00Z").update(amount=None)
    months = {f"{month.first_day:%Y-%m}": month.revenue for month in overview(SPRING, business=business, as_of=AS_OF).months}
    assert (months["2025-11"], months["2026-02"]) == (0, None)


def test_a_first_sale_in_time_changes_nothing(business, come):
    come("Leaflet", "2025-11-01", won_after=40)
    come("Leaflet", "2026-02-01", won_after=9)
    result = overview(SPRING, business=business, as_of=AS_OF)
    assert (result.first_sale, result.conversion.before is not None) == (None, False)
