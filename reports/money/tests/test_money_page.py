"""The Money page: who sees it, what it says, and that its counts open the very leads."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.management import call_command

from leads.models import Source, Spend

pytestmark = pytest.mark.django_db
PATH = "/reports/money/"
QUERY = {"from": "2026-01-01", "to": "2026-03-31", "as_of": "2026-06-30"}


@pytest.fixture
def some_money(come, sources):
    for number in range(1, 9):
        come("Leaflet", f"2026-01-{number:02}", won_after=number if number < 4 else None, amount=Decimal(400))
    come("Google search", "2026-02-10", won_after=9, amount=None)
    come("", "2026-02-11")
    for name in ("Leaflet", "Google search", "Signboard"):
        Spend.put(sources[name], month=date(2026, 1, 1), amount=Decimal(300))


def main_of(response) -> str:
    return response.content.decode().split("<main", 1)[1].split("</main>")[0]


def test_desk_cannot_see_the_money_report(business, some_money, look):
    assert {who: look(PATH, who=who).status_code for who in ("owner", "admin", "sales", "staff")} == {
        "owner": 200,
        "admin": 200,
        "sales": 403,
        "staff": 403,
    }
    assert look(PATH, who="staff", format="json").status_code == 403


def test_page_shows_client_cost_and_return(business, some_money, look):
    text = main_of(look(PATH, **QUERY))
    assert "Where money was spent, a new client cost £225." in text  # 900 for four clients
    assert "The money came back 1.3 times." in text
    assert "£900 spent. All in all 10 leads came, 4 clients of them by now, who brought £1,200." in text
    assert "One sale of an amount nobody knows is left out." in text
    assert "£300 spent, and no lead came" in text  # the signboard


def test_page_says_where_to_enter_spend(business, come, look):
    text = main_of(look(PATH))
    assert "Nothing spent, and no leads, in this period" in text
    come("Leaflet", "2026-01-10")
    text = main_of(look(PATH, period="everything"))
    assert "No spend is entered for this period." in text
    assert 'href="/settings/spend/"' in text


@pytest.mark.parametrize("by", ["source", "campaign"])
def test_every_count_opens_the_very_leads(business, some_money, look, by):
    table = main_of(look(PATH, by=by, **QUERY)).split("<tbody>")[1].split("</table>")[0]
    links = re.findall(r'<td[^>]*><a href="(/leads/[^"]+)">([\d,]+)', table)
    assert len(links) >= 4
    for href, count in links:
        response = look(unescape(href))
        assert (response.context["count"], response.context["filters"].form.errors) == (int(count), {}), href


def test_csv_and_json_are_those_of_the_command(business, some_money, look):
    def command(shape: str) -> str:
        out = io.StringIO()
        options = ["--from", QUERY["from"], "--to", QUERY["to"], "--as-of", QUERY["as_of"], "--format", shape]
        call_command("report", "money", *options, stdout=out)
        return out.getvalue()

    text = json.loads(command("json"))
    assert look(PATH, format="json", **QUERY).json() == text
    assert (text["total"]["acquisition_cost"], text["total"]["amounts_unknown"]) == (225.0, 1)
    sent = b"".join(look(PATH, format="csv", **QUERY).streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(sent))) == list(csv.reader(io.StringIO(command("csv"))))


@pytest.mark.parametrize(("query", "text"), [({"from": "soon"}, "is not a date"), ({"as_of": "2999-01-01"}, "still to come")])
def test_page_refuses_an_unreadable_period(business, look, query, text):
    response = look(PATH, **query)
    assert (response.status_code, text in response.content.decode()) == (400, True)
    assert look(PATH, by="channel").status_code == 404


@pytest.mark.parametrize("names", [3, 12])
def test_the_page_asks_14_questions_however_many_sources(business, come, sources, look, client, django_assert_num_queries, names):
    for number in range(names):
        sources[str(number)] = Source.add(f"Source {number}")
        come(str(number), "2026-01-10", won_after=3)
        Spend.put(sources[str(number)], month=date(2026, 1, 1), amount=Decimal(10))
    look(PATH, period="everything")
    # Six are the report's, four the filters', one asks for its saved name, three are the session's, the user's and the business's.
    with django_assert_num_queries(14):
        client.get(PATH, {"period": "everything"})
