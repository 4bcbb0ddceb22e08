"""The page, its CSV and JSON and the command give the same rows, and each count opens the hand-overs it counted."""

import io
import json
import re
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from leads.models import Activity, HandOff
from reports.hand_offs.page import NAMES

pytestmark = pytest.mark.django_db
PATH = "/reports/hand-off/"
MAY = {"from": "2026-05-01", "to": "2026-05-31"}
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def some(come, cast):
    """One of each in May, from two sources and from none."""

    def moment(hour: int) -> datetime:
        return datetime(2026, 5, 5, hour, tzinfo=LONDON)

    for source, reason, decided in (("Leaflet", "", 11), ("Leaflet", "", 14), ("Signboard", "not_ready", 11), ("none", "", None)):
        lead = come(source, "2026-05-05T09:00", channel="website")
        made = HandOff.make(lead, by=cast.staff, at=moment(10), due_at=moment(12))
        if decided:
            made.decide(by=cast.sales, returned_for=reason, at=moment(decided))


def test_page_says_why_a_time_is_missing(business, some, come, cast, look):
    talked = come("Leaflet", "2026-05-05T09:00", channel="website")
    Activity.log(talked, by=cast.staff, kind="call", at=datetime(2026, 5, 5, 10, tzinfo=LONDON))
    page = look(PATH, **MAY).text
    assert "fewer than half contacted" in page
    assert "fewer than nine in ten contacted" in page


def command(*options: str) -> str:
    out = io.StringIO()
    call_command("report", "handoffs", "--from", MAY["from"], "--to", MAY["to"], *options, stdout=out)
    return out.getvalue()


def without_now(text: dict) -> dict:
    return {name: value for name, value in text.items() if name != "as_of"}


def test_json_is_that_of_the_command(business, some, look):
    text = json.loads(command("--format", "json"))
    assert without_now(look(PATH, format="json", **MAY).json()) == without_now(text)
    assert (text["total"]["handed_over"], text["total"]["in_time"], text["returned_for"]) == (4, 2, {"not_ready": 1})


def test_csv_is_that_of_the_command(business, some, look):
    sent = b"".join(look(PATH, format="csv", **MAY).streaming_content).decode("utf-8-sig")
    assert sent.replace("\r\n", "\n") == command("--format", "csv")


def test_the_sentence_says_what_was_kept(business, some, look):
    page = look(PATH, who="staff", **MAY).text
    assert "Sales answered 50\u202f% of what was handed over in the time it promised." in page
    assert "4 handed over: 2 accepted, 1 returned, 1 waiting." in page
    assert "Not ready to buy yet" in page


@pytest.mark.parametrize("only", NAMES)
def test_every_count_opens_its_hand_offs(business, some, look, only):
    page = look(PATH, **MAY).context["page"]
    for line in (*page.lines, page.total):
        opened = look(PATH + line.hrefs[only]).context["page"]
        assert len(opened.listed) == opened.listed_of == getattr(line.row, only), (line.name, only)


def test_page_explains_itself_to_an_empty_business(business, look):
    page = look(PATH).text
    assert "Nothing was handed over in this period." in page
    assert "Nothing to measure yet" in page


def test_page_refuses_an_unreadable_period(business, look):
    response = look(PATH, **{"from": "soon"})
    assert response.status_code == 400
    assert 'value="soon"' in response.text


@pytest.mark.parametrize("wrong", [{"only": "nonsense"}, {"of": "x"}, {"of": "99"}])
def test_a_choice_there_is_not_shows_all(business, some, look, wrong):
    assert len(look(PATH, **MAY, **wrong).context["page"].listed) == 4


def test_every_link_of_the_page_leads_somewhere(business, some, look):
    page = look(PATH, **MAY).text
    for href in set(re.findall(r'href="(\?[^"#]+)', page)):
        assert look(PATH + unescape(href)).status_code == 200, href


def test_the_table_says_what_was_left_out(business, some, cast):
    HandOff.objects.waiting().get().take_back(by=cast.staff)
    assert "Left out: 1 taken_back." in command()
