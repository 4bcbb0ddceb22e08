import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
import time_machine

from leads.models import Source
from reports.models import Goal

pytestmark = pytest.mark.django_db
PATH = "/reports/overview/"
TODAY = "2026-07-01T12:00:00Z"


@pytest.mark.parametrize(("who", "status"), [("staff", 403), ("sales", 403), ("owner", 200), ("admin", 200), ("stranger", 302)])
def test_overview_is_for_those_who_see_money(business, look, who, status):
    assert look(PATH, who=who).status_code == status


def test_page_says_how_to_begin(business, look):
    text = look(PATH).content.decode()
    assert "No lead has come in yet" in text
    assert 'href="/"' in text


@time_machine.travel(TODAY)
def test_single_lead_makes_no_trend(come, business, look):
    come("Leaflet", "2026-06-20")
    text = look(PATH).content.decode()
    assert "1 lead came in." in text
    assert "not yet" in text
    assert 'class="spark"' not in text


def test_page_keeps_an_unreadable_period_in_its_field(business, look):
    response = look(PATH, **{"from": "tomorrow"})
    assert response.status_code == 400
    assert 'value="tomorrow"' in response.content.decode()


@time_machine.travel(TODAY)
def test_markup_in_a_source_name_stays_text(come, business, sources, look):
    sources["evil"] = Source.add("<img src=x onerror=alert(1)>")
    come("evil", "2025-06-20")
    come("evil", "2026-06-20")
    text = look(PATH).content.decode()
    assert "<img" not in text
    assert "&lt;img src=x" in text


@time_machine.travel(TODAY)
def test_every_lead_count_equals_its_list(come, business, look):
    come("Leaflet", "2025-06-20")
    for day in range(1, 9):
        come("Leaflet", f"2026-05-{day:02}", won_after=2 if day % 2 else None)
        come("", f"2026-02-{day:02}")
    links = re.findall(r'href="(/leads/[^"]+)">(\d+)<', look(PATH).content.decode())
    assert len(links) > 10
    for href, count in links:
        assert look(unescape(href)).context["count"] == int(count), href


@time_machine.travel(TODAY)
def test_new_clients_and_revenue_open_their_clients(come, business, look):
    come("Leaflet", "2025-06-20", won_after=1)
    come("Leaflet", "2026-05-01", won_after=2)
    come("Leaflet", "2026-06-01", won_after=2)
    links = [unescape(href) for href in re.findall(r'href="(/clients/[^"]+)"', look(PATH).content.decode())]
    assert [len(look(href).context["page"].rows) for href in links] == [2, 2]


@time_machine.travel(TODAY)
def test_page_takes_a_constant_number_of_queries(come, business, sources, look, client, django_assert_num_queries):
    come("Leaflet", "2025-06-20")
    for number in range(15):
        sources[str(number)] = Source.add(f"Source {number}")
        come(str(number), "2026-06-20", won_after=1)
    look(PATH)
    with django_assert_num_queries(30):  # the report’s 20, the diagnosis’ 5 (there is no past to look at), and one for the saved name
        client.get(PATH)


@time_machine.travel(TODAY)
def test_page_shows_goals_beside_results(come, look, cast):
    come("Leaflet", "2026-06-20")
    first = Goal.Kind
    for kind, amount in ((first.LEADS, 30), (first.CLIENTS, 6), (first.REVENUE, 3000), (first.SPEND, 300)):
        Goal.put(kind, amount=Decimal(amount), per="month", month=date(2026, 1, 1), by=cast.owner)
    page = look(PATH, **{"from": "2026-06-01", "to": "2026-06-15"}).content.decode()
    assert all(text in page for text in ("goal: 15", "goal: 3", "goal: £1,500", "to spend at most: £150"))
