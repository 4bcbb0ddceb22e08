"""The page of client value: who sees it, what it says, and that its counts open the very clients and leads."""

import csv
import io
import json
import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.core.management import call_command
from django.utils import timezone

from leads.contacts import referrals
from leads.models import Contact
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
PATH = "/reports/clients/"


@pytest.fixture
def some_clients(come, cast):
    """Clients of two sources and of none, who came back late, soon or never; one of an unknown day, one sent by another."""

    def bought(source: str, *days_ago: int, amount=Decimal(200), **values) -> Contact:
        first, *others = days_ago
        today = timezone.localdate()
        contact = come(source, (today - timedelta(days=first)).isoformat(), won_after=0, amount=amount, **values).contact
        for days in others:
            closing.sell_again(contact, by=cast.sales, amount=amount, at=timezone.now() - timedelta(days=days))
        return contact

    sender = bought("Leaflet", 900, 400, 20)
    for days in ((800, 500), (700, 100), (450,), (370, 360), (30,)):
        bought("Leaflet", *days, channel="website")
    sent = bought("Google search", 395, 50)
    bought("Google search", 10, amount=None)
    bought("", 600, 590)
    Contact.objects.filter(pk=bought("", 500, 499).pk).update(client_since=None)
    Contact.objects.filter(pk=sender.pk).update(yearly_spend=1000)
    referrals.name(sent.leads.order_by("pk").first(), sender, by=cast.staff)
    referrals.name(come("Leaflet", timezone.localdate().isoformat()), sender, by=cast.staff)


def main_of(response) -> str:
    return response.content.decode().split("<main", 1)[1].split("</main>")[0]


def test_page_opens_for_roles_that_see_money(business, some_clients, look):
    seen = {who: look(PATH, who=who).status_code for who in ("owner", "admin", "sales", "staff")}
    assert seen == {"owner": 200, "admin": 200, "sales": 403, "staff": 403}
    assert look(PATH, who="sales", format="csv").status_code == 403


def test_page_shows_retention_and_client_value(business, some_clients, look):
    text = main_of(look(PATH))
    assert "of those who bought the year before bought again. In their first year a client buys for £" in text
    assert "1 sale of an amount nobody knows is left out." in text
    assert "1 person sent 2 enquiries; 1 of them are clients by now." in text
    assert "£200 of £1,000 a year, of 1 client who told" in text


def test_page_explains_itself_without_clients(business, look):
    text = main_of(look(PATH))
    assert "There are no clients yet." in text
    assert "Whoever buys becomes a client." in text
    assert "<table" not in text


@pytest.mark.parametrize("query", [{}, {"period": "everything", "channel": "website"}, {"as_of": "365"}])
def test_every_count_opens_as_many_clients_or_leads(business, some_clients, look, query):
    if "as_of" in query:
        query = {"as_of": (timezone.localdate() - timedelta(days=365)).isoformat()}
    tables = "".join(re.findall(r"<table.*?</table>", main_of(look(PATH, **query)), flags=re.DOTALL))
    links = re.findall(r'<a href="(/(?:clients|leads)/[^"]*)">([\d,]+)', tables)
    assert len(links) > 5
    for href, count in set(links):
        assert listed(look(unescape(href))) == int(count.replace(",", "")), href


def listed(response) -> int:
    if "filters" in response.context:
        assert not response.context["filters"].form.errors
        return response.context["count"]
    assert not response.context["filter"].form.errors
    return response.context["count"][0]


def test_the_figures_above_open_those_who_did_it(business, some_clients, look):
    page = look(PATH).context["page"]
    habits = page.report.habits
    opened = {
        name: listed(look(getattr(page, name))) for name in ("came_again_href", "stayed_href", "repeat_href", "told_href", "buyers_href")
    }
    assert opened == {
        "came_again_href": habits.again,
        "stayed_href": habits.before,
        "repeat_href": habits.repeat,
        "told_href": habits.spending_known,
        "buyers_href": page.report.now.clients,
    }
    assert habits.again
    assert habits.repeat > habits.again


def test_csv_and_json_are_those_of_the_command(business, some_clients, look):
    query = {"from": "2026-01-01", "to": "2026-03-31", "as_of": timezone.localdate() - timedelta(days=1)}

    def command(shape: str) -> str:
        out = io.StringIO()
        options = ["--from", query["from"], "--to", query["to"], "--as-of", query["as_of"].isoformat(), "--format", shape]
        call_command("report", "clients", *options, stdout=out)
        return out.getvalue()

    text = json.loads(command("json"))
    assert look(PATH, format="json", **query).json() == text
    assert {row["figure"] for row in text["rows"]} >= {
        "revenue",
        "value_12",
        "retention",
        "share_of_wallet",
        "came_back_year_1",
        "referred",
    }
    sent = b"".join(look(PATH, format="csv", **query).streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(sent))) == list(csv.reader(io.StringIO(command("csv"))))
    assert look(PATH, format="xlsx", **query).content[:2] == b"PK"


def test_page_refuses_an_unreadable_period(business, look):
    response = look(PATH, **{"from": "soon"})
    assert (response.status_code, "is not a date" in response.text) == (400, True)


@pytest.mark.parametrize("many", [2, 10])
def test_the_page_asks_16_questions_however_many_clients(business, come, look, client, django_assert_num_queries, many):
    for number in range(many):
        come("Leaflet", f"2025-{number + 1:02}-10", won_after=3)
    look(PATH)
    # Eight are the report's, with nothing before to compare with, four the filters', one asks for its saved name, and three are the
    # session's, the user's and the business's.
    with django_assert_num_queries(16):
        client.get(PATH)
