"""In the files of reports money is money, a share is a percentage, and no number can be read as thousands of itself."""

import csv
import re
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from random import Random

import pytest
import time_machine
from openpyxl import load_workbook

from accounts.testing import make_business
from leads.models import Spend
from reports.forecast.tests.test_forecast import NOW, write  # noqa: F401 - a fixture
from tests.forecasts import TRADES, lives

pytestmark = pytest.mark.django_db
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}
SHARE, MONEY, NUMBER = "0.0%", "#,##0.00", "#,##0.0##"
LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")
KINDS = {
    "sources": {"conversion_to_date": SHARE, "low": SHARE, "within_high": SHARE, "coverage": SHARE, "cost_per_lead": MONEY, "spend": MONEY},
    "money": {"spend": MONEY, "acquisition_cost": MONEY, "acquisition_cost_low": MONEY, "revenue": MONEY, "return_on_investment": SHARE},
    "funnel": {"of_before": SHARE, "of_all_low": SHARE, "days_median": NUMBER},
    "client-types": {"mean_revenue": MONEY},
    "playbook": {"win_rate": SHARE, "high": SHARE},
    "team": {"conversion_within": SHARE, "within_low": SHARE},
}


@pytest.fixture
def some(come, sources, clock):
    """Three leads of one source, two of them clients, for 100 euros of spend."""
    for day, won_after in (("2026-03-01", 3), ("2026-03-02", 4), ("2026-03-03", None)):
        come("Leaflet", day, won_after=won_after, amount=Decimal("33.335"))
    Spend.put(sources["Leaflet"], month=date(2026, 3, 1), amount=Decimal(100))


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        yield


def spreadsheet(response) -> list[dict]:
    names, *rows = load_workbook(BytesIO(response.content))["Report"].iter_rows()
    return [dict(zip((name.value for name in names), row, strict=True)) for row in rows]


def table(response) -> list[dict]:
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("report", KINDS)
def test_a_spreadsheet_shows_money_and_shares(some, look, report):
    make_business(currency="EUR")
    rows = spreadsheet(look(f"/reports/{report}/", format="xlsx", **YEAR))
    for name, shown in KINDS[report].items():
        formats = {row[name].number_format for row in rows if row[name].value is not None}
        assert formats == {shown}, name


@pytest.mark.parametrize(
    ("report", "names", "value", "kinds"),
    [
        ("overview", "measure", "now", {"spend": MONEY, "revenue": MONEY, "cost_per_lead": MONEY, "win_rate": SHARE, "leads": "#,##0"}),
        ("clients", "figure", "value", {"revenue": MONEY, "average_per_client": MONEY, "value_ever": MONEY, "repeat": SHARE}),
    ],
)
def test_a_line_says_what_its_figure_is(some, look, report, names, value, kinds):
    make_business(currency="EUR")
    rows = spreadsheet(look(f"/reports/{report}/", format="xlsx", **YEAR))
    shown = {row[names].value: row[value].number_format for row in rows if row[value].value is not None}
    assert {name: shown[name] for name in kinds} == kinds


@pytest.mark.parametrize("report", [*KINDS, "overview", "clients", "hand-off", "cohorts", "flow", "forecast", "data-health"])
def test_no_number_of_a_report_is_thousands_elsewhere(some, look, report):
    period = {} if report in ("forecast", "data-health") else YEAR
    rows = table(look(f"/reports/{report}/", format="csv", **period))
    assert [cell for row in rows for cell in row.values() if LIKE_THOUSANDS.fullmatch(cell or "")] == []


@pytest.mark.parametrize(("currency", "written"), [("EUR", "33.34"), ("KWD", "33.335")])
def test_money_in_csv_is_counted_as_its_currency(some, look, currency, written):
    make_business(currency=currency)
    rows = table(look("/reports/client-types/", format="csv", **YEAR))
    assert rows[0]["mean_revenue"] == written


@time_machine.travel(NOW, tick=False)
def test_forecast_revenue_is_money_and_counts_are_not(come, stages, write, look):  # noqa: F811
    write(lives(TRADES["kitchens"], Random(5), until=420), days=420)
    for _ in range(20):
        come("Leaflet", "2026-01-05", won_after=3, amount=Decimal("1234.567"))
    revenue = next(row for row in table(look("/reports/forecast/", format="csv")) if row["part"] == "revenue")
    parts = [revenue[name] for name in ("expected", "low", "high", "from_open", "to_come")]
    assert all(re.fullmatch(r"\d+\.\d\d", part) for part in parts), parts
    rows = spreadsheet(look("/reports/forecast/", format="xlsx"))
    [cells] = [row for row in rows if (row["part"].value, row["name"].value) == ("wins", 30)]
    assert cells["expected"].number_format == NUMBER


def test_json_writes_money_as_a_number(some, look):
    rows = look("/reports/clients/", format="json", **YEAR).json()["rows"]
    assert next(row for row in rows if row["figure"] == "revenue")["value"] == 66.67
