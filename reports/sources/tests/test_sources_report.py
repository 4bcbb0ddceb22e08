from datetime import datetime
from decimal import Decimal

import pytest

from leads.models import Lead, Source, Spend
from reports.conftest import LONDON
from reports.core.periods import Period
from reports.sources import query as report_sources
from sales.hand_off import transfer
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 7, 1, 12, tzinfo=LONDON)
EVERYTHING = Period()


def report_of(business, *, period=EVERYTHING, by="source", as_of=AS_OF):
    report = report_sources.report(period, business=business, by=by, as_of=as_of)
    return report, {row.label: row for row in report.rows}


def test_lead_won_in_time_counts_within_the_days(come, business):
    come("Leaflet", "2026-01-10", won_after=30)
    come("Leaflet", "2026-01-11")
    _, rows = report_of(business)
    row = rows["Leaflet"]
    assert (row.leads, row.clients, row.open, row.mature_leads, row.converted_within) == (2, 1, 1, 2, 1)
    assert (row.conversion_to_date, row.conversion_within, row.median_days_to_win) == (0.5, 0.5, 30)


def test_lead_won_late_counts_to_date_only(come, business):
    come("Leaflet", "2026-01-10", won_after=91)
    _, rows = report_of(business)
    assert (rows["Leaflet"].clients, rows["Leaflet"].converted_within) == (1, 0)


def test_lead_is_mature_after_the_days(come, business):
    come("Leaflet", "2026-04-01")
    come("Leaflet", "2026-04-02")
    _, rows = report_of(business)
    assert (rows["Leaflet"].leads, rows["Leaflet"].mature_leads, rows["Leaflet"].is_immature) == (2, 1, True)


def test_report_ignores_what_came_after_as_of(come, business):
    come("Leaflet", "2026-01-10", won_after=60)
    _, rows = report_of(business, as_of=datetime(2026, 2, 1, tzinfo=LONDON))
    assert (rows["Leaflet"].leads, rows["Leaflet"].clients, rows["Leaflet"].open) == (1, 0, 1)


def test_enquiry_of_a_client_is_left_out(come, business):
    first = come("Leaflet", "2026-01-10", won_after=3)
    come("Google search", "2026-03-01", contact=first.contact)
    report, rows = report_of(business)
    assert "Google search" not in rows
    assert report.left_out["from_clients"] == 1
    assert report.total.leads == 1


def test_spam_tests_and_withdrawn_leads_are_left_out(come, business, cast):
    come("Leaflet", "2026-01-10").disqualify("spam", by=cast.staff)
    come("Leaflet", "2026-01-10").disqualify("test", by=cast.staff)
    come("Leaflet", "2026-01-10").withdraw(by=cast.staff)
    come("Leaflet", "2026-01-10").disqualify("no_budget", by=cast.staff)
    report, rows = report_of(business, as_of=None)
    assert rows["Leaflet"].leads == 1
    assert rows["Leaflet"].open == 0
    assert (report.left_out["spam"], report.left_out["test"], report.left_out["withdrawn"]) == (1, 1, 1)


def test_no_source_is_apart_from_unknown(come, business, sources):
    sources["Unknown"] = Source.objects.get(kind="unknown")
    come("", "2026-01-10")
    come("Unknown", "2026-01-10")
    _, rows = report_of(business)
    assert rows["(blank)"].leads == rows["Unknown"].leads == 1


def test_undated_win_counts_to_date_only(come, business, cast):
    lead = come("Leaflet", "2026-01-10")
    closing.win(transfer.open_opportunity(lead, by=cast.sales), by=cast.sales, amount=None, at=None)
    report, rows = report_of(business)
    assert (rows["Leaflet"].clients, rows["Leaflet"].mature_leads, rows["Leaflet"].median_days_to_win) == (1, 0, None)
    assert report.left_out["date_unknown"] == 1


def test_undated_lead_belongs_to_everything_alone(come, business, sources):
    Lead.objects.create(source=sources["Leaflet"], channel="phone", received_at=None)
    _, everything = report_of(business)
    _, this_year = report_of(business, period=Period.parse("2026-01-01", "2026-12-31"))
    assert everything["Leaflet"].leads == 1
    assert "Leaflet" not in this_year


def test_win_before_the_lead_is_flagged(come, business):
    come("Leaflet", "2026-01-10", won_after=-1)
    report, rows = report_of(business)
    assert (rows["Leaflet"].converted_within, report.flags["won_before_received"]) == (1, 1)


def test_cost_per_lead_sums_spend_first(come, business, sources):
    for day in ("2026-01-10", "2026-01-20", "2026-02-10"):
        come("Leaflet", day, won_after=1)
    Spend.put(sources["Leaflet"], month=datetime(2026, 1, 1).date(), amount=Decimal("90"))
    Spend.put(sources["Leaflet"], month=datetime(2026, 2, 1).date(), amount=Decimal("60"))
    report, rows = report_of(business)
    assert rows["Leaflet"].cost_per_lead == Decimal("50")
    assert report.total.cost_per_lead == Decimal("50")


def test_spend_without_leads_has_no_cost_per_lead(business, sources):
    Spend.put(sources["Signboard"], month=datetime(2026, 1, 1).date(), amount=Decimal("90"))
    _, rows = report_of(business)
    assert (rows["Signboard"].leads, rows["Signboard"].spend, rows["Signboard"].cost_per_lead) == (0, Decimal("90.00"), None)


def test_half_a_month_costs_half_its_spend(come, business, sources):
    come("Leaflet", "2026-06-10")
    Spend.put(sources["Leaflet"], month=datetime(2026, 6, 1).date(), amount=Decimal("300"))
    _, rows = report_of(business, period=Period.parse("2026-06-01", "2026-06-15"))
    assert rows["Leaflet"].spend == Decimal("150.00")


def test_channel_and_campaign_totals_agree(come, business):
    come("Leaflet", "2026-01-10", won_after=5)
    come("Google search", "2026-01-10")
    totals = {report_of(business, by=by)[0].total.leads for by in report_sources.GROUPS}
    assert totals == {2}


def test_an_empty_business_has_dashes_and_no_percentages(business):
    report, rows = report_of(business)
    assert rows == {}
    assert (report.total.conversion_to_date, report.total.to_date, report.total.cost_per_lead) == (None, None, None)


def test_the_report_asks_six_questions_however_many_leads(come, business, django_assert_num_queries):
    for day in range(1, 20):
        come("Leaflet", f"2026-01-{day:02}", won_after=day)
    with django_assert_num_queries(6):
        report_of(business)
