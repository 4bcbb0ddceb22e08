from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from sales.models import Opportunity


@pytest.fixture
def on_board(sales_client):
    """The names of the open cards that an address shows to Tom."""

    def ask(address: str = "board", **filters) -> list[str]:
        response = sales_client.get(reverse(address), {"whose": "all"} | filters)
        return sorted(str(card) for lane in response.context["board"].lanes for card in lane.cards)

    return ask


def test_it_narrows_by_owner_source_and_value(on_board, make_opportunity, sources, cast):
    make_opportunity("Cheap", value=Decimal(10))
    make_opportunity("Dear", value=Decimal(1000), owner=cast.everything, source=sources["Signboard"])
    Opportunity.objects.filter(pk=make_opportunity("Free").pk).update(owner=None)
    assert on_board(owner=cast.everything.pk) == ["Dear"]
    assert on_board(owner="none") == ["Free"]
    assert on_board(source=sources["Signboard"].pk) == ["Dear"]
    assert on_board(value_min="11") == ["Dear"]
    assert on_board(q="chea") == ["Cheap"]


def test_somebody_elses_are_found_whoever_looks(on_board, make_opportunity, cast):
    make_opportunity("Theirs", owner=cast.everything)
    assert on_board(owner=cast.everything.pk, whose="mine") == ["Theirs"]


@pytest.mark.parametrize(("days", "age"), [(0, "week"), (6, "week"), (7, "month"), (27, "month"), (28, "quarter"), (91, "longer")])
def test_it_narrows_by_age(on_board, make_opportunity, days, age):
    made_at = timezone.now() - timedelta(days=days)
    Opportunity.objects.filter(pk=make_opportunity("Helen Marsh").pk).update(made_at=made_at)
    assert [name for name in ("week", "month", "quarter", "longer") if on_board(age=name)] == [age]


def test_stuck_is_longer_than_promised(on_board, make_opportunity, stages):
    stages["New"].edit(promise_days=3)
    for name, days in (("On time", 3), ("Stuck", 4)):
        Opportunity.objects.filter(pk=make_opportunity(name).pk).update(stage_since=timezone.now() - timedelta(days=days))
    assert on_board(stuck="yes") == ["Stuck"]


def test_the_counts_and_the_further_cards_are_of_what_was_filtered(sales_client, make_opportunity, stages):
    make_opportunity("Cheap", value=Decimal(10))
    make_opportunity("Dear", value=Decimal(1000))
    asked = {"whose": "all", "value_min": "500"}
    board = sales_client.get(reverse("board"), asked).context["board"]
    assert (board.count, board.value) == (1, Decimal(1000))
    further = sales_client.get(reverse("lane", args=[stages["New"].pk]), asked)
    assert [str(card) for card in further.context["cards"]] == ["Dear"]


def test_the_filters_in_force_are_said_and_each_can_be_taken_away(sales_client, cast):
    page = sales_client.get(reverse("board"), {"owner": "none", "value_min": "10"})
    assert [(chip.label, chip.value, chip.without) for chip in page.context["chips"]] == [
        ("With", "Nobody", "?value_min=10"),
        ("Value from", "£10", "?owner=none"),
    ]


def test_mine_and_everyones_keep_the_filters(sales_client):
    assert "?stuck=yes&amp;whose=mine" in sales_client.get(reverse("board"), {"stuck": "yes", "whose": "all"}).text


def test_what_cannot_be_understood_is_said_and_shows_nothing(sales_client, make_opportunity, stages):
    make_opportunity()
    page = sales_client.get(reverse("board"), {"value_min": "a lot"})
    assert "could not be understood" in page.text
    assert page.context["board"].count == 0
    assert "Helen" not in sales_client.get(reverse("lane", args=[stages["New"].pk]), {"age": "ancient"}).text


def test_the_list_takes_the_same_filters(sales_client, make_opportunity, sources):
    make_opportunity("Helen Marsh")
    make_opportunity("Omar Holt", source=sources["Signboard"])
    page = sales_client.get(reverse("opportunities"), {"source": sources["Signboard"].pk})
    assert [str(row) for row in page.context["page"].rows] == ["Omar Holt"]
