"""The team page, its CSV and JSON and the command give the same rows, each count opens its leads, and only the office may look."""

import io
import json
import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.core.management import call_command

from leads.models import Contact, Lead
from reports.conftest import LONDON
from reports.team import page as team_page
from reports.team.tests.test_team import sold  # noqa: F401 - a fixture
from sales.models import Opportunity, Stage

pytestmark = pytest.mark.django_db
PATH = "/reports/team/"
YEAR = {"from": "2026-01-01", "to": "2026-06-30"}


@pytest.fixture
def crowd(cast, sources, stages):
    """Many leads of one person at once, written straight into the tables: some won after five days, the others still open."""

    def make(owner, *, won: int, of: int, source: str) -> None:
        at = datetime(2026, 3, 2, tzinfo=LONDON)
        people = Contact.objects.bulk_create(Contact(name="Somebody") for _ in range(of))
        values = {"source": sources[source], "channel": "phone", "received_at": at}
        leads = Lead.objects.bulk_create(Lead(contact=person, state="in_sales", **values) for person in people)
        params = {"made_at": at, "owner": owner}
        Opportunity.objects.bulk_create(Opportunity(lead=lead, stage=stages["New"], **params) for lead in leads[won:])
        closed = params | {"stage": Stage.objects.the(Stage.Kind.WON), "closed_at": at + timedelta(days=5)}
        Opportunity.objects.bulk_create(Opportunity(lead=lead, **closed) for lead in leads[:won])
        for person, lead in zip(people[:won], leads, strict=False):
            person.client_lead, person.client_since = lead, closed["closed_at"]
        Contact.objects.bulk_update(people[:won], ["client_lead", "client_since"])

    return make


@pytest.fixture
def some(crowd, sold, cast):  # noqa: F811
    """Tom wins seldom, Max often, Ruth as often as her source, a name from an import has few, and one lead was nobody's."""
    crowd(cast.sales, won=1, of=30, source="Leaflet")
    crowd(cast.everything, won=14, of=30, source="Leaflet")
    crowd(cast.owner, won=22, of=30, source="Signboard")
    sold(name="Priya <Sharma>", won=5)
    sold(lost=3)


def command(*options: str) -> str:
    out = io.StringIO()
    call_command("report", "team", "--from", YEAR["from"], "--to", YEAR["to"], *options, stdout=out)
    return out.getvalue()


def without_now(text: dict) -> dict:
    return {name: value for name, value in text.items() if name != "as_of"}


def test_json_and_csv_are_those_of_the_command(business, some, look):
    text = json.loads(command("--format", "json"))
    assert without_now(look(PATH, format="json", **YEAR).json()) == without_now(text)
    assert {row["label"]: row["compared"] for row in text["rows"]} == {
        "Tom": "far_below",
        "Max": "above",
        "Ruth": "inside",
        "Priya <Sharma>": "too_few",
        "(nobody)": None,
    }
    sent = b"".join(look(PATH, format="csv", **YEAR).streaming_content).decode("utf-8-sig")
    assert sent.replace("\r\n", "\n") == command("--format", "csv")


def test_page_tells_signals_from_noise(business, some, look):
    page = look(PATH, **YEAR).text
    assert "Fewer of the leads of Tom are won than chance explains: ask what gets in the way." in page
    for words in ("Signal: lower", "Within chance", "Too few to say", "1 lead old enough, 10 needed", "Priya &lt;Sharma&gt;"):
        assert words in page, words


def test_every_count_opens_as_many_leads(business, some, look):
    page = look(PATH, **YEAR).context["page"]
    for line in (*page.lines, page.total):
        counts = {line.leads_href: line.row.leads, line.clients_href: line.row.clients}
        assert {href: look(href).context["count"] for href in counts} == counts, line.name


def test_picture_numbers_every_person(business, some, look):
    page = look(PATH, **YEAR).context["page"]
    assert [line.number for line in page.drawn] == [point.line.number for point in page.points] == [1, 2, 3, 4]
    assert all(0 <= float(place) <= 100 for point in page.points for place in (point.x, point.y))


@pytest.mark.parametrize("who", ["staff", "sales"])
def test_sellers_and_desk_cannot_see_the_team(business, look, who):
    assert look(PATH, who=who).status_code == 403


def test_page_tells_the_empty_cases_apart(business, sold, look, cast):  # noqa: F811
    def sentence_of() -> str:
        return look(PATH, **YEAR).context["page"].headline

    assert sentence_of() == "Sales took on no leads of this period."
    sold(owner=cast.sales, won=2)
    assert sentence_of() == "There is nobody to compare with: one person has the leads."
    sold(owner=cast.owner, won=2)
    assert sentence_of() == "Every lead with sales was won, so nobody can be told apart. Are the lost ones missing?"
    sold(owner=cast.owner, lost=2)
    assert sentence_of() == "It is too early to compare: nobody has 10 leads old enough."
    for _ in range(9):
        sold(owner=cast.owner, won=2)
    assert sentence_of() == "The differences between people are no more than chance brings."


def test_every_format_refuses_an_unreadable_period(business, look):
    assert 'value="soon"' in look(PATH, **{"from": "soon"}).text
    assert [look(PATH, format=shape, **{"from": "soon"}).status_code for shape in ("", "csv", "json")] == [400] * 3


def test_every_link_of_the_page_leads_somewhere(business, some, look):
    page = look(PATH, **YEAR).text
    for href in set(re.findall(r'href="(\?[^"#]+)', page)):
        assert look(PATH + unescape(href)).status_code == 200, href


def test_limits_are_drawn_over_the_picture(business, some, look):
    page = look(PATH, **YEAR).context["page"]
    assert {name: len(paths) for name, paths in page.curves.items()} == {"usual": 2, "rare": 2}
    assert page.curves["usual"][0].count("L") == team_page.POINTS
