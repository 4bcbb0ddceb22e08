"""Where the leads of each source went, drawn, in a table, and as data."""

import json
import re
from datetime import datetime, timedelta

import pytest
import time_machine

from leads.models import Lead
from reports.conftest import LONDON
from reports.core.periods import Period
from reports.flows import query as flows
from reports.sources import query as sources
from sales.hand_off import transfer
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 10, 1, 12, tzinfo=LONDON)
PATH = "/reports/flow/"


@pytest.fixture
def mixed(come, cast):
    """One lead of each fate, from two sources and from none."""
    with time_machine.travel(AS_OF - timedelta(days=90)):
        come("Leaflet", "2026-03-02", won_after=3)
        lost = come("Leaflet", "2026-03-03")
        closing.lose(transfer.open_opportunity(lost, by=cast.sales), by=cast.sales, reason=None)
        come("Signboard", "2026-03-04").disqualify("no_budget", by=cast.staff)
        transfer.open_opportunity(come("Signboard", "2026-03-05"), by=cast.sales)
        come(None, "2026-03-06")
        come("Signboard", "2026-03-07").disqualify("spam", by=cast.staff)


def figures_of(row):
    return row.leads, row.went(to_sales=True), *(row.ended(outcome) for outcome in flows.OUTCOMES)


def test_every_lead_is_in_one_place(business, mixed):
    result = flows.report(Period(), business=business, as_of=AS_OF)
    rows = {row.label: figures_of(row) for row in result.rows}
    assert rows == {"Leaflet": (2, 2, 1, 0, 0, 1, 0), "Signboard": (2, 1, 0, 0, 1, 0, 1), "(blank)": (1, 0, 0, 0, 1, 0, 0)}
    assert figures_of(result.total) == (5, 3, 1, 0, 2, 1, 1)


def test_flows_count_the_leads_of_the_sources(business, mixed):
    result, other = (module.report(Period(), business=business, as_of=AS_OF) for module in (flows, sources))
    clients = {row.label: (row.leads, row.clients) for row in other.rows}
    assert {row.label: (row.leads, row.ended("client")) for row in result.rows} == clients


def test_earlier_moment_shows_later_losses_as_open(business, mixed):
    before = AS_OF - timedelta(days=100)
    assert flows.report(Period(), business=business, as_of=before).total.ended("lost") == 0


@time_machine.travel(AS_OF)
@pytest.mark.parametrize("as_of", ["", "2026-05-01"])
def test_every_number_opens_the_very_leads(client, look, mixed, as_of):
    page = look(PATH, who="staff", period="everything", as_of=as_of).context["page"]
    cells = [cell for line in (*page.lines, page.total) for cell in line.cells if cell.count]
    assert [client.get(cell.href).context["count"] for cell in cells] == [cell.count for cell in cells]


@time_machine.travel(AS_OF)
def test_columns_of_the_drawing_add_up(look, mixed):
    page = look(PATH, period="everything").content.decode()
    drawn = json.loads(re.search(r'<script id="flow" type="application/json">(.*?)</script>', page)[1])
    columns = [sum(node["count"] for node in drawn["nodes"] if node["depth"] == depth) for depth in range(3)]
    assert columns == [5, 5, 5]
    for node in drawn["nodes"]:
        side = "to" if node["depth"] == 2 else "from"
        assert sum(link["count"] for link in drawn["links"] if link[side] == node["key"]) == node["count"], node


def test_a_source_called_like_a_script_is_text(look, come, sources):
    sources["Leaflet"].rename("</script><script>alert(1)")
    come("Leaflet", "2026-03-02")
    assert "</script><script>alert(1)" not in look(PATH, period="everything").content.decode()


def test_report_takes_three_queries(business, come, django_assert_num_queries):
    for day in range(1, 15):
        come("Leaflet", f"2026-03-{day:02}", won_after=day)
    with django_assert_num_queries(3):
        flows.report(Period(), business=business, as_of=AS_OF)


def test_without_leads_it_says_so(look, business):
    assert "Nothing flows yet" in look(PATH).content.decode()
    assert not Lead.objects.exists()
