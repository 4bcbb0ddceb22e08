"""The list as a file: what the filters show, to the letter, and nothing a spreadsheet would run."""

import csv
import io
import json

import pytest
from django.urls import reverse

from accounts.csvsafe import undo
from leads.tests.making import make_lead

pytestmark = pytest.mark.usefixtures("everyone_saves")


@pytest.fixture
def saved(client, cast):
    client.force_login(cast.staff)

    def saved(name, **query) -> str:
        response = client.get(reverse(name), query)
        assert "attachment" in response["Content-Disposition"]
        return b"".join(response.streaming_content).decode()

    return saved


def rows(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_phone_stays_a_phone_and_a_formula_becomes_text(saved):
    make_lead("=HYPERLINK(1)", phones=["0113 496 0142", "0113 496 0143"], emails=["a@example.com"], interest="@SUM(A1)")
    [row] = rows(saved("leads_csv"))
    assert (row["phone"], row["other_phones"]) == ("+441134960142", "+441134960143")
    assert (row["name"], row["interest"]) == ("'=HYPERLINK(1)", "'@SUM(A1)")
    assert undo(row["name"]) == "=HYPERLINK(1)"


def test_json_holds_the_very_text(saved):
    make_lead('=1 "quoted" 🙂', notes="two\r\nlines")
    [row] = json.loads(saved("leads_json"))
    assert (row["name"], row["notes"]) == ('=1 "quoted" 🙂', "two\r\nlines")


def test_both_follow_the_filters(saved, sources):
    make_lead("Leaflet", source=sources["Leaflet"])
    make_lead("Nothing")
    assert [row["name"] for row in rows(saved("leads_csv", source="blank"))] == ["Nothing"]
    assert [(row["name"], row["source"]) for row in json.loads(saved("leads_json", source="blank"))] == [("Nothing", "(blank)")]


def test_an_empty_list_is_still_a_file(saved):
    assert rows(saved("leads_csv")) == []
    assert json.loads(saved("leads_json")) == []


def test_a_filter_nobody_understands_saves_nothing(client, cast):
    client.force_login(cast.staff)
    assert client.get(reverse("leads_csv"), {"source": "999999"}).status_code == 404


def test_the_signed_out_get_no_list(client, business):
    make_lead("Secret")
    assert client.get(reverse("leads_csv")).status_code == client.get(reverse("leads_json")).status_code == 302
