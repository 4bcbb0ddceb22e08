"""The saved list of leads says how far sales came with each, and to those who sell, for how much."""

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.testing import make_business
from leads.export.cells import items
from sales.models import LostReason
from sales.pipeline.closing import reopen, win

pytestmark = pytest.mark.usefixtures("everyone_saves")

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def saved(client):
    def saved(person, name="leads_csv") -> list[dict]:
        client.force_login(person)
        text = b"".join(client.get(reverse(name)).streaming_content).decode()
        return json.loads(text) if name == "leads_json" else list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))

    return saved


def test_a_sale_is_written_with_day_amount_and_what(saved, cast, make_opportunity):
    win(make_opportunity(), by=cast.sales, amount=Decimal("1234.5"), at=NOON, what="Oak; bench")
    [row] = saved(cast.sales)
    assert items(row["sales"]) == [["2026-06-01 13:00:00", "1234.50", "", "Oak; bench"]]
    assert (row["stage"], row["state"], row["value"]) == ("Won", "won", "1234.50")


def test_the_front_desk_saves_stages_and_no_money(saved, cast, make_opportunity):
    win(make_opportunity(value=11_400), by=cast.sales, amount=12_350)
    [row] = saved(cast.staff)
    assert row["stage"] == "Won"
    assert not {"sales", "value", "yearly_spend", "about"} & set(row)
    assert not {"sales", "value", "yearly_spend", "about"} & set(saved(cast.staff, "leads_json")[0])


def test_a_lost_deal_says_why_and_every_stage_it_was_in(saved, cast, make_opportunity, stages):
    opportunity = make_opportunity()
    opportunity.edit(by=cast.sales, owner=cast.sales)
    opportunity.lose(LostReason.add("Too dear"), by=cast.sales, note="Next year", at=NOON)
    [row] = saved(cast.sales)
    assert (row["stage"], row["lost_reason"], row["owner"]) == ("Lost", "Too dear", "Tom")
    assert items(row["stages"])[-1] == ["2026-06-01 13:00:00", "Lost", "Too dear", "Next year"]


def test_json_has_sales_as_objects_with_offsets(saved, cast, make_opportunity):
    win(make_opportunity(), by=cast.sales, amount=Decimal("12.30"), at=NOON)
    [row] = saved(cast.sales, "leads_json")
    [sale] = row["sales"]
    assert (sale["sold_at"], sale["amount"]) == ("2026-06-01T13:00:00+01:00", 12.3)


def test_a_reversed_sale_is_not_written(saved, cast, make_opportunity):
    opportunity = make_opportunity()
    win(opportunity, by=cast.sales, amount=5)
    reopen(opportunity, by=cast.sales)
    assert saved(cast.sales)[0]["sales"] == ""


@pytest.mark.parametrize(("currency", "written"), [("EUR", "12.50"), ("JPY", "12.50"), ("KWD", "12.500")])
def test_an_amount_has_the_decimals_of_its_currency(saved, cast, make_opportunity, currency, written):
    make_business(currency=currency)
    make_opportunity(value=Decimal("12.5"))
    assert saved(cast.sales)[0]["value"] == written
