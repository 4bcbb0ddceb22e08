"""8,000 real leads and the 842 deals they became, by the command, against answers worked out elsewhere."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.testing import make_business
from leads.models import Lead
from tests.roles import empty_database

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def import_(path, *columns) -> dict:
    held = StringIO()
    call_command("import_leads", str(path), "--map", *columns, "--json", stdout=held)
    return json.loads(held.getvalue())


@pytest.fixture(scope="module", params=["Europe/London", "America/Sao_Paulo"])
def told(request, given, django_db_setup, django_db_blocker):
    """Both files, in the zone of the business, whatever it is; then what each file's import said. Imported once a zone."""
    with django_db_blocker.unblock():
        make_business(time_zone=request.param)
        yield import_both(given)
        empty_database()


def import_both(given) -> tuple[dict, dict]:
    leads = import_(
        given("olist", "olist_marketing_qualified_leads_dataset.csv"),
        "mql_id=external_id",
        "first_contact_date=received_at",
        "origin=source",
    )
    deals = import_(given("olist", "olist_closed_deals_dataset.csv"), "mql_id=external_id", "won_date=won_at")
    return leads, deals


def report() -> tuple[dict, dict]:
    held = StringIO()
    call_command("report", "sources", "--format", "json", stdout=held)
    found = json.loads(held.getvalue())
    return {row["label"]: row for row in found["rows"]}, found["total"]


def test_both_files_give_the_known_leads_clients_conversion_intervals_and_days(told, answers):
    leads, deals = told
    expected = answers("olist")
    assert (leads["created"], leads["failed"], deals["updated"], deals["created"], deals["failed"]) == (8000, 0, 842, 0, 0)
    rows, total = report()
    assert set(rows) == set(expected["by_source"])
    for name, known in expected["by_source"].items():
        row = rows[name]
        assert (row["leads"], row["clients"]) == (known["leads"], known["clients"]), name
        assert round(row["conversion_to_date"], 6) == known["conversion"], name
        assert [round(row["low"], 6), round(row["high"], 6)] == known["wilson95"], name
        assert row["median_days_to_win"] == known["median_days_to_won_calendar"], name
    known = expected["total"]
    assert (total["leads"], total["clients"]) == (known["leads"], known["clients"])
    assert round(total["conversion_to_date"], 6) == known["conversion"]


def test_the_deal_won_before_its_first_contact_is_counted_and_flagged(told, answers):
    known = answers("olist")["anomalies"]["won_before_first_contact"][0]
    _leads, deals = told
    assert deals["warned"] == 1
    assert deals["warnings"][0]["reason"] == "Won before it was received."
    assert Lead.objects.get(external_id=known["mql_id"]).contact.is_client


def test_the_leads_of_each_month_are_won_within_the_known_days(told, answers):
    held = StringIO()
    call_command("report", "cohorts", "--format", "json", stdout=held)
    found = json.loads(held.getvalue())
    months = {row["month"]: row for row in found["rows"]}
    known = answers("olist")["cohort_by_first_contact_month"]
    assert {month: row["leads"] for month, row in months.items()} == {month: row["leads"] for month, row in known.items()}
    for month, row in known.items():
        won = {cell["age"]: cell["won_within"] for cell in months[month]["cells"]}
        assert [won[days] for days in (30, 60, 90)] == [row[f"won_within_{days}_days"] for days in (30, 60, 90)], month
    assert found["sales_on_record_since"] == "2017-12-05"
    assert {month for month, row in months.items() if row["before_sales"]} == {month for month in known if month < "2018"}
