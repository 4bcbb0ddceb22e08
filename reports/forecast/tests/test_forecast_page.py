"""The forecast's page, its files and the command give the same, and the counts of the pipeline open the opportunities they count."""

import io
import json
import re
from datetime import timedelta
from decimal import Decimal
from html import unescape
from random import Random

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from reports.forecast.tests.test_forecast import NOW, write  # noqa: F401 - a fixture
from sales.hand_off import transfer
from sales.models import Opportunity
from tests.forecasts import TRADES, lives

pytestmark = pytest.mark.django_db
PATH = "/reports/forecast/"


@pytest.fixture
def some(come, stages, cast):
    """Open in two stages, of known and unknown value, from two sources, one nobody's, one longer than promised."""
    stages["New"].edit(promise_days=2)
    now = timezone.now()
    for source, channel, owner, value, days in (
        ("Leaflet", "website", cast.sales, 500, 9),
        ("Leaflet", "phone", None, None, 1),
        ("Signboard", "phone", cast.sales, 250, 1),
    ):
        lead = come(source, "2026-05-01", channel=channel)
        at = now - timedelta(days=days)
        transfer.open_opportunity(lead, by=cast.sales, owner=owner, value=value and Decimal(value), at=at)
    Opportunity.objects.latest("made_at").move_to(stages["Quoted"], by=cast.sales)


def listed(response) -> int:
    count, is_more = response.context["count"]
    assert not response.context["filter"].form.errors
    assert not is_more
    return count


def test_every_pipeline_count_opens_its_opportunities(business, some, look, sources, cast):
    for narrowed in ({}, {"source": sources["Leaflet"].pk}, {"channel": "phone"}, {"person": cast.sales.pk}, {"person": "blank"}):
        page = look(PATH, who="sales", **narrowed).context["page"]
        assert listed(look(page.href())) == page.report.count > 0, narrowed
        assert listed(look(page.stale_href)) == page.report.stale
        for stage in page.stages:
            assert (listed(look(stage.href)), listed(look(stage.stale_href))) == (stage.row.count, stage.row.stale), (narrowed, stage.row)
    assert look(PATH, as_of="2026-09-01").context["page"].href() == ""


@time_machine.travel(NOW, tick=False)
def test_every_decided_count_opens_as_many(business, stages, write, look):  # noqa: F811
    write(lives(TRADES["kitchens"], Random(5), until=420), days=420)
    once = Opportunity.objects.filter(stage__kind="won").latest("made_at")
    once.changes.update(at=once.made_at)  # entered as it was sold: it walked through nothing
    page = look(PATH, who="sales").context["page"]
    for stage in page.stages:
        assert (listed(look(stage.decided_href)), listed(look(stage.won_href))) == (stage.row.decided, stage.row.won), stage.row
    lines = [line for _at, lines in page.checks for line in lines]
    assert any(line.check.came for line in lines)
    for line in lines:
        assert (listed(look(line.href)) if line.href else 0) == line.check.came, line


def test_page_says_what_cannot_be_forecast(business, some, look):
    page = look(PATH, who="sales").text
    assert "There is not enough history yet to say what will be won." in page
    assert "3 opportunities are open, worth £750 as far as is known." in page
    assert "1 opportunity stands longer in its stage than promised." in page
    assert "Not enough to say" in page


def test_files_and_the_command_say_the_same(business, some, look):
    out = io.StringIO()
    call_command("report", "forecast", "--format", "json", stdout=out)
    text = look(PATH, format="json").json()
    assert text["rows"] == json.loads(out.getvalue())["rows"]
    assert sum(row["count"] for row in text["rows"]) == 3
    assert b'"stage","New","2",' in b"".join(look(PATH, format="csv").streaming_content)
    assert look(PATH, format="xlsx").headers["Content-Disposition"].endswith('forecast.xlsx"')
    with pytest.raises(CommandError, match="takes no days"):
        call_command("report", "forecast", "--from", "2026-01-01", "--to", "2026-01-31")


def test_page_shows_a_range_and_earlier_forecasts(business, stages, write, look):  # noqa: F811
    write(lives(TRADES["kitchens"], Random(3), until=420), days=420)
    page = look(PATH, as_of="2026-06-01T13:00")
    text = r"\d+ to \d+ opportunities will likely be won in the next 30 days, \d+ to \d+ in the next 90"
    assert re.search(text, page.text)
    assert re.search(r"Of \d+ that could be made before now, \d+ held what came", page.text)
    assert page.text.count("<rect") > 6


def test_marketing_cannot_see_the_forecast(business, stages, look):
    assert [look(PATH, who=who).status_code for who in ("sales", "owner", "admin", "staff")] == [200, 200, 200, 403]
    response = look(PATH, who="sales", as_of="some day")
    assert response.status_code == 400
    assert 'value="some day"' in response.text


def test_every_link_of_the_page_leads_somewhere(business, some, look):
    for href in set(re.findall(r'href="(\?[^"#]+)', look(PATH).text)):
        assert look(PATH + unescape(href)).status_code == 200, href
