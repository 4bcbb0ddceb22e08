"""Spend is typed as people here write money, saved all at once or not at all, and set beside the leads it brought."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from leads.models import Campaign, Spend
from leads.spending import grid
from leads.tests.making import make_lead


@pytest.fixture
def leaflet(sources, client, cast):
    client.force_login(cast.owner)
    return sources["Leaflet"]


def save(client, year=2026, **cells):
    return client.post(f"{reverse('spend')}?year={year}", {name.replace("_", "-"): typed for name, typed in cells.items()})


def amounts() -> list:
    return [str(amount) for amount in Spend.objects.order_by("month", "pk").values_list("amount", flat=True)]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1,200.50", "1200.50"), ("1.200,50", "1200.50"), ("£90", "90.00"), ("1 200", "1200.00"), ("12,5", "12.50"), ("0", "0.00")],
)
def test_an_amount_is_read_as_it_is_written_anywhere(client, leaflet, typed, stored):
    save(client, **{f"s{leaflet.pk}_5": typed})
    entry = Spend.objects.get()
    assert (str(entry.amount), entry.month, entry.campaign) == (stored, date(2026, 5, 1), None)


def test_an_emptied_cell_takes_the_entry_away(client, leaflet):
    Spend.put(leaflet, month=date(2026, 5, 1), amount=Decimal(10))
    save(client, **{f"s{leaflet.pk}_5": ""})
    assert amounts() == []


def test_the_grid_sent_back_untouched_writes_nothing(client, leaflet):
    Spend.put(leaflet, month=date(2026, 5, 1), amount=Decimal("1234.56"))
    form = client.get(reverse("spend"), {"year": 2026}).context["form"]
    cells = {cell.name: cell.typed for cells in form.cells.values() for cell in cells}
    response = client.post(f"{reverse('spend')}?year=2026", cells)
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Nothing was different"]
    assert amounts() == ["1234.56"]


@pytest.mark.parametrize("wrong", ["a lot", "-5", "1e9", "99999999999999", "5 apples", "=1+1"])
def test_one_wrong_cell_saves_nothing_and_keeps_all_that_was_typed(client, leaflet, wrong):
    response = save(client, **{f"s{leaflet.pk}_4": "100", f"s{leaflet.pk}_5": wrong})
    cells = {cell.month: cell for cell in response.context["form"].cells[f"s{leaflet.pk}"]}
    assert response.status_code == 422
    assert (cells[4].typed, cells[5].typed, bool(cells[4].error), bool(cells[5].error)) == ("100", wrong, False, True)
    assert amounts() == []


def test_a_campaign_has_a_line_of_its_own_and_counts_for_its_source(client, leaflet, business):
    spring = Campaign.objects.create(name="Spring", source=leaflet)
    save(client, **{f"s{leaflet.pk}_5": "100", f"c{spring.pk}_5": "50"})
    assert Spend.objects.get(campaign=spring).source == leaflet
    block = next(block for block in grid(2026, business=business).blocks if block.source == leaflet)
    assert block.months[5].amount == 150


def test_cost_per_lead_sums_each_side_first(client, leaflet, business, cast):
    spring = Campaign.objects.create(name="Spring", source=leaflet)
    save(client, **{f"s{leaflet.pk}_5": "100", f"c{spring.pk}_5": "50", f"s{leaflet.pk}_6": "70"})
    for campaign in (None, None, spring):
        make_lead("x", source=leaflet, campaign=campaign, received_at=datetime(2026, 5, 10, tzinfo=UTC))
    make_lead("Spam", source=leaflet, received_at=datetime(2026, 5, 10, tzinfo=UTC)).disqualify("spam", by=cast.staff)
    found = grid(2026, business=business)
    block = next(block for block in found.blocks if block.source == leaflet)
    assert (block.months[5].cost_per_lead, block.months[6].cost_per_lead) == (50, None)
    assert (block.year.amount, found.total.amount, found.months[5].cost_per_lead) == (220, 220, 50)


def test_a_month_begins_at_midnight_of_the_business(leaflet, business):
    Spend.put(leaflet, month=date(2026, 6, 1), amount=Decimal(10))
    make_lead("x", source=leaflet, received_at=datetime(2026, 5, 31, 23, 30, tzinfo=UTC))
    block = next(block for block in grid(2026, business=business).blocks if block.source == leaflet)
    assert (block.months[5].leads, block.months[6].leads) == (0, 1)


def test_a_retired_source_stays_where_money_was_spent_on_it(leaflet, business):
    Spend.put(leaflet, month=date(2025, 5, 1), amount=Decimal(10))
    leaflet.retire()
    assert leaflet in [block.source for block in grid(2025, business=business).blocks]
    assert leaflet not in [block.source for block in grid(2026, business=business).blocks]


def test_a_cell_of_another_source_or_year_is_not_listened_to(client, leaflet):
    save(client, s999999_5="100", **{f"s{leaflet.pk}_13": "100"})
    assert amounts() == []


@pytest.mark.parametrize("year", ["x", "20260", "1", "-1", "²⁰²⁶"])
def test_a_year_that_cannot_be_is_not_found(client, leaflet, year):
    assert client.get(reverse("spend"), {"year": year}).status_code == 404


@pytest.mark.parametrize("role", ["staff", "sales"])
def test_who_does_not_see_money_sees_and_saves_none(client, cast, leaflet, role):
    client.force_login(getattr(cast, role))
    assert client.get(reverse("spend")).status_code == 403
    assert save(client, **{f"s{leaflet.pk}_5": "100"}).status_code == 403
    assert amounts() == []


def test_the_number_of_queries_does_not_grow(client, leaflet, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(12) as counted:
            client.get(reverse("spend"), {"year": 2026})
        return len(counted)

    queries()
    before = queries()
    for n in range(5):
        campaign = Campaign.objects.create(name=f"C{n}", source=leaflet)
        Spend.put(leaflet, campaign=campaign, month=date(2026, 5, 1), amount=Decimal(n))
        make_lead(f"L{n}", source=leaflet, campaign=campaign)
    assert queries() == before


@pytest.mark.parametrize("year", ["0299999", "0199999999999", "1989", "3000", "２０２６"])
def test_a_year_that_is_none_is_not_there(leaflet, client, year):
    assert client.get(reverse("spend"), {"year": year}).status_code == 404
