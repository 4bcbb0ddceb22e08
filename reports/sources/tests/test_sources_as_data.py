"""The page's CSV and JSON and the command's are the same rows."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.management import CommandError, call_command

from leads.models import Spend

pytestmark = pytest.mark.django_db
PATH = "/reports/sources/"
QUERY = {"from": "2026-01-01", "to": "2026-03-31", "as_of": "2026-06-30", "by": "channel"}
OPTIONS = ["--from", "2026-01-01", "--to", "2026-03-31", "--as-of", "2026-06-30", "--by", "channel"]


@pytest.fixture
def some_leads(come):
    come("Leaflet", "2026-01-10", won_after=5)
    come("Leaflet", "2026-02-10", channel="walk_in")
    come("Google search", "2026-03-31T23:30:00", won_after=2, channel="website")
    come("Google search", "2026-04-01")


def command(*options: str) -> str:
    out = io.StringIO()
    call_command("report", "sources", *options, stdout=out)
    return out.getvalue()


def test_json_is_that_of_the_command(business, some_leads, look):
    text = json.loads(command(*OPTIONS, "--format", "json"))
    assert look(PATH, format="json", **QUERY).json() == text
    assert text["total"]["leads"] == 3
    assert (text["from"], text["to"], text["by"], text["within_days"]) == ("2026-01-01", "2026-03-31", "channel", 90)


def test_csv_is_that_of_the_command(business, some_leads, look):
    sent = b"".join(look(PATH, format="csv", **QUERY).streaming_content).decode("utf-8-sig")
    text = command(*OPTIONS, "--format", "csv")
    assert list(csv.reader(io.StringIO(sent))) == list(csv.reader(io.StringIO(text)))


def test_csv_and_json_have_the_same_rows(business, some_leads, look):
    rows = list(csv.DictReader(io.StringIO(command("--format", "csv"))))
    text = json.loads(command("--format", "json"))
    plain = [{name: "" if value is None else str(value) for name, value in row.items()} for row in (*text["rows"], text["total"])]
    assert rows == plain


@time_machine.travel("2026-07-01T12:00:00Z", tick=False)
def test_the_default_is_everything_until_now(business, some_leads):
    text = json.loads(command("--format", "json"))
    assert (text["from"], text["to"], text["total"]["leads"]) == (None, None, 4)
    assert text["as_of"].startswith("2026-07-01T13:00:00+01:00")


@pytest.mark.parametrize(
    "options", [["--from", "soon"], ["--as-of", "soon"], ["--as-of", "2026-02-30"], ["--from", "2026-2-1", "--to", "2026-01-01"]]
)
def test_unreadable_date_is_refused_in_words(business, options):
    with pytest.raises(CommandError):
        command(*options)


def test_the_table_says_what_was_left_out(business, some_leads, come, cast):
    come("Leaflet", "2026-01-10").disqualify("spam", by=cast.staff)
    assert "Left out: 1 spam." in command()


@pytest.mark.parametrize(("who", "text"), [("owner", "120.00"), ("staff", None)])
def test_spend_comes_last_in_csv(business, some_leads, sources, look, who, text):
    Spend.put(sources["Leaflet"], month=date(2026, 1, 1), amount=Decimal(120))

    sent = b"".join(look(PATH, who=who, format="csv", **(QUERY | {"by": "source"})).streaming_content).decode("utf-8-sig")
    row = next(row for row in csv.DictReader(io.StringIO(sent)) if row["label"] == "Leaflet")
    assert row.get("spend") == text
    assert (list(row)[-2:] == ["cost_per_lead", "spend"]) is (who == "owner")
