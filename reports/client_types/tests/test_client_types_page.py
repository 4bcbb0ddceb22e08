"""The page of client types, its files and the command give the same rows, and each count opens its clients' leads."""

import io
import json
import re
from html import unescape

import pytest
from django.core.management import call_command

from reports.client_types.tests.test_client_types import client_of  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
PATH = "/reports/client-types/"
YEAR = {"from": "2026-01-01", "to": "2026-06-30"}
TABLE = {("Leaflet", "Restaurant"): 9, ("Leaflet", "Home"): 2, ("Signboard", "Restaurant"): 2, ("Signboard", "Home"): 9, ("none", ""): 1}


@pytest.fixture
def some(client_of):  # noqa: F811
    for (source, kind), n in TABLE.items():
        for _ in range(n):
            client_of(source, kind)


def command(*options: str) -> str:
    out = io.StringIO()
    call_command("report", "client-types", "--from", YEAR["from"], "--to", YEAR["to"], *options, stdout=out)
    return out.getvalue()


def without_now(text: dict) -> dict:
    return {name: value for name, value in text.items() if name != "as_of"}


def test_the_files_are_those_of_the_command(business, some, look):
    text = json.loads(command("--format", "json"))
    assert without_now(look(PATH, format="json", **YEAR).json()) == without_now(text)
    sent = b"".join(look(PATH, format="csv", **YEAR).streaming_content).decode("utf-8-sig")
    assert sent.replace("\r\n", "\n") == command("--format", "csv")
    assert look(PATH, format="xlsx", **YEAR).content.startswith(b"PK")


def test_page_names_cells_that_stand_out(business, some, look):
    page = look(PATH, **YEAR).text
    assert "Leaflet brings more of “Restaurant” than chance would explain: 9 against 5 expected." in page
    assert "Leaflet brings fewer of “Home” than chance would explain: 2 against 5 expected." in page
    assert "5 expected</span>" in page, "whole numbers: what is expected is not known to a tenth"
    assert not re.search(r"\d\.\d expected", page)
    assert (page.count("more than chance"), page.count("fewer than chance")) == (2, 2)
    assert "too few to say" in page


def test_every_count_opens_as_many_leads(business, some, look):
    page = look(PATH, **YEAR).context["page"]
    counts = {line.href: line.row.clients for line in (*page.lines, page.total)}
    counts |= {square.href: square.cell.observed for line in page.lines for square in line.squares}
    counts[page.without_type_href] = page.without_type
    assert {href: look(href).context["count"] for href in counts} == counts


@pytest.mark.parametrize("who", ["staff", "sales"])
def test_page_hides_money_from_the_desk(business, some, look, who):
    assert "Brought per client" in look(PATH, **YEAR).text
    assert "Brought per client" not in look(PATH, who=who, **YEAR).text
    assert "mean_revenue" not in look(PATH, who=who, format="json", **YEAR).text


def test_page_tells_no_clients_from_too_few(business, client_of, look):  # noqa: F811
    def sentence_of() -> str:
        return look(PATH, **YEAR).context["page"].headline

    assert sentence_of() == "No lead of this period has become a client yet."
    client_of("Leaflet", "")
    assert sentence_of() == "No client has a type yet, so there is nothing to tell apart."
    client_of("Signboard", "Home")
    assert sentence_of() == "It is too early to say which source brings which clients."


def test_every_format_refuses_an_unreadable_period(business, look):
    assert 'value="soon"' in look(PATH, **{"from": "soon"}).text
    assert [look(PATH, format=shape, **{"from": "soon"}).status_code for shape in ("", "csv", "json", "xlsx")] == [400] * 4


def test_every_link_of_the_page_leads_somewhere(business, client_of, look):  # noqa: F811
    client_of("Leaflet", "Home")
    page = look(PATH, **YEAR).text
    for href in set(re.findall(r'href="(\?[^"#]+)', page)):
        assert look(PATH + unescape(href)).status_code == 200, href
