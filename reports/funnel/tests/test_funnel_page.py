"""The funnel's page, its CSV and JSON and the command give the same rows, and each count opens the very leads it counted."""

import io
import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.management import call_command

from leads.models import HandOff
from reports.core.tests.test_drilldown import counted_links, listed
from sales.hand_off import transfer
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
PATH = "/reports/funnel/"
MAY = {"from": "2026-05-01", "to": "2026-05-31"}


@pytest.fixture
def some(come, stages, cast):
    """Of each kind in May: with marketing, disqualified, waiting, returned, in a stage, lost, jumped and won, and bought again."""
    come("Leaflet", "2026-05-02")
    come("Leaflet", "2026-05-02").disqualify("unreachable", by=cast.staff)
    come("Leaflet", "2026-05-03").disqualify("spam", by=cast.staff)
    HandOff.make(come("Leaflet", "2026-05-04"), by=cast.staff)
    HandOff.make(come("Leaflet", "2026-05-05"), by=cast.staff).decide(by=cast.sales, returned_for="not_ready")
    for stage, end in (("Talking", "open"), ("Quoted", "lost"), ("Deciding", "won"), ("Deciding", "bought")):
        lead = come("Signboard", "2026-05-06")
        at = lead.received_at + timedelta(days=3)
        opportunity = transfer.open_opportunity(lead, by=cast.sales, at=at)
        opportunity.move_to(stages[stage], by=cast.sales, at=at + timedelta(days=4), gated=False)
        if end == "lost":
            closing.lose(opportunity, by=cast.sales, reason=None, at=at + timedelta(days=5))
        elif end in ("won", "bought"):
            again = transfer.open_opportunity(come("Leaflet", "2026-05-06", contact=lead.contact), by=cast.sales, at=at)
            closing.win(opportunity, by=cast.sales, amount=None, at=at + timedelta(days=8), gated=False)
            if end == "bought":
                closing.win(again, by=cast.sales, amount=None, at=at + timedelta(days=9), gated=False)


def command(*options: str) -> str:
    out = io.StringIO()
    call_command("report", "funnel", "--from", MAY["from"], "--to", MAY["to"], *options, stdout=out)
    return out.getvalue()


def test_csv_and_json_are_those_of_the_command(business, some, look):
    text = look(PATH, format="json", **MAY).json()
    assert text | {"as_of": ""} == json.loads(command("--format", "json")) | {"as_of": ""}
    assert (text["rows"][0]["reached"], text["rows"][-1]["reached"], text["left_out"]["spam"]) == (10, 2, 1)
    sent = b"".join(look(PATH, format="csv", **MAY).streaming_content).decode("utf-8-sig")
    assert sent.replace("\r\n", "\n") == command("--format", "csv")


def test_every_count_opens_the_leads_it_counted(business, some, look):
    page = look(PATH, **MAY, as_of="2026-09-01").context["page"]
    shown = {"stopped": set(), "still": set(), "jumped": set(), "bought": set()}
    for line in page.lines:
        assert listed(look(line.hrefs["reached"])) == line.row.reached
        for name, seen in shown.items():
            if name != "bought" or line.row.bought:
                assert listed(look(line.hrefs[name])) == getattr(line.row, name), (name, line.name)
            seen.add(getattr(line.row, name))
    assert all(max(seen) for seen in shown.values())


def test_every_figure_equals_its_list(business, some, look):
    response = look(PATH, **MAY)
    figures = response.text.split('id="figures"')[1]
    response.content = figures.encode()
    links = counted_links(response)
    assert len(links) > 12
    for href, count in links:
        assert listed(look(href)) == count, href


def test_sentences_say_where_leads_end(business, some, look):
    page = look(PATH, who="staff", **MAY).text
    assert "At which step most leads are lost cannot be told yet." in page
    assert "of 10 leads received, 2 are clients so far, 3 ended without and 5 still on the way" in page
    assert "1 bought and was a client by then" in page
    assert "1 spam" in page


def test_narrowed_funnel_saves_as_spreadsheet(business, some, look, sources):
    page = look(PATH, source=sources["Signboard"].pk, **MAY).context["page"]
    row = page.lines[0].row
    assert (row.reached, listed(look(page.lines[0].hrefs["reached"])), page.report.left_out["spam"]) == (4, 4, 0)
    assert look(PATH, format="xlsx", **MAY).headers["Content-Disposition"].endswith('funnel.xlsx"')


def test_a_chip_of_the_list_says_which_step(business, some, look):
    page = look(PATH, **MAY).context["page"]
    chips = look(page.lines[2].hrefs["still"]).context["chips"]
    assert ("Still at", "Accepted by sales") in [(chip.label, chip.value) for chip in chips]
    assert look("/leads/", reached="nowhere").context["filters"].form.errors
    assert listed(look("/leads/", reached="bought")) == 0


def test_page_explains_itself_to_an_empty_business(business, stages, look):
    page = look(PATH, period="everything").text
    assert "No leads came in this period." in page
    assert "Nothing to follow yet" in page


def test_page_refuses_an_unreadable_period(business, look):
    response = look(PATH, **{"from": "soon"})
    assert response.status_code == 400
    assert 'value="soon"' in response.text
    assert look(PATH, format="json", **{"from": "soon"}).json()["errors"]


def test_every_link_of_the_page_leads_somewhere(business, some, look):
    page = look(PATH, **MAY).text
    for href in set(re.findall(r'href="(\?[^"#]+)', page)):
        assert look(PATH + unescape(href)).status_code == 200, href
