"""The overview's CSV, JSON and the command's are the same rows as the page's."""

import csv
import io
import json

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db
PATH = "/reports/overview/"
QUERY = {"from": "2026-04-01", "to": "2026-06-30", "as_of": "2026-11-01"}
OPTIONS = ["--from", "2026-04-01", "--to", "2026-06-30", "--as-of", "2026-11-01"]


@pytest.fixture
def some_leads(come):
    come("Leaflet", "2025-12-01")
    come("Leaflet", "2026-02-10", won_after=5)
    come("Leaflet", "2026-05-10", won_after=3)
    come("Google search", "2026-05-11", channel="website")


def command(*options: str) -> str:
    out = io.StringIO()
    call_command("report", "overview", *options, stdout=out)
    return out.getvalue()


def test_json_equals_that_of_the_command(some_leads, look):
    text = look(PATH, format="json", **QUERY).json()
    assert text == json.loads(command(*OPTIONS, "--format", "json"))
    assert (text["report"], text["from"], text["before"]) == ("overview", "2026-04-01", {"from": "2026-01-01", "to": "2026-03-31"})
    rows = {(row["part"], row["label"], row["measure"]): (row["now"], row["before"]) for row in text["rows"]}
    assert rows["total", "", "leads"] == (2, 1)
    assert rows["total", "", "new_clients"] == (1, 1)
    assert rows["total", "", "revenue"] == (100.0, 100.0)
    assert rows["source", "Google search", "leads"] == (1, 0)
    assert rows["month", "2026-05", "leads"] == (2, None)


def test_csv_has_the_rows_of_the_json(some_leads, look):
    sent = b"".join(look(PATH, format="csv", **QUERY).streaming_content).decode("utf-8-sig")
    text = look(PATH, format="json", **QUERY).json()["rows"]
    assert list(csv.reader(io.StringIO(sent))) == list(csv.reader(io.StringIO(command(*OPTIONS, "--format", "csv"))))
    plain = [{name: _cell(value, row["measure"]) for name, value in row.items()} for row in text]
    assert list(csv.DictReader(io.StringIO(sent))) == plain


def _cell(value, measure: str) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) and measure in ("revenue", "spend", "cost_per_lead") else str(value)


def test_page_offers_both_files(some_leads, look):
    page = look(PATH, **QUERY).text
    assert "format=csv" in page
    assert "format=json" in page
    assert "against" in command(*OPTIONS)


def test_without_leads_there_are_rows_of_nothing(business, look):
    assert look(PATH, format="json").json()["rows"][0] == {
        "part": "total", "label": "", "measure": "leads", "now": 0, "before": None, "change": None,
    }  # fmt: skip


@pytest.mark.parametrize("shape", ["csv", "json"])
def test_page_refuses_roles_without_money(business, look, shape):
    assert look(PATH, who="staff", format=shape).status_code == 403


def test_json_refuses_an_unreadable_period(business, look):
    response = look(PATH, format="json", **{"from": "soon"})
    assert (response.status_code, list(response.json()["errors"])) == (400, ["period"])
